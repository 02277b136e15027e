import { describe, expect, it } from 'vitest';
import { session } from './helpers.js';

const compact = {
  id: 's1',
  user: 'u1',
  assessments: [{ name: 'whole', value: false }],
  turns: [
    {
      agent: 'shop',
      input: 'Where is my parcel?',
      output: 'On its way.',
      assessments: [{ name: 'correct', value: 'no', rationale: 'It is lost.', source: 'llm_judge' }],
      metadata: { k: 'v' },
      calls: [
        {
          kind: 'chain',
          name: 'plan',
          calls: [
            { kind: 'llm', name: 'chat', model: 'm1', messages: [{ role: 'user', content: 'Where?' }], toolCalls: [{ name: 'track', id: 'c1', arguments: { n: 1 } }], usage: { input: 100, output: 5 }, finishReason: 'tool_call' },
            { kind: 'tool', name: 'track', id: 'c1', arguments: { n: 1 }, result: 'in transit' },
          ],
        },
        { kind: 'retriever', name: 'kb', query: 'parcel', documents: [{ text: 'Parcels take a day.', id: 'd1' }] },
        { kind: 'tool', name: 'notify', error: { type: 'Timeout', message: 'timed out' }, unfinished: true },
      ],
    },
    { input: 'It is not.', status: 'error', message: 'crashed', durationMs: 2500 },
  ],
};

describe('a session written by hand', () => {
  const built = session(compact);
  const [first, second] = built.turns;

  it('has turns in order with their text, agent, status and judgements', () => {
    expect(built).toMatchObject({ id: 's1', user: 'u1', assessments: [{ name: 'whole', value: false }] });
    expect(built.turns.map(({ number, agent, status, input }) => [number, agent, status, input?.text])).toEqual([
      [1, 'shop', 'unset', 'Where is my parcel?'],
      [2, 'agent', 'error', 'It is not.'],
    ]);
    expect(first?.assessments).toMatchObject([{ name: 'correct', value: 'no', source: { type: 'llm_judge' }, valid: true }]);
    expect(first?.metadata.get('k')).toBe('v');
    expect(second?.root.status).toEqual({ code: 'error', message: 'crashed' });
    expect(Number((second?.endNs ?? 0n) - (second?.startNs ?? 0n))).toBe(2.5e9);
  });

  it('has the span tree as it was written', () => {
    expect(first?.spans.map((span) => [span.name, span.kind, span.parent?.name])).toEqual([
      ['shop', 'agent', undefined],
      ['plan', 'chain', 'shop'],
      ['chat', 'llm', 'plan'],
      ['track', 'tool', 'plan'],
      ['kb', 'retriever', 'shop'],
      ['notify', 'tool', 'shop'],
    ]);
  });

  it('keeps every span within its parent and siblings one after the other', () => {
    for (const span of first?.spans ?? []) {
      let before: bigint | undefined;
      for (const child of span.children) {
        expect(child.startNs ?? 0n).toBeGreaterThanOrEqual(before ?? span.startNs ?? 0n);
        if (child.endNs !== undefined) expect(child.endNs).toBeLessThanOrEqual(span.endNs ?? 0n);
        before = child.endNs ?? before;
      }
    }
  });

  it('pairs tools with the calls that asked for them, and counts usage', () => {
    expect(built.toolCalls.map(({ name, id, resultText, failed, failure, requestedBy }) => [name, id, resultText, failed, failure, requestedBy?.name])).toEqual([
      ['track', 'c1', 'in transit', false, undefined, 'chat'],
      ['notify', undefined, undefined, true, 'timed out', undefined],
    ]);
    expect(first?.usage).toMatchObject({ input: 100, output: 5 });
  });

  it('holds documents, errors and what did not end', () => {
    const [, , , , retriever, notify] = first?.spans ?? [];
    expect(retriever?.retrieval?.documents).toEqual([{ text: 'Parcels take a day.', id: 'd1' }]);
    expect(notify).toMatchObject({ status: { code: 'error', message: 'timed out' }, error: { type: 'Timeout', message: 'timed out' } });
    expect(notify?.endNs).toBeUndefined();
  });
});
