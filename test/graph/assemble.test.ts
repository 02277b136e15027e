import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/graph/index.js';
import type { Assessment, Message, Session, Span } from '../../src/model/index.js';
import { stableJson } from '../../src/util/stable-json.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

const text = (value: string) => ({ text: value, value, attribute: 'input.value' });
const message = (role: Message['role'], content: string): Message => ({ role, parts: [{ type: 'text', text: content }] });
const counts = (graph: ReturnType<typeof assemble>) => Object.fromEntries(graph.completeness.map(({ code, count }) => [code, count]));
const only = (graph: ReturnType<typeof assemble>): Session => {
  expect(graph.sessions).toHaveLength(1);
  return graph.sessions[0] as Session;
};

describe('sessions', () => {
  it('join traces by session id over files, in order of time, numbered from 1', () => {
    const session = { id: 's1', key: 'session.id' };
    const later = makeSpan({ id: 'b', traceId: 't2', startMs: 100, session, place: { file: 'z.json', record: 1, offset: 0, length: 1 } });
    const graph = assemble({ spans: [later, makeSpan({ id: 'a', session })], traces: [] });
    expect(only(graph).turns.map((turn) => [turn.number, turn.traceId])).toEqual([[1, 't1'], [2, 't2']]);
    expect(only(graph).files).toEqual(['dump.jsonl', 'z.json']);
  });

  it.each([
    ['the root', { root: 'r', trace: 't', below: 'b' }, 'r'],
    ['the trace when the root has none', { trace: 't', below: 'b' }, 't'],
    ['a span below when neither has one', { below: 'b' }, 'b'],
    ['nothing: the trace stands alone', {}, 't1'],
  ] as const)('take their id from %s', (_, ids: { root?: string; trace?: string; below?: string }, expected) => {
    const key = (id?: string) => (id === undefined ? undefined : { id, key: 'session.id' });
    const spans = [makeSpan({ id: 'root', session: key(ids.root) }), makeSpan({ id: 'child', parentId: 'root', session: key(ids.below) })];
    const graph = assemble({ spans, traces: [makeTrace({ traceId: 't1', session: key(ids.trace) })] });
    expect(only(graph).id).toBe(expected);
    expect(only(graph).key.reason).not.toBe('');
  });

  it('lose one pair of literal quotes around their id', () => {
    const spans = [makeSpan({ id: 'a', session: { id: '"s1"', key: 'k' } }), makeSpan({ id: 'b', traceId: 't2', session: { id: 's1', key: 'k' } })];
    expect(only(assemble({ spans, traces: [] })).turns).toHaveLength(2);
  });

  it('are never joined without an id, however close in time and alike', () => {
    const spans = [makeSpan({ id: 'a', user: 'u1' }), makeSpan({ id: 'a', traceId: 't2', user: 'u1', startMs: 1 })];
    const graph = assemble({ spans, traces: [] });
    expect(graph.sessions.map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(counts(graph)).toMatchObject({ 'no-session': 2 });
  });

  it('keep the id of the root when a sub-agent names another', () => {
    const spans = [makeSpan({ id: 'a', session: { id: 's1', key: 'k' } }), makeSpan({ id: 'b', parentId: 'a', session: { id: 'sub', key: 'k' } })];
    const graph = assemble({ spans, traces: [] });
    expect(only(graph).id).toBe('s1');
    expect(counts(graph)).toMatchObject({ 'several-sessions': 1 });
  });
});

describe('trees', () => {
  it('keep orphans under a marked stand-in within the root during which they ran', () => {
    const spans = [makeSpan({ id: 'root', endMs: 100 }), makeSpan({ id: 'o1', parentId: 'lost', startMs: 5 }), makeSpan({ id: 'o2', parentId: 'lost', startMs: 6 })];
    const graph = assemble({ spans, traces: [] });
    const [turn] = only(graph).turns;
    expect(turn?.spans.map((span) => [span.id, span.synthetic])).toEqual([['root', undefined], ['lost', 'missing-parent'], ['o1', undefined], ['o2', undefined]]);
    expect(counts(graph)).toMatchObject({ 'missing-parent': 2 });
  });

  it('give orphans without any root a stand-in of their own', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'o', parentId: 'lost' })], traces: [] });
    expect(only(graph).turns[0]?.root).toMatchObject({ id: 'lost', synthetic: 'missing-parent' });
  });

  it('take a span with a remote parent as a root, not as an orphan', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'o', parentId: 'elsewhere', remoteParent: true })], traces: [] });
    expect(only(graph).turns[0]?.root.id).toBe('o');
    expect(counts(graph)).toMatchObject({ 'remote-parent': 1 });
  });

  it.each([
    ['a span that is its own parent', [['a', 'a']], 'self-parent'],
    ['two spans that are each other\'s parents', [['a', 'b'], ['b', 'a']], 'cycle'],
    ['a circle of three with a tail', [['a', 'c'], ['b', 'a'], ['c', 'b'], ['d', 'c']], 'cycle'],
  ] as const)('survive %s and lose no span', (_, parents, code) => {
    const spans = parents.map(([id, parentId], index) => makeSpan({ id, parentId, startMs: index }));
    const graph = assemble({ spans, traces: [] });
    expect(only(graph).turns.flatMap((turn) => turn.spans.map(({ id }) => id)).sort()).toEqual(parents.map(([id]) => id).sort());
    expect(counts(graph)).toMatchObject({ [code]: 1 });
  });

  it('drop equal copies and merge differing ones, the one that ended latest first', () => {
    const open = makeSpan({ id: 'a', status: { code: 'unset' } });
    open.endNs = undefined;
    const done = makeSpan({ id: 'a', attributes: new Map([['k', 'v']]) });
    const graph = assemble({ spans: [open, done, makeSpan({ id: 'a', attributes: new Map([['k', 'v']]) })], traces: [] });
    const [turn] = only(graph).turns;
    expect(turn?.spans).toHaveLength(1);
    expect(turn?.status).toBe('ok');
    expect(counts(graph)).toEqual({ 'duplicate-equal': 1, 'duplicate-differing': 1, 'no-session': 1 });
  });

  it('keep two different spans that share an id', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'a', name: 'one' }), makeSpan({ id: 'a', name: 'two' })], traces: [] });
    expect(only(graph).turns.map((turn) => turn.root.name).sort()).toEqual(['one', 'two']);
    expect(counts(graph)).toMatchObject({ 'duplicate-conflicting': 1 });
  });

  it('make each of several roots a turn of its own', () => {
    const graph = assemble({ spans: [makeSpan({ id: 'a' }), makeSpan({ id: 'b', startMs: 20 })], traces: [] });
    expect(only(graph).turns.map((turn) => turn.root.id)).toEqual(['a', 'b']);
  });

  it('survive a chain of 50,000 spans without recursion', () => {
    const spans = Array.from({ length: 50_000 }, (_, i) => makeSpan({ id: `s${i}`, parentId: i === 0 ? undefined : `s${i - 1}`, startMs: i, endMs: 60_000 }));
    expect(only(assemble({ spans, traces: [] })).turns[0]?.spans).toHaveLength(50_000);
  });
});

