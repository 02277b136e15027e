import { describe, expect, it } from 'vitest';
import { asBoolean, asCount, asFinite, asName, asNumber, asString, decodeNested, indexed, salvage } from '../../../src/adapt/read/values.js';
import type { JsonValue } from '../../../src/model/index.js';

describe('numbers', () => {
  const cases: [value: JsonValue | undefined, number: number | undefined][] = [
    [42, 42],
    ['42', 42],
    ['41.0', 41],
    ['1e3', 1000],
    [0, 0],
    ['-2.5', -2.5],
    [-1, undefined],
    ['-1', undefined],
    ['NaN', undefined],
    ['None', undefined],
    ['', undefined],
    ['0x10', undefined],
    [true, undefined],
    [null, undefined],
    [[1], undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [undefined, undefined],
  ];
  it.each(cases)('reads %j as %j', (value, number) => expect(asNumber(value)).toBe(number));
  it('counts are never negative', () => expect([asCount(-5), asCount('7')]).toEqual([undefined, 7]));
  it('scores may be -1', () => expect(asFinite(-1)).toBe(-1));
});

describe('strings', () => {
  it('keeps an empty string as recorded, and makes digits of a number', () => expect([asString(''), asString(12345), asString(null)]).toEqual(['', '12345', undefined]));
  it.each([
    ['"sess-9"', 'sess-9'],
    ['"\\"sess-9\\""', 'sess-9'],
    [' a ', 'a'],
    ['12345', '12345'],
    ['None', undefined],
    ['', undefined],
    ['<not specified>', undefined],
  ])('the name in %j is %j', (value, name) => expect(asName(value)).toBe(name));
  it.each([
    [true, true],
    ['True', true],
    ['false', false],
    [0, false],
    ['yes', undefined],
  ])('the truth in %j is %j', (value, truth) => expect(asBoolean(value)).toBe(truth));
});

describe('JSON in strings', () => {
  const cases: [what: string, value: JsonValue, expected: JsonValue, truncated: boolean][] = [
    ['plain text', 'hello', 'hello', false],
    ['digits that may be an id', '12345', '12345', false],
    ['an object', '{"a":1}', { a: 1 }, false],
    ['a list, encoded twice', '"[1]"', [1], false],
    ['a list, encoded three times', JSON.stringify(JSON.stringify('[1]')), [1], false],
    ['a list, encoded four times, three levels deep', JSON.stringify(JSON.stringify(JSON.stringify('[1]'))), '[1]', false],
    ['text in brackets', '[note] all is well', '[note] all is well', false],
    ['quoted speech', '"Yes" he said', '"Yes" he said', false],
    ['an object cut in a string', '{"a":"be', '{"a":"be', true],
    ['a list cut after a comma', '[1,2,', '[1,2,', true],
    ['a whole nanosecond', '{"t":1795174491265637442}', { t: '1795174491265637442' }, false],
    ['a value that is no string', { a: '[1]' }, { a: '[1]' }, false],
  ];
  it.each(cases)('decodes %s', (_what, value, expected, truncated) => expect(decodeNested(value)).toEqual({ value: expected, truncated }));

  it.each<[string, JsonValue | undefined]>([
    ['{"a":"be', { a: 'be' }],
    ['{"a":"be\\', { a: 'be' }],
    ['{"a":"be\\u00', { a: 'be' }],
    ['[{"a":1},{"b":', [{ a: 1 }]],
    ['[{"a":1},{"b":2}', [{ a: 1 }, { b: 2 }]],
    ['[not json', undefined],
  ])('saves what is whole of %j', (text, saved) => expect(salvage(text)).toEqual(saved));

  it('survives nesting of a hundred thousand levels', () => {
    const text = '['.repeat(100_000);
    expect(decodeNested(text)).toEqual({ value: text, truncated: true });
  });
});

describe('flattened lists', () => {
  const lists = (entries: [string, JsonValue][]): unknown => indexed(new Map(entries), 'm').map((item) => Object.fromEntries(item));
  it('renumbers offset and sparse indices in order of number, not of text', () => {
    expect(lists([['m.233.role', 'b'], ['m.9.role', 'a'], ['m.1000000000.role', 'c']])).toEqual([{ role: 'a' }, { role: 'b' }, { role: 'c' }]);
  });
  it('keeps other prefixes and words out', () => expect(lists([['mm.0.a', 1], ['m.x.a', 2], ['m.0', 3], ['m.1.', 4]])).toEqual([{ '': 3 }, { '': 4 }]));
  it('reads a list recorded whole, also as JSON', () => {
    expect(lists([['m', '[{"message":{"role":"user"},"n.x":1},"t"]']])).toEqual([{ message: { role: 'user' }, 'message.role': 'user', 'n.x': 1 }, { '': 't' }]);
  });
  it('takes prototype names as ordinary keys', () => {
    const [item] = indexed(new Map([['m.0.__proto__', 'x']]), 'm');
    expect([...(item ?? [])]).toEqual([['__proto__', 'x']]);
  });
});
