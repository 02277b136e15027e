import { describe, expect, it } from 'vitest';
import { anyValue, attributeMap } from '../../../src/adapt/read/any-value.js';
import type { JsonValue } from '../../../src/model/index.js';
import { own } from '../../../src/util/json.js';

describe('an AnyValue', () => {
  it.each<[string, JsonValue | undefined, JsonValue]>([
    ['a string', { stringValue: 'x' }, 'x'],
    ['a string of digits stays a string', { stringValue: '12345' }, '12345'],
    ['a string in snake_case', { string_value: 'x' }, 'x'],
    ['a string beside members that are null', { array_value: null, int_value: null, string_value: 'x' }, 'x'],
    ['members that are all null', { array_value: null, string_value: null }, null],
    ['an empty string', { stringValue: '' }, ''],
    ['a truth value', { boolValue: false }, false],
    ['a truth value as a word', { bool_value: 'true' }, true],
    ['an integer as a string', { intValue: '42' }, 42],
    ['an integer as a number', { intValue: 42 }, 42],
    ['an integer too large for a number keeps its digits', { intValue: '1795174491265637442' }, '1795174491265637442'],
    ['a double', { doubleValue: 0.5 }, 0.5],
    ['a double as a string', { doubleValue: '1e-3' }, 0.001],
    ['NaN stays a word', { doubleValue: 'NaN' }, 'NaN'],
    ['-Infinity stays a word', { doubleValue: '-Infinity' }, '-Infinity'],
    ['bytes stay base64', { bytesValue: 'AQI=' }, 'AQI='],
    ['a list', { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } }, ['a', 1]],
    ['a list without values is empty', { arrayValue: {} }, []],
    ['a list without its wrapper', { arrayValue: [{ stringValue: 'a' }, 'b'] }, ['a', 'b']],
    ['an object', { kvlistValue: { values: [{ key: 'a', value: { kvlist_value: { values: [{ key: 'b', value: { boolValue: true } }] } } }] } }, { a: { b: true } }],
    ['an object without values is empty', { kvlistValue: {} }, {}],
    ['a Go struct', { Value: { StringValue: 'x' } }, 'x'],
    ['a Go list', { Value: { ArrayValue: { Values: [{ Value: { IntValue: 3 } }] } } }, [3]],
    ['a Go value with its type', { Type: 'INT64', Value: 7 }, 7],
    ['a Go list with its type', { Type: 'STRINGSLICE', Value: ['a'] }, ['a']],
    ['a plain string', 'x', 'x'],
    ['a plain list', ['a', { b: 1 }], ['a', { b: 1 }]],
    ['a plain object', { a: 1 }, { a: 1 }],
    ['no value', undefined, null],
    ['an empty object', {}, null],
    ['unknown fields beside the value', { later: 1, stringValue: 'x' }, 'x'],
  ])('%s', (_, value, expected) => {
    expect(anyValue(value)).toEqual(expected);
  });

  it('of hostile depth is decoded to a limit and keeps the rest', () => {
    let value: JsonValue = { stringValue: 'bottom' };
    for (let level = 0; level < 20_000; level += 1) value = { arrayValue: { values: [value] } };
    let current = anyValue(value);
    let depth = 0;
    for (; Array.isArray(current); depth += 1) current = current[0] ?? null;
    expect(depth).toBe(64);
    expect(own(current, 'arrayValue')).toBeDefined();
  });
});

describe('attributes', () => {
  it.each<[string, JsonValue | undefined, [string, JsonValue][]]>([
    ['a list of pairs', [{ key: 'a', value: { stringValue: 'x' } }, { key: 'b', value: { intValue: 1 } }], [['a', 'x'], ['b', 1]]],
    ['a list of plain pairs', [{ key: 'a', value: 'x' }], [['a', 'x']]],
    ['a list of Go pairs', [{ Key: 'a', Value: { Type: 'STRING', Value: 'x' } }], [['a', 'x']]],
    ['a pair without value is null', [{ key: 'a' }], [['a', null]]],
    ['items that are no pairs are left out', [null, 1, { value: 1 }, { key: 2 }, { key: 'a', value: 1 }], [['a', 1]]],
    ['the last of two equal keys wins', [{ key: 'a', value: 1 }, { key: 'a', value: 2 }], [['a', 2]]],
    ['a plain map', { a: 'x', n: 1, list: ['a'] }, [['a', 'x'], ['n', 1], ['list', ['a']]]],
    ['a map of AnyValues', { a: { stringValue: 'x' } }, [['a', 'x']]],
    ['a nested object gives its dotted names too', { gen_ai: { usage: { input_tokens: 3 } } }, [['gen_ai', { usage: { input_tokens: 3 } }], ['gen_ai.usage', { input_tokens: 3 }], ['gen_ai.usage.input_tokens', 3]]],
    ['an object under a dotted name stays whole', { 'a.b': { c: 1 } }, [['a.b', { c: 1 }]]],
    ['a dotted name that is recorded goes before one that is made', { a: { b: 1 }, 'a.b': 2 }, [['a', { b: 1 }], ['a.b', 2]]],
    ['nothing', undefined, []],
    ['null', null, []],
    ['a number', 5, []],
  ])('%s', (_, value, expected) => {
    expect(attributeMap(value)).toEqual(new Map(expected));
  });

  it('named like members of the prototype are ordinary keys', () => {
    const map = attributeMap(JSON.parse('{"__proto__":{"polluted":1},"constructor":"c"}') as JsonValue);
    expect(map.get('__proto__')).toEqual({ polluted: 1 });
    expect(map.get('constructor')).toBe('c');
    const object = anyValue({ kvlistValue: { values: [{ key: '__proto__', value: { stringValue: 'x' } }] } });
    expect(own(object, '__proto__')).toBe('x');
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });
});