describe('turns', () => {
  it('take the text of a wrapper root from the nearest spans below that have it: the first input, the last output', () => {
    const spans = [
      makeSpan({ id: 'root', endMs: 100 }),
      makeSpan({ id: 'search', parentId: 'root', kind: 'tool', startMs: 1, input: text('a tool argument'), output: text('a tool result') }),
      makeSpan({ id: 'first', parentId: 'root', startMs: 2, input: text('the question'), output: text('a draft') }),
      makeSpan({ id: 'last', parentId: 'root', startMs: 30, input: text('another question'), output: text('the answer') }),
    ];
    const [turn] = only(assemble({ spans, traces: [] })).turns;
    expect([turn?.input?.text, turn?.output?.text, turn?.input?.span.id, turn?.output?.span.id]).toEqual(['the question', 'the answer', 'first', 'last']);
  });

  it('leave text absent when it was not recorded, and empty when it was recorded empty', () => {
    const spans = [makeSpan({ id: 'a', input: text('') }), makeSpan({ id: 'b', startMs: 50 })];
    const [recorded, absent] = only(assemble({ spans, traces: [] })).turns;
    expect(recorded?.input?.text).toBe('');
    expect(absent?.input).toBeUndefined();
  });

  it('read their text from messages when nothing else holds it', () => {
    const spans = [makeSpan({ id: 'a', kind: 'llm', inputMessages: [message('system', 'be brief'), message('user', 'hi')], outputMessages: [message('assistant', 'hello')] })];
    const [turn] = only(assemble({ spans, traces: [] })).turns;
    expect([turn?.input?.text, turn?.output?.text]).toEqual(['hi', 'hello']);
  });

  it('stand in for traces of which only the summary is in the dump', () => {
    const trace = makeTrace({ traceId: 't9', state: 'error', requestTimeNs: 5n, input: { value: 'hi', truncated: false }, tags: new Map([['mlflow.traceName', 'agent']]) });
    const graph = assemble({ spans: [], traces: [trace] });
    expect(only(graph).turns[0]).toMatchObject({ status: 'error', agent: 'agent', input: { text: 'hi' } });
    expect(counts(graph)).toMatchObject({ 'no-spans': 1 });
  });
});

