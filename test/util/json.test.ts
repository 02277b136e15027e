import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, isObject, own, parseJson } from '../../src/util/json.js';

describe('parseJson', () => {
  test.each([
    ['15 digits stay a number', '123456789012345', 123456789012345],
    ['16 digits become a string', '1234567890123456', '1234567890123456'],
    ['a minus is no digit', '-123456789012345', -123456789012345],
    ['a negative integer keeps its minus', '-1234567890123456', '-1234567890123456'],
    ['a nanosecond time keeps every digit', '{"t":1700000000000000123}', { t: '1700000000000000123' }],
    ['in arrays, with white space', '[ 1 ,\n1700000000000000123\t, 2]', [1, '1700000000000000123', 2]],
    ['fractions stay numbers', '[0.12345678901234567,12345678901234567.5]', [0.12345678901234567, 12345678901234567.5]],
    ['exponents stay numbers', '[12345678901234567e2,1E+22]', [12345678901234567e2, 1e22]],
    ['digits in strings are text', '{"a":"1: 1234567890123456789","b":1234567890123456789}', { a: '1: 1234567890123456789', b: '1234567890123456789' }],
    ['escaped quotes do not end a string', '["\\\\\\",1234567890123456789",1234567890123456789]', ['\\",1234567890123456789', '1234567890123456789']],
    ['a string may end in a backslash', '["\\\\",1234567890123456789]', ['\\', '1234567890123456789']],
    ['keys are text', '{"1234567890123456789":[1234567890123456789]}', { '1234567890123456789': ['1234567890123456789'] }],
  ])('%s', (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each(['', '{', '01234567890123456789', '-', '1234567890123456789 1', '{1234567890123456789:1}', '["1234567890123456789]'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test('gives what JSON.parse gives where no integer is long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
      { seed: 7 },
    );
  });

  test('keeps every digit of any long integer, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 15n, max: 10n ** 30n }), fc.boolean(), fc.string(), (digits, minus, text) => {
        const written = `${minus ? '-' : ''}${digits}`;
        const key = JSON.stringify(text);
        expect(parseJson(`{${key}:[${key},${written}]}`)).toEqual(JSON.parse(`{${key}:[${key},"${written}"]}`));
      }),
      { seed: 7 },
    );
  });
});

describe('own keys', () => {
  const hostile = parseJson('{"__proto__":{"polluted":1},"a":{"constructor":2,"list":[{"b":3}]}}');

  test('a key called __proto__ is a key like any other', () => {
    expect(own(hostile, '__proto__')).toEqual({ polluted: 1 });
    expect(own({}, '__proto__')).toBeUndefined();
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
  });

  test('nothing is read from the prototype', () => {
    expect(own({}, 'constructor')).toBeUndefined();
    expect(at(hostile, 'a', 'toString')).toBeUndefined();
    expect(at(hostile, 'a', 'constructor')).toBe(2);
  });

  test('at follows keys and indices, and ends where the path does', () => {
    expect(at(hostile, 'a', 'list', 0, 'b')).toBe(3);
    expect(at(hostile, 'a', 'list', 1, 'b')).toBeUndefined();
    expect(at(hostile, 'a', 0)).toBeUndefined();
    expect(at(hostile, 'a', 'list', 'length')).toBeUndefined();
    expect(at(undefined, 'a')).toBeUndefined();
  });

  test('arrays, null and texts are no objects', () => {
    expect([{}, [], null, 'x', 1, undefined].map(isObject)).toEqual([true, false, false, false, false, false]);
  });
});

describe('halves of characters', () => {
  test.each([
    ['{"a":"x\\ud83d"}', { a: 'x\ufffd' }],
    ['{"a":"\\ud83d\\ude00"}', { a: '😀' }],
    ['["\\udc00"]', ['\ufffd']],
  ])('that stand alone are replaced, whole pairs are kept: %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});
