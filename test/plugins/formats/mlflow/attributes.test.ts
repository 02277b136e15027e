import { describe, expect, it } from 'vitest';
import { decodeAttribute, decodeAttributes } from '../../../../plugins/formats/mlflow/attributes.js';
import type { JsonValue } from '../../../../src/plugin.js';

const json = (value: JsonValue, times = 1): string => {
  let text = JSON.stringify(value);
  for (let time = 1; time < times; time += 1) text = JSON.stringify(text);
  return text;
};

describe('an attribute', () => {
  it.each<[string, string, JsonValue, JsonValue]>([
    ['is decoded from the JSON text that Python writes', 'mlflow.spanType', '"AGENT"', 'AGENT'],
    ['is a number again', 'temperature', '0.2', 0.2],
    ['is a truth value again', 'flag', 'true', true],
    ['is an object again', 'mlflow.spanInputs', '{"q":1}', { q: 1 }],
    ['is null again', 'mlflow.spanType', 'null', null],
    ['stays a string of digits when it was one', 'city', '"12345"', '12345'],
    ['keeps every digit of a large integer', 'n', '1795174491265637442', '1795174491265637442'],
    ['keeps the digits of an id', 'user.id', '12345', '12345'],
    ['keeps the digits of an experiment id', 'mlflow.experimentId', '1', '1'],
    ['of another SDK stays as it is', 'http.route', 'GET /x', 'GET /x'],
    ['of another SDK that is typed stays as it is', 'http.status', 200, 200],
    ['that begins like JSON and is none stays as it is', 'x', '{not json', '{not json'],
    ['that quotes something and goes on stays as it is', 'x', json('"hi" he said'), '"hi" he said'],
    ['encoded twice is decoded twice', 'gen_ai.input.messages', json([{ role: 'user' }], 2), [{ role: 'user' }]],
    ['encoded three times, as 3.6.0 did, is decoded three times', 'mlflow.spanType', json('AGENT', 3), 'AGENT'],
    ['that is an object encoded three times is decoded three times', 'x', json({ a: 1 }, 3), { a: 1 }],
    ['encoded four times keeps one level', 'x', json('a', 4), '"a"'],
    ['that is empty stays empty', 'x', '', ''],
    ['that is an empty string in JSON is empty', 'x', '""', ''],
  ])('%s', (_, key, recorded, expected) => {
    expect(decodeAttribute(key, recorded)).toEqual(expected);
  });
});

describe('attributes', () => {
  it('of the TypeScript client, known by its bare trace id, are not decoded again', () => {
    const attributes = decodeAttributes({ 'mlflow.traceRequestId': 'tr-1', 'mlflow.spanInputs': '12345', 'mlflow.spanOutputs': { a: '1' } });
    expect([...attributes.values()]).toEqual(['tr-1', '12345', { a: '1' }]);
  });

  it('of REST are typed', () => {
    expect(decodeAttributes([{ key: 'n', value: { int_value: '3' } }, { key: 's', value: { string_value: '12' } }])).toEqual(new Map<string, JsonValue>([['n', 3], ['s', '12']]));
  });

  it('kept as one JSON text are decoded', () => {
    expect(decodeAttributes('{"temperature":"0.2"}')).toEqual(new Map([['temperature', 0.2]]));
  });

  it('keep objects whole', () => {
    expect([...decodeAttributes({ usage: '{"tokens":{"in":1}}' }).keys()]).toEqual(['usage']);
  });

  it.each<[JsonValue | undefined]>([[undefined], [null], [1], ['x'], ['{"a":']])('of %j are none', (recorded) => {
    expect(decodeAttributes(recorded).size).toBe(0);
  });
});
