import { describe, expect, it } from 'vitest';
import { assemble, inEventOrder } from '../../src/graph/index.js';
import type { Message, RawLog, Span } from '../../src/model/index.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

/*
 * Sizes at which a step that takes time by the square would take minutes, and one that does not a few seconds.
 */

const many = (count: number, make: (index: number) => Span): Span[] => Array.from({ length: count }, (_, index) => make(index));
const turnsOf = (spans: Span[]) => assemble({ spans, traces: [] }).sessions.flatMap((session) => session.turns);
const root = () => makeSpan({ id: 'root', endMs: 1_000_000 });
const session = { id: 'a-long-session', key: 'session.id' };

describe('one trace of', () => {
  it('200,000 spans under one parent is read', () => {
    const [turn] = turnsOf([root(), ...many(200_000, (i) => makeSpan({ id: `c${i}`, parentId: 'root', startMs: i }))]);
    expect(turn?.spans).toHaveLength(200_001);
  }, 60_000);

  it('130,000 circles is read', () => {
    expect(turnsOf(many(260_000, (i) => makeSpan({ id: `c${i}`, parentId: `c${i ^ 1}`, startMs: i })))).toHaveLength(130_000);
  }, 60_000);

  it('100,000 orphans of one parent is read', () => {
    const [turn] = turnsOf([root(), ...many(100_000, (i) => makeSpan({ id: `o${i}`, parentId: 'lost', startMs: i }))]);
    expect(turn?.root.children.map(({ children }) => children.length)).toEqual([100_000]);
  }, 60_000);

  it('50,000 orphans of as many parents is read', () => {
    const [turn] = turnsOf([root(), ...many(50_000, (i) => makeSpan({ id: `o${i}`, parentId: `lost${i}`, startMs: i }))]);
    expect(turn?.root.children).toHaveLength(50_000);
  }, 60_000);

  it('50,000 orphans beside as many roots puts each under the root during which it ran', () => {
    const roots = many(50_000, (i) => makeSpan({ id: `r${i}`, startMs: i * 10, endMs: i * 10 + 8 }));
    const turns = turnsOf([...roots, ...many(50_000, (i) => makeSpan({ id: `o${i}`, parentId: `lost${i}`, startMs: i * 10 + 5 }))]);
    expect(turns).toHaveLength(50_000);
    expect(turns.every((turn) => turn.spans[2]?.id === turn.root.id.replace('r', 'o'))).toBe(true);
  }, 60_000);

  it('50,000 roots in other processes, of which one names the session, is one session', () => {
    const spans = many(50_000, (i) => makeSpan({ id: `r${i}`, parentId: `far${i}`, remoteParent: true, startMs: i, session: i === 7 ? session : undefined }));
    expect(assemble({ spans, traces: [] }).sessions.map(({ id, turns }) => [id, turns.length])).toEqual([[session.id, 50_000]]);
  }, 60_000);

  it('50,000 different spans under one id keeps them all', () => {
    const spans = many(50_000, (i) => makeSpan({ id: 'same', name: `n${i}`, startMs: i }));
    expect(turnsOf(spans)).toHaveLength(50_000);
  }, 60_000);

  it('20,000 records with a judgement each is read', () => {
    const traces = Array.from({ length: 20_000 }, (_, i) => makeTrace({ traceId: 't1', assessments: [{ id: `${i}`, name: 'ok', kind: 'feedback', source: { type: 'human' }, valid: true, spanId: `c${i}` }] }));
    const spans = [root(), ...many(20_000, (i) => makeSpan({ id: `c${i}`, parentId: 'root' }))];
    expect(assemble({ spans, traces }).sessions[0]?.turns[0]?.assessments).toHaveLength(20_000);
  }, 60_000);
});

describe('tool calls', () => {
  const ask = (name: string, given: number): Message => ({ role: 'assistant', parts: [{ type: 'tool_call', name, arguments: { given } }] });

  it('of which 30,000 ran in the opposite order of their requests are each paired', () => {
    const count = 30_000;
    const asking = makeSpan({ id: 'llm', parentId: 'root', kind: 'llm', outputMessages: Array.from({ length: count }, (_, i) => ask('look', count - 1 - i)) });
    const ran = many(count, (i) => makeSpan({ id: `t${i}`, parentId: 'root', kind: 'tool', startMs: i + 1, tool: { name: 'look', arguments: { text: '', value: { given: i }, attribute: 'a' } } }));
    const [read] = assemble({ spans: [root(), asking, ...ran], traces: [] }).sessions;
    expect(read?.toolCalls).toHaveLength(count);
    expect(read?.toolCalls.every(({ requestedBy }) => requestedBy?.id === 'llm')).toBe(true);
  }, 60_000);

  it('that hold each other, 50,000 deep, are each kept', () => {
    const spans = many(50_000, (i) => makeSpan({ id: `t${i}`, kind: 'tool', parentId: i === 0 ? undefined : `t${i - 1}`, startMs: i, endMs: 60_000 }));
    expect(assemble({ spans, traces: [] }).sessions[0]?.toolCalls).toHaveLength(50_000);
  }, 60_000);
});

describe('message events', () => {
  it('of which 100,000 belong to one span are put in order', () => {
    const logs = Array.from({ length: 100_000 }, (_, i): RawLog => ({
      type: 'log', traceId: 't', spanId: 's', event: { name: 'message', timeNs: BigInt(i % 7), attributes: new Map(), body: `m${i}` }, place: { file: 'a', record: Math.floor(i / 100), offset: 0, length: 1 },
    }));
    expect(inEventOrder(logs)).toHaveLength(100_000);
  }, 60_000);
});
