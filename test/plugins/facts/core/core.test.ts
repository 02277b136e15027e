import { describe, expect, it } from 'vitest';
import core from '../../../../plugins/facts/core/index.js';
import { createCorpusBuilder, createFactContext, createFactRegistry, type Subject } from '../../../../src/facts/index.js';
import { session as build } from '../../../engine/helpers.js';

const session = build({
  turns: [
    {
      agent: 'shop',
      input: 'a',
      durationMs: 4000,
      calls: [
        { kind: 'llm', name: 'chat', usage: { input: 120, output: 9 }, durationMs: 1500 },
        { kind: 'tool', name: 'track', error: 'timed out', unfinished: true },
      ],
    },
    { input: 'b', status: 'error', message: 'crashed', calls: [{ kind: 'llm', usage: { input: 7 } }] },
    { input: 'c', unfinished: true },
  ],
});

const facts = createFactContext(createFactRegistry([core]), createCorpusBuilder().build(), { strict: true });

function measure(id: string, turnNumber: number, spanName?: string): unknown {
  const turn = session.turns[turnNumber - 1];
  const span = turn?.spans.find(({ name }) => name === spanName);
  if (!turn) throw new Error(`no turn ${turnNumber}`);
  const subject: Subject = span ? { scope: 'span', session, turn, span } : { scope: 'turn', session, turn };
  const result = facts.fact(id, undefined, subject);
  return 'value' in result ? result.value : result;
}

describe('core facts', () => {
  const table: [id: string, turn: number, span: string | undefined, expected: unknown][] = [
    ['span.kind', 1, 'track', 'tool'],
    ['span.name', 1, 'chat', 'chat'],
    ['span.status', 1, 'track', 'error'],
    ['span.durationMs', 1, 'chat', 1500],
    ['span.durationMs', 1, 'track', { missing: 'the span never ended, or its end is not recorded' }],
    ['span.finished', 1, 'chat', true],
    ['span.finished', 1, 'track', false],
    ['turn.number', 2, undefined, 2],
    ['turn.status', 2, undefined, 'error'],
    ['turn.status', 3, undefined, 'in_progress'],
    ['turn.spanCount', 1, undefined, 3],
    ['turn.errorSpans', 1, undefined, 1],
    ['turn.errorSpans', 3, undefined, 0],
    ['turn.durationMs', 1, undefined, 4000],
    ['turn.durationMs', 3, undefined, { missing: 'the turn never ended, or its end is not recorded' }],
    ['session.turns', 1, undefined, 3],
    ['session.spans', 1, undefined, 6],
    ['session.errors', 1, undefined, 2],
    ['usage.input', 1, undefined, 120],
    ['usage.output', 1, undefined, 9],
    ['usage.output', 2, undefined, { missing: 'no output tokens recorded' }],
    ['usage.input', 3, undefined, { missing: 'no usage recorded' }],
  ];

  it.each(table)('%s of turn %i, span %s', (id, turn, span, expected) => {
    expect(measure(id, turn, span)).toEqual(expected);
  });

  it('show the spans that they count', () => {
    const [turn] = session.turns;
    if (!turn) throw new Error('no turn');
    expect(facts.fact('turn.errorSpans', undefined, { scope: 'turn', session, turn })).toMatchObject({ evidence: [{ what: 'failed span', turn: 1, spanName: 'track', excerpt: 'timed out' }] });
  });
});
