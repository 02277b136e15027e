import { z } from 'zod';
import { fact, type Turn } from '../../../src/plugin.js';
import { milliseconds, shown, showSpan, showTurn } from './evidence.js';

const errors = ({ spans }: Turn) => spans.filter((span) => span.status.code === 'error');

export const turnFacts = [
  fact({
    id: 'turn.number',
    scope: 'turn',
    title: 'Number of the turn in its session, counted from 1',
    cost: 1,
    returns: z.int(),
    measure: ({ turn }) => ({ value: turn.number, evidence: [showTurn(turn)] }),
  }),
  fact({
    id: 'turn.status',
    scope: 'turn',
    title: 'Status of the turn: of its root span, or what the container says of the trace',
    cost: 1,
    returns: z.enum(['ok', 'error', 'unset', 'in_progress']),
    measure: ({ turn }) => ({ value: turn.status, evidence: [showSpan(turn.root, turn.number, 'turn status', turn.root.status.message)] }),
  }),
  fact({
    id: 'turn.spanCount',
    scope: 'turn',
    title: 'Number of spans of the turn',
    cost: 1,
    returns: z.int(),
    measure: ({ turn }) => ({ value: turn.spans.filter((span) => !span.synthetic).length, evidence: [showTurn(turn)] }),
  }),
  fact({
    id: 'turn.errorSpans',
    scope: 'turn',
    title: 'Number of spans of the turn with error status',
    cost: 2,
    returns: z.int(),
    measure: ({ turn }) => {
      const failed = errors(turn);
      return { value: failed.length, evidence: failed.slice(0, shown).map((span) => showSpan(span, turn.number, 'failed span', span.status.message)) };
    },
  }),
  fact({
    id: 'turn.durationMs',
    scope: 'turn',
    title: 'Time from start to end of the turn, in milliseconds',
    cost: 1,
    returns: z.number(),
    measure: ({ turn }) => milliseconds('turn', turn.startNs, turn.endNs, [showTurn(turn)]),
  }),
];
