import { describe, expect, it } from 'vitest';
import braintrust from '../../../../plugins/formats/braintrust/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const row = (more: JsonObject = {}): JsonObject => ({ id: 'r', span_id: 's1', root_span_id: 's1', span_parents: [], span_attributes: { name: 'n', type: 'task' }, _xact_id: '10', metrics: { start: 1.5, end: 2 }, ...more });

describe('rows of one id', () => {
  it.each<[string, JsonObject[], JsonValue]>([
    ['the one with the newest transaction, whatever the order', [row({ output: 'new', _xact_id: '1000195000000000009' }), row({ output: 'old', _xact_id: '999' })], 'new'],
    ['a later merge over what was there', [row({ output: { a: 1, b: 1 } }), row({ output: { b: 2 }, _xact_id: '11', _is_merge: true })], { a: 1, b: 2 }],
    ['nothing older where the newest is no merge', [row({ output: 'old' }), row({ output: undefined, _xact_id: '11' })], null],
  ])('give %s', (_, rows, output) => {
    const { spans, notes } = readWith(braintrust, rows);
    expect(spans).toHaveLength(1);
    expect(spans[0]?.attributes.get('output.value') ?? null).toEqual(output);
    expect(notes.map(({ code }) => code)).toEqual(['older-rows']);
  });

  it('are left out with a note where the newest says that they were deleted', () => {
    const { spans, notes } = readWith(braintrust, [row({ _object_delete: true })]);
    expect([spans.length, notes.map(({ code }) => code)]).toEqual([0, ['deleted-rows']]);
  });
});

describe('a row', () => {
  it.each<[string, JsonObject, string, JsonValue]>([
    ['kind of an llm', { span_attributes: { type: 'llm' } }, 'openinference.span.kind', 'LLM'],
    ['kind of a score', { span_attributes: { type: 'score' } }, 'openinference.span.kind', 'EVALUATOR'],
    ['counts', { metrics: { prompt_tokens: 4 } }, 'llm.token_count.prompt', 4],
    ['time to first token under its own name', { metrics: { time_to_first_token: 0.2 } }, 'metrics.time_to_first_token', 0.2],
    ['session from the metadata', { metadata: { thread_id: 't' } }, 'session.id', 't'],
    ['an unknown column', { origin: { object_type: 'dataset' } }, 'origin', { object_type: 'dataset' }],
  ])('gives its %s', (_, more, key, value) => {
    expect(readWith(braintrust, row(more)).spans[0]?.attributes.get(key)).toEqual(value);
  });

  it('has times in seconds and further parents as links', () => {
    const { spans } = readWith(braintrust, row({ span_parents: ['p1', 'p2'] }));
    expect(spans[0]).toMatchObject({ startNs: 1_500_000_000n, endNs: 2_000_000_000n, parentId: 'p1', links: [{ spanId: 'p2' }] });
  });

  it('gives scores and expectations, of which null is none', () => {
    const { traces } = readWith(braintrust, row({ scores: { good: 0.5, unknown: null }, expected: 'x' }));
    expect(traces[0]?.assessments.map(({ name, kind, value }) => [name, kind, value])).toEqual([['good', 'feedback', 0.5], ['expected', 'expectation', 'x']]);
  });

  it.each<[string, JsonValue]>([['events', { events: [row()] }], ['data', { data: [row()] }], ['rows', { rows: [row()] }], ['a list', [row()]]])('is found in %s', (_, value) => {
    expect([readWith(braintrust, value).recognition?.score, readWith(braintrust, value).spans.length]).toEqual([0.95, 1]);
  });
});
