import { describe, expect, it } from 'vitest';
import { parentIdOf, spanIdOf, traceIdOf } from '../../../src/adapt/read/ids.js';
import type { JsonValue } from '../../../src/model/index.js';

const traceHex = '50eba241f722f2a55a23d011ff133174';
const spanHex = '26eb804ae1fb6416';
const bytes = (hex: string): number[] => [...Buffer.from(hex, 'hex')];

describe('a trace id', () => {
  it.each<[string, JsonValue | undefined, string | undefined]>([
    ['hex stays', traceHex, traceHex],
    ['upper-case hex becomes lower-case', traceHex.toUpperCase(), traceHex],
    ['0x is stripped', `0x${traceHex}`, traceHex],
    ['a short 0x id is padded', '0x1f', '1f'.padStart(32, '0')],
    ['base64 of 16 bytes is decoded', 'UOuiQfci8qVaI9AR/xMxdA==', traceHex],
    ['32 hex digits that are valid base64 too stay hex', 'abcdabcdabcdabcdabcdabcdabcdabcd', 'abcdabcdabcdabcdabcdabcdabcdabcd'],
    ['base64 of the hex text is decoded once', Buffer.from(traceHex).toString('base64'), traceHex],
    ['hex that was read as base64 is turned back', Buffer.from(traceHex, 'base64').toString('hex'), traceHex],
    ['a list of bytes becomes hex', bytes(traceHex), traceHex],
    ['a dumped Buffer becomes hex', { type: 'Buffer', data: bytes(traceHex) }, traceHex],
    ['a 64-bit id is padded to 128 bits', 'ABCDEF0123456789', '0000000000000000abcdef0123456789'],
    ['a UUID loses its hyphens', '50EBA241-f722-f2a5-5a23-d011ff133174', traceHex],
    ['an MLflow id is kept', `tr-${traceHex}`, `tr-${traceHex}`],
    ['a catalogue id is kept', `trace:/main.agents/${traceHex}`, `trace:/main.agents/${traceHex}`],
    ['an id of a wrong length is kept', traceHex.slice(1), traceHex.slice(1)],
    ['a number keeps its digits', 12345, '12345'],
    ['nothing is none', undefined, undefined],
    ['null is none', null, undefined],
    ['an empty text is none', '', undefined],
    ['all zeros are none', '0'.repeat(32), undefined],
    ['an object is none', { id: traceHex }, undefined],
    ['a list of something else is none', ['a', 'b'], undefined],
  ])('%s', (_, value, expected) => {
    expect(traceIdOf(value)).toBe(expected);
  });
});

describe('a span id', () => {
  it.each<[string, JsonValue, string | undefined]>([
    ['hex stays', spanHex, spanHex],
    ['base64 of 8 bytes is decoded', 'JuuASuH7ZBY=', spanHex],
    ['0x is stripped', `0x${spanHex}`, spanHex],
    ['base64 of the hex text is decoded once', Buffer.from(spanHex).toString('base64'), spanHex],
    ['hex that was read as base64 is turned back', Buffer.from(spanHex, 'base64').toString('hex'), spanHex],
    ['bytes become hex', bytes(spanHex), spanHex],
    ['bytes out of range are none', [...bytes(spanHex).slice(1), 256], undefined],
    ['an own word of base64 length is kept', 'my-span-no-1', 'my-span-no-1'],
    ['an own word is kept', 'span_7', 'span_7'],
  ])('%s', (_, value, expected) => {
    expect(spanIdOf(value)).toBe(expected);
  });
});

describe('the id of a parent', () => {
  it.each<[string, JsonValue | undefined]>([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
    ['sixteen zeros', '0000000000000000'],
    ['zeros after 0x', '0x0000000000000000'],
    ['eight zero bytes in base64', 'AAAAAAAAAAA='],
    ['eight zero bytes', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['[no_parent]', '[no_parent]'],
    ['the word null', 'null'],
    ['the word None', 'None'],
  ])('is none when it is %s', (_, value) => {
    expect(parentIdOf(value)).toBeUndefined();
  });

  it('is read like any span id', () => {
    expect(parentIdOf('JuuASuH7ZBY=')).toBe(spanHex);
  });
});
