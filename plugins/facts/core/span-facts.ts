import { z } from 'zod';
import { fact } from '../../../src/plugin.js';
import { milliseconds, showSpan } from './evidence.js';

const kinds = ['agent', 'chain', 'embedding', 'evaluator', 'guardrail', 'llm', 'memory', 'parser', 'prompt', 'reranker', 'retriever', 'tool', 'unknown'];

export const spanFacts = [
  fact({
    id: 'span.kind',
    scope: 'span',
    title: 'Kind of the span',
    cost: 1,
    returns: z.enum(kinds),
    measure: ({ span, turn }) => ({ value: span.kind, evidence: [showSpan(span, turn.number)] }),
  }),
  fact({
    id: 'span.name',
    scope: 'span',
    title: 'Name of the span',
    cost: 1,
    returns: z.string(),
    measure: ({ span, turn }) => ({ value: span.name, evidence: [showSpan(span, turn.number)] }),
  }),
  fact({
    id: 'span.status',
    scope: 'span',
    title: 'Status of the span as the runtime reported it',
    cost: 1,
    returns: z.enum(['ok', 'error', 'unset']),
    measure: ({ span, turn }) => ({ value: span.status.code, evidence: [showSpan(span, turn.number, 'span status', span.status.message)] }),
  }),
  fact({
    id: 'span.durationMs',
    scope: 'span',
    title: 'Time from start to end of the span, in milliseconds',
    cost: 1,
    returns: z.number(),
    measure: ({ span, turn }) => milliseconds('span', span.startNs, span.endNs, [showSpan(span, turn.number)]),
  }),
  fact({
    id: 'span.finished',
    scope: 'span',
    title: 'Whether an end of the span is recorded; missing for stand-ins of spans that the dump lacks',
    cost: 1,
    returns: z.boolean(),
    measure: ({ span, turn }) =>
      span.synthetic ? { missing: 'the span itself is not in the dump' } : { value: span.endNs !== undefined, evidence: [showSpan(span, turn.number)] },
  }),
];