describe('usage', () => {
  const usage = (input: number) => ({ input, output: 1 });
  it('counts the deepest spans that have it, and sums kept above them not at all', () => {
    const spans = [
      makeSpan({ id: 'agent', endMs: 90, usage: usage(300) }),
      makeSpan({ id: 'call', parentId: 'agent', kind: 'llm', usage: usage(100), endMs: 30 }),
      makeSpan({ id: 'inner', parentId: 'call', kind: 'llm', usage: usage(100), endMs: 20 }),
      makeSpan({ id: 'call2', parentId: 'agent', kind: 'llm', startMs: 40, usage: usage(200) }),
    ];
    const session = only(assemble({ spans, traces: [] }));
    expect(session.usage).toEqual({ input: 300, output: 2 });
    expect(session.turns[0]?.calls.map(({ span }) => span.id)).toEqual(['inner', 'call2']);
  });

  it('counts a response once that two spans side by side report', () => {
    const spans = ['x', 'y'].map((id) => makeSpan({ id, parentId: 'root', kind: 'llm', usage: usage(100), responseId: 'r1' }));
    expect(only(assemble({ spans: [makeSpan({ id: 'root' }), ...spans], traces: [] })).usage).toEqual({ input: 100, output: 1 });
  });

  it('falls back to a sum that is marked as one where its calls are not in the dump', () => {
    expect(only(assemble({ spans: [makeSpan({ id: 'a', aggregateUsage: usage(70) })], traces: [] })).usage).toEqual({ input: 70, output: 1 });
  });
});

describe('messages', () => {
  it('are new once: history that a later call repeats is not, a second equal message is', () => {
    const first = [message('user', 'yes')];
    const second = [message('user', 'yes'), message('assistant', 'ok'), message('user', 'yes')];
    const spans = [
      makeSpan({ id: 'a', kind: 'llm', inputMessages: first, outputMessages: [message('assistant', 'ok')] }),
      makeSpan({ id: 'b', kind: 'llm', startMs: 50, inputMessages: second }),
    ];
    const calls = only(assemble({ spans, traces: [] })).turns.flatMap((turn) => turn.calls);
    expect(calls.map((call) => [call.newMessages.length, call.repeated])).toEqual([[1, 0], [1, 2]]);
  });
});

