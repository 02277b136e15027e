import { z } from 'zod';
import { fact, type Measured, type Turn } from '../../../src/plugin.js';
import { shown, showSpan } from './evidence.js';

export const usageFacts = [
  fact({
    id: 'usage.input',
    scope: 'turn',
    title: 'Input tokens of the turn, each model call counted once, cached tokens included',
    cost: 1,
    returns: z.number(),
    measure: ({ turn }) => tokens(turn, 'input'),
  }),
  fact({
    id: 'usage.output',
    scope: 'turn',
    title: 'Output tokens of the turn, each model call counted once',
    cost: 1,
    returns: z.number(),
    measure: ({ turn }) => tokens(turn, 'output'),
  }),
];

function tokens(turn: Turn, side: 'input' | 'output'): Measured<number> {
  const value = turn.usage?.[side];
  if (value === undefined) return { missing: turn.usage ? `no ${side} tokens recorded` : 'no usage recorded' };
  const counted = turn.calls.filter(({ usage }) => usage?.[side] !== undefined).slice(0, shown);
  return { value, evidence: counted.map(({ span, usage }) => showSpan(span, turn.number, 'model call', `${String(usage?.[side])} ${side} tokens`)) };
}
