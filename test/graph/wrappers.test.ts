import { describe, expect, it } from 'vitest';
import { assemble, isHollow } from '../../src/graph/index.js';
import type { JsonValue, Span } from '../../src/model/index.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

const content = (value: JsonValue) => ({ text: typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value), value, attribute: 'input.value' });
const turnOf = (spans: Span[], trace = makeTrace({ traceId: 't1' })) => assemble({ spans, traces: [trace] }).sessions[0]?.turns[0];

const empty: readonly JsonValue[] = [{}, [], null, '', ' \n', { args: [], kwargs: {} }, [[], { a: null }]];

describe('a wrapper root', () => {
  const inner = () => makeSpan({ id: 'agent', parentId: 'root', kind: 'agent', input: content({ a: 'What is the policy?' }), output: content('Thirty days.') });
  it.each(empty.map((value) => [JSON.stringify(value), value] as const))('that recorded %s passes on the text of the span below', (_, value) => {
    const turn = turnOf([makeSpan({ id: 'root', input: content(value), output: content(value) }), inner()]);
    expect([turn?.input?.span.id, turn?.output?.span.id, turn?.output?.text]).toEqual(['agent', 'agent', 'Thirty days.']);
  });

  it.each(empty.map((value) => [JSON.stringify(value), value] as const))('that recorded %s over nothing is recorded as empty, which is not the same as not recorded', (_, value) => {
    const turn = turnOf([makeSpan({ id: 'root', input: content(value) }), makeSpan({ id: 'below', parentId: 'root' })]);
    expect([turn?.input?.text, turn?.input?.value, turn?.input?.span.id]).toEqual(['', value, 'root']);
    expect(turn?.output).toBeUndefined();
  });

  it('without a recording keeps what the span below recorded as empty', () => {
    expect(turnOf([makeSpan({ id: 'root' }), makeSpan({ id: 'below', parentId: 'root', input: content('') })])?.input?.text).toBe('');
  });

  it('over spans without text takes the preview of the trace', () => {
    const turn = turnOf([makeSpan({ id: 'root', input: content({}) })], makeTrace({ traceId: 't1', input: { value: 'Hi?', truncated: false } }));
    expect(turn?.input?.text).toBe('Hi?');
  });

  it.each([[{ answer: 0 }], [{ done: false }], ['no'], [[['x']]]])('is none when it recorded %j', (value) => {
    expect(isHollow(content(value))).toBe(false);
  });
});
