import { describe, expect, it } from 'vitest';
import { fillSpan } from '../../src/graph/fill.js';
import { mergeSpans, mergeTraces } from '../../src/graph/merge.js';
import { Tally } from '../../src/graph/tally.js';
import type { Assessment, Span } from '../../src/model/index.js';
import { makeSpan, makeTrace } from '../helpers/spans.js';

const names = (spans: readonly Span[]) => mergeSpans(spans, new Tally()).map(({ id, name, parentId }) => [id, name, parentId]);
const copy = (name: string, parentId: string | undefined, endMs: number) => makeSpan({ id: 'a', name, parentId, endMs });

describe('copies of a span', () => {
  it.each<[string, Span[], unknown[]]>([
    ['with one name and parent are one', [copy('x', 'p', 9), copy('x', 'p', 8)], [['a', 'x', 'p']]],
    ['of which one lacks the parent are one', [copy('x', undefined, 9), copy('x', 'p', 8)], [['a', 'x', 'p']]],
    ['that differ in parent are two', [copy('x', 'p', 9), copy('x', 'q', 8)], [['a', 'x', 'p'], ['a#2', 'x', 'q']]],
    ['that learnt a parent fit no other parent', [copy('x', undefined, 9), copy('x', 'p', 8), copy('x', 'q', 7)], [['a', 'x', 'p'], ['a#2', 'x', 'q']]],
    ['without a name fit any', [copy('', undefined, 9), copy('x', 'p', 8), copy('y', 'p', 7)], [['a', 'x', 'p'], ['a#2', 'y', 'p']]],
    ['without a name go to the first that has their parent', [copy('x', 'p', 9), copy('y', 'q', 8), copy('', 'q', 7)], [['a', 'x', 'p'], ['a#2', 'y', 'q']]],
    ['without a name, each with a parent, take one name each', [copy('', 'p', 9), copy('', 'q', 8), copy('x', 'p', 7), copy('y', undefined, 6)], [['a', 'x', 'p'], ['a#2', 'y', 'q']]],
  ])('%s', (_, spans, expected) => {
    expect(names(spans)).toEqual(expected);
    expect(names([...spans].reverse())).toEqual(expected);
  });

  it('fill each other with what was recorded, never with a place in a tree', () => {
    const from = makeSpan({ id: 'a', user: 'u', parent: makeSpan({ id: 'p' }), children: [makeSpan({ id: 'c' })], synthetic: 'missing-parent', wholeTrace: true });
    const into = makeSpan({ id: 'a' });
    fillSpan(into, from);
    expect([into.user, into.parent, into.children, into.synthetic, into.wholeTrace]).toEqual(['u', undefined, [], undefined, undefined]);
  });

  it('that are equal but for their resource give the same, whichever came first', () => {
    const spans = () => ['b', 'a'].map((name) => makeSpan({ id: 'a', resource: new Map([['service.name', name]]) }));
    const services = (list: Span[]) => mergeSpans(list, new Tally()).map(({ resource }) => resource?.get('service.name'));
    expect([services(spans()), services(spans().reverse())]).toEqual([['a'], ['a']]);
  });
});

describe('records of one trace', () => {
  it('give every judgement once', () => {
    const judged = (id: string): Assessment => ({ id, name: 'ok', kind: 'feedback', source: { type: 'human' }, valid: true });
    const merged = mergeTraces([makeTrace({ traceId: 't1', assessments: [judged('1')] }), makeTrace({ traceId: 't1', user: 'u', assessments: [judged('1'), judged('2')] })]);
    expect([merged.get('t1')?.user, merged.get('t1')?.assessments.map(({ id }) => id).sort()]).toEqual(['u', ['1', '2']]);
  });
});
