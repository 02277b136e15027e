import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/graph/index.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

const counts = (graph: ReturnType<typeof assemble>) => Object.fromEntries(graph.completeness.map(({ code, count }) => [code, count]));
const text = (value: string) => ({ text: value, value, attribute: 'trace.input' });

describe('the record of a whole trace', () => {
  const whole = () => makeSpan({ id: 't', name: 'chat', wholeTrace: true, input: text('Hi?'), startMs: 0 });

  it('becomes the root of several roots, as long as they took', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'a', startMs: 1, endMs: 5 }), makeSpan({ id: 'b', startMs: 6, endMs: 9 }), { ...whole(), endNs: undefined }], traces: [] });
    const turns = graph.sessions.flatMap((session) => session.turns);
    expect(turns.map(({ root, input, endNs }) => [root.id, root.synthetic, root.children.map(({ id }) => id), input?.text, endNs])).toEqual([['t', 'whole-trace', ['a', 'b'], 'Hi?', turns[0]?.root.children[1]?.endNs]]);
    expect(counts(graph)).not.toHaveProperty('several-roots');
  });

  it('is left out where one span is the root', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'a' }), makeSpan({ id: 'b', parentId: 'a' }), whole()], traces: [] });
    expect(graph.sessions.flatMap((session) => session.turns.map(({ root, spans }) => [root.id, spans.map(({ id }) => id)]))).toEqual([['a', ['a', 'b']]]);
  });

  it('stands for a trace without spans, which is still said', () => {
    const graph = assemble({ spans: [whole()], traces: [makeTrace({ traceId: 't1', state: 'error' })] });
    expect(graph.sessions.flatMap((session) => session.turns.map(({ root, status, input }) => [root.name, root.synthetic, status, input?.text]))).toEqual([['chat', 'trace-without-spans', 'error', 'Hi?']]);
    expect(counts(graph)).toMatchObject({ 'no-spans': 1 });
  });
});

describe('an update without a name', () => {
  const created = () => makeSpan({ id: 'a', name: 'call', parentId: 'p', startMs: 1, endNs: undefined, kind: 'llm', input: text('Hi?') });
  const update = () => makeSpan({ id: 'a', name: '', startNs: undefined, endMs: 5, kind: 'unknown', output: text('Hello.'), status: { code: 'error' } });
  const parent = () => makeSpan({ id: 'p', startMs: 0, endMs: 9 });

  it.each([['after', [parent(), created(), update()]], ['before', [update(), created(), parent()]]])('fills the span that it comes %s', (_what, spans) => {
    const graph = assemble({ spans, traces: [] });
    const [merged] = graph.sessions.flatMap((session) => session.turns.flatMap((turn) => turn.spans.filter(({ id }) => id === 'a')));
    expect([merged?.name, merged?.parentId, merged?.kind, merged?.input?.text, merged?.output?.text, merged?.status.code]).toEqual(['call', 'p', 'llm', 'Hi?', 'Hello.', 'error']);
    expect([merged?.startNs, merged?.endNs].every((time) => time !== undefined)).toBe(true);
    expect(counts(graph)).toEqual({ 'no-session': 1 });
  });

  it('is kept by itself when nothing else of the span is in the dump', () => {
    expect(assemble({ spans: [update()], traces: [] }).sessions[0]?.turns[0]?.root.output?.text).toBe('Hello.');
  });
});
