import { describe, expect, it } from 'vitest';
import standard from '../../../plugins/operators/index.js';
import { createOperatorRegistry } from '../../../src/engine/index.js';
import { compare } from '../../../src/engine/leaf.js';
import type { JsonValue } from '../../../src/model/index.js';

const operators = createOperatorRegistry([standard]);

function truth(actual: JsonValue | undefined, name: string, expected: JsonValue): boolean | string {
  const operator = operators.get(name);
  if (!operator) throw new Error(name);
  const result = compare(operator, actual === undefined ? { missing: 'gone' } : { value: actual }, expected);
  return typeof result === 'boolean' ? result : 'missing' in result ? 'missing' : 'failed';
}

describe('operators', () => {
  const table: [actual: JsonValue | undefined, name: string, expected: JsonValue, result: boolean | string][] = [
    [3, 'equals', 3, true],
    ['a', 'equals', 'b', false],
    [null, 'equals', 'b', false],
    [null, 'equals', null, true],
    ['3', 'equals', 3, 'failed'],
    [[1], 'equals', 1, 'failed'],
    ['a', 'notEquals', 'b', true],
    ['3', 'notEquals', 3, 'failed'],
    [3, 'atLeast', 3, true],
    [2.9, 'atLeast', 3, false],
    ['10 apples', 'atLeast', 3, 'failed'],
    [null, 'atLeast', 3, 'failed'],
    [Number.NaN, 'atLeast', 3, 'failed'],
    [3, 'atMost', 3, true],
    [3.1, 'atMost', 3, false],
    [3, 'moreThan', 3, false],
    [4, 'moreThan', 3, true],
    [2, 'lessThan', 3, true],
    [3, 'lessThan', 3, false],
    ['abc', 'contains', 'b', true],
    ['abc', 'contains', 'B', false],
    ['abc', 'contains', ['x', 'c'], true],
    ['abc', 'contains', 3, 'failed'],
    [['a', 'b'], 'contains', 'b', true],
    [['ab'], 'contains', 'b', false],
    [[1, 2], 'contains', [5, 2], true],
    [3, 'contains', 3, 'failed'],
    ['abc', 'containsNone', ['x', 'y'], true],
    ['abc', 'containsNone', ['x', 'c'], false],
    ['a', 'oneOf', ['a', 'b'], true],
    ['c', 'oneOf', ['a', 'b'], false],
    [1, 'oneOf', ['a', 'b'], 'failed'],
    [null, 'oneOf', ['a'], false],
    ['c', 'noneOf', ['a', 'b'], true],
    ['a', 'noneOf', ['a', 'b'], false],
    ['Rate Limit hit', 'matches', '(?i)rate limit', true],
    ['fine', 'matches', '^rate', false],
    [5, 'matches', '5', 'failed'],
    ['naïve🙂', 'lengthAtLeast', 6, true],
    ['naïve🙂', 'lengthAtLeast', 7, false],
    [[1, 2], 'lengthAtLeast', 2, true],
    [[1, 2], 'lengthAtMost', 1, false],
    ['', 'lengthAtMost', 0, true],
    [5, 'lengthAtMost', 5, 'failed'],
    [5, 'exists', true, true],
    [null, 'exists', true, true],
    [5, 'exists', false, false],
    [undefined, 'exists', false, true],
    [undefined, 'exists', true, false],
    [undefined, 'equals', 1, 'missing'],
    [undefined, 'notEquals', 1, 'missing'],
    [undefined, 'containsNone', 'a', 'missing'],
  ];

  it.each(table)('%j %s %j: %s', (actual, name, expected, result) => {
    expect(truth(actual, name, expected)).toBe(result);
  });

  it('run patterns in linear time', () => {
    expect(truth('a'.repeat(100_000), 'matches', '(a+)+$b')).toBe(false);
  }, 5000);

  it.each([
    ['matches', '(?=a)', ['string'], /not a pattern: .*no look-around/],
    ['oneOf', [], ['string'], /the list is empty/],
    ['oneOf', ['a', 1], ['string'], /1 is a number, the fact gives string/],
    ['contains', '', ['string'], /is not a part of a text/],
    ['lengthAtLeast', 1.5, ['string'], /whole number/],
    ['equals', 'x', ['number', 'null'], /"x" is a string, the fact gives number or null/],
  ] as const)('%s refuses %j when a rule is loaded', (name, expected, actual, problem) => {
    expect(operators.get(name)?.check?.(expected as JsonValue, actual)).toMatch(problem);
  });

  it('are refused when given twice', () => {
    expect(() => createOperatorRegistry([standard, { ...standard, id: 'other' }])).toThrow(/Plugin "other" gives the operator "equals", which another plugin gives already/);
  });
});