describe('tool calls', () => {
  it('pair a request with the span that ran it and the result that came back', () => {
    const request: Message = { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'search', arguments: { q: 'x' } }] };
    const result: Message = { role: 'tool', parts: [{ type: 'tool_result', id: 'c2', result: 'found' }] };
    const asked: Message = { role: 'assistant', parts: [{ type: 'tool_call', id: 'c2', name: 'lookup', arguments: {} }] };
    const spans = [
      makeSpan({ id: 'root', endMs: 90 }),
      makeSpan({ id: 'llm', parentId: 'root', kind: 'llm', startMs: 1, outputMessages: [request, asked] }),
      makeSpan({ id: 'run', parentId: 'root', kind: 'tool', startMs: 20, tool: { name: 'search', callId: 'c1' } }),
      makeSpan({ id: 'llm2', parentId: 'root', kind: 'llm', startMs: 40, inputMessages: [result] }),
    ];
    const calls = only(assemble({ spans, traces: [] })).toolCalls;
    expect(calls.map((call) => [call.name, call.span?.id, call.requestedBy?.id, call.resultText])).toEqual([
      ['lookup', undefined, 'llm', 'found'],
      ['search', 'run', 'llm', undefined],
    ]);
  });

  it('count the client and server halves of one call once', () => {
    const tool = { name: 'search' };
    const spans = [makeSpan({ id: 'a', kind: 'tool', tool }), makeSpan({ id: 'b', parentId: 'a', kind: 'tool', tool })];
    expect(only(assemble({ spans, traces: [] })).toolCalls).toHaveLength(1);
  });
});

describe('assessments', () => {
  const assessment = (fields: Partial<Assessment>): Assessment => ({ name: 'ok', kind: 'feedback', source: { type: 'human' }, valid: true, ...fields });
  it('go to the session, the turn or the span they judge; replaced and withdrawn ones are set aside', () => {
    const assessments = [
      assessment({ id: '1', value: false }),
      assessment({ id: '2', value: true, overrides: '1' }),
      assessment({ id: '3', valid: false }),
      assessment({ id: '4', session: '"s1"', value: 'yes' }),
      assessment({ id: '5', spanId: 'second' }),
    ];
    const session = { id: 's1', key: 'k' };
    const spans = [makeSpan({ id: 'first', session }), makeSpan({ id: 'second', startMs: 50, session })];
    const found = only(assemble({ spans, traces: [makeTrace({ traceId: 't1', assessments })] }));
    expect(found.assessments.map(({ id }) => id)).toEqual(['4']);
    expect(found.turns.map((turn) => turn.assessments.map(({ id }) => id))).toEqual([['2'], ['5']]);
    expect(found.turns[0]?.setAside.map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('leave out the traces of scorers unless they are asked for', () => {
    const input = { spans: [makeSpan({ id: 'judge' })], traces: [makeTrace({ traceId: 't1', scorerTrace: 'correctness' })] };
    expect(assemble(input).sessions).toEqual([]);
    expect(assemble(input, { keepScorerTraces: true }).sessions).toHaveLength(1);
  });
});

describe('order', () => {
  const spans = (): Span[] => [
    makeSpan({ id: 'a', endMs: 100, session: { id: 's', key: 'k' } }),
    makeSpan({ id: 'b', parentId: 'a', startMs: 5, usage: { input: 5 }, kind: 'llm', inputMessages: [message('user', 'x')] }),
    makeSpan({ id: 'b', parentId: 'a', startMs: 5, kind: 'llm', attributes: new Map([['more', 1]]) }),
    makeSpan({ id: 'c', parentId: 'lost', startMs: 5 }),
    makeSpan({ id: 'd', parentId: 'e', startMs: 5 }),
    makeSpan({ id: 'e', parentId: 'd', startMs: 5 }),
    makeSpan({ id: 'f', traceId: 't2', startMs: 200, session: { id: 's', key: 'k' } }),
    makeSpan({ id: 'g', traceId: 't3', startMs: 200 }),
  ];
  const shape = (graph: ReturnType<typeof assemble>) =>
    stableJson([graph.completeness, graph.sessions.map((session) => [session.id, session.key, session.usage, session.turns.map((turn) => [turn.number, turn.spans.map((span) => [span.id, span.parent?.id, [...span.attributes]])])])]);

  it('of spans in the dump changes nothing', () => {
    const expected = shape(assemble({ spans: spans(), traces: [] }));
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (order) => {
        const all = spans();
        const shuffled = order.flatMap((index) => all[index] ?? []);
        expect(shape(assemble({ spans: shuffled, traces: [] }))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});
