import { describe, expect, it } from 'vitest';
import { nanoseconds, type TimeUnit } from '../../../src/adapt/read/time.js';
import type { JsonValue } from '../../../src/model/index.js';

const instant = 1795174491265637442n;

describe('nanoseconds', () => {
  it.each<[string, JsonValue | undefined, TimeUnit | undefined, bigint | undefined]>([
    ['keep every digit of a string', '1795174491265637442', 'ns', instant],
    ['keep every digit of a string whose unit is found by its size', '1795174491265637442', undefined, instant],
    ['are found in microseconds by size', '1795174491265637', undefined, 1795174491265637000n],
    ['are found in milliseconds by size', 1795174491265, undefined, 1795174491265000000n],
    ['are found in seconds by size', 1795174491, undefined, 1795174491000000000n],
    ['are found in seconds with a fraction', 1795174491.265, undefined, 1795174491265000000n],
    ['take the unit that is given', 137, 'ms', 137000000n],
    ['take a fraction of the unit', '0.5', 'ms', 500000n],
    ['cut what lies below a nanosecond', '1.9999', 'ns', 1n],
    ['read a duration in seconds', '0.137s', undefined, 137000000n],
    ['read a whole duration', '1s', 'ms', 1000000000n],
    ['read a duration in milliseconds', '12ms', undefined, 12000000n],
    ['read a duration in microseconds', '7µs', undefined, 7000n],
    ['read a negative duration', '-2s', undefined, -2000000000n],
    ['read ISO 8601 in UTC', '2026-11-20T11:34:51.265Z', undefined, 1795174491265000000n],
    ['read all nine digits of ISO 8601', '2026-11-20T11:34:51.265637442Z', undefined, instant],
    ['read ISO 8601 with a zone', '2026-11-20T13:04:51.265637442+01:30', undefined, instant],
    ['read ISO 8601 without a zone as UTC', '2026-11-20T11:34:51.265637442', undefined, instant],
    ['read a blank for the T', '2026-11-20 11:34:51.265637442', undefined, instant],
    ['read a day', '1970-01-02', undefined, 86400000000000n],
    ['read the pair of JavaScript', [1795174491, 265637442], undefined, instant],
    ['read a number in exponent form', 1e21, 'ns', 1000000000000000000000n],
    ['read zero', 0, 'ns', 0n],
    ['know no year 1', '0001-01-01T00:00:00Z', undefined, undefined],
    ['know no 30th of February', '2026-02-30T00:00:00Z', undefined, undefined],
    ['know no word', 'yesterday', undefined, undefined],
    ['know no empty text', '', 'ns', undefined],
    ['know no null', null, 'ns', undefined],
    ['know no absent value', undefined, 'ns', undefined],
    ['know no truth', true, 'ns', undefined],
    ['know no NaN', Number.NaN, 'ns', undefined],
    ['know no object', { seconds: 1 }, 'ns', undefined],
    ['know no pair of pairs', [[1, 2], 3], undefined, undefined],
    ['know no list of three', [1, 2, 3], undefined, undefined],
  ])('%s', (_, value, unit, expected) => {
    expect(nanoseconds(value, unit)).toBe(expected);
  });
});
