import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/graph/index.js';
import type { Assessment, Span } from '../../src/model/index.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

type Row = readonly [trace: string, service: string | undefined, user: string | undefined];

const spansOf = (id: string, rows: readonly Row[]): Span[] =>
  rows.map(([traceId, service, user], index) =>
    makeSpan({ id: `s${index}`, traceId, user, startMs: index * 100, session: { id, key: 'session.id' }, resource: new Map(service === undefined ? [] : [['service.name', service]]) }),
  );

const sessionsOf = (id: string, rows: readonly Row[]) => assemble({ spans: spansOf(id, rows), traces: [] }).sessions.map((session) => [session.id, session.turns.map(({ traceId }) => traceId)]);

const long = 'conversation-4c1f';

describe('turns under one session id', () => {
  it.each<[string, string, readonly Row[], readonly unknown[]]>([
    ['of one service are one session, however short the id', '1', [['a', 'svcA', 'u1'], ['b', 'svcA', 'u2']], [['1', ['a', 'b']]]],
    ['of two services are apart when the id is short', '1', [['a', 'svcA', undefined], ['b', 'svcB', undefined]], [['1 (service svcA)', ['a']], ['1 (service svcB)', ['b']]]],
    ['of two services are apart when the id is a number', '1234567890', [['a', 'svcA', 'u'], ['b', 'svcB', 'u']], [['1234567890 (service svcA)', ['a']], ['1234567890 (service svcB)', ['b']]]],
    ['are apart when both user and service differ', long, [['a', 'svcA', 'u1'], ['b', 'svcB', 'u2']], [[`${long} (service svcA)`, ['a']], [`${long} (service svcB)`, ['b']]]],
    ['of one user in two services stay one session', long, [['a', 'svcA', 'u1'], ['b', 'svcB', 'u1']], [[long, ['a', 'b']]]],
    ['of two users in one service stay one session', long, [['a', 'svcA', 'u1'], ['b', 'svcA', 'u2']], [[long, ['a', 'b']]]],
    ['in one trace stay one session', '1', [['a', 'svcA', 'u1'], ['a', 'svcB', 'u2']], [['1', ['a', 'a']]]],
    ['stay one session when too little is recorded to tell', long, [['a', 'svcA', 'u1'], ['b', 'svcB', undefined]], [[long, ['a', 'b']]]],
    ['of services that nobody named stay one session', '1', [['a', 'unknown_service:node', undefined], ['b', 'svcB', undefined]], [['1', ['a', 'b']]]],
    ['go to the service they share when others are apart', long, [['a', 'svcA', 'u1'], ['b', 'svcB', 'u2'], ['c', 'svcB', undefined]], [[`${long} (service svcA)`, ['a']], [`${long} (service svcB)`, ['b', 'c']]]],
    ['without a service are by themselves when others are apart', '1', [['a', 'svcA', 'u'], ['b', 'svcB', 'u'], ['c', undefined, 'u']], [['1 (service svcA)', ['a']], ['1 (service svcB)', ['b']], ['1 (no service recorded)', ['c']]]],
  ])('%s', (_, id, rows, expected) => {
    expect(sessionsOf(id, rows)).toEqual(expected);
  });

  it('say why they are apart, and are counted', () => {
    const graph = assemble({ spans: spansOf('1', [['a', 'svcA', 'u1'], ['b', 'svcB', 'u2']]), traces: [] });
    expect(graph.sessions.map(({ key }) => key.reason)).toEqual(Array(2).fill('"session.id" on the root span; several services use this short id, so each has a session of its own'));
    expect(graph.completeness.map(({ code, count }) => [code, count])).toEqual([['systems-apart', 1]]);
  });

  it('keep the judgement of a session with the trace that it came with', () => {
    const judged: Assessment = { name: 'ok', kind: 'feedback', source: { type: 'human' }, valid: true, session: '1' };
    const { sessions } = assemble({ spans: spansOf('1', [['a', 'svcA', 'u1'], ['b', 'svcB', 'u2']]), traces: [makeTrace({ traceId: 'b', assessments: [judged] })] });
    expect(sessions.map(({ assessments }) => assessments.length)).toEqual([0, 1]);
  });

  it('are parted alike whatever their order', () => {
    const rows: Row[] = [['a', 'svcA', 'u1'], ['b', 'svcB', 'u2'], ['c', 'svcC', 'u2'], ['d', undefined, 'u1'], ['e', undefined, undefined], ['f', 'svcD', 'u4']];
    const shape = (spans: Span[]) => assemble({ spans, traces: [] }).sessions.map((session) => [session.id, session.key, session.turns.map(({ traceId }) => traceId)]);
    const expected = shape(spansOf(long, rows));
    expect(expected.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }), (order) => {
        const spans = spansOf(long, rows);
        expect(shape(order.flatMap((index) => spans[index] ?? []))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
