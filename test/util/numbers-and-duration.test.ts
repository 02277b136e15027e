import { describe, expect, it } from 'vitest';
import { durationMs, formatDuration, isoTime, shortTime } from '../../src/util/duration.js';
import { counted, formatBytes, groupDigits, percent, shortNumber } from '../../src/util/numbers.js';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [0.4, '<1 ms'],
    [137.4, '137 ms'],
    [999.7, '1.0 s'],
    [1234, '1.2 s'],
    [59_960, '1 min 00 s'],
    [83_000, '1 min 23 s'],
    [3_599_800, '1 h 00 min'],
    [7_500_000, '2 h 05 min'],
    [90_000_000, '1 d 1 h'],
  ])('reads %d ms as %s', (ms, wanted) => {
    expect(formatDuration(ms)).toBe(wanted);
  });

  it('keeps fractions of a millisecond between nanosecond times', () => {
    expect(durationMs(1_700_000_000_000_000_000n, 1_700_000_000_001_500_000n)).toBe(1.5);
  });
  it('knows no duration where a time is missing or the clock ran backwards', () => {
    expect([durationMs(undefined, 1n), durationMs(1n, undefined), durationMs(2n, 1n)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('times', () => {
  it('keeps every digit of a nanosecond time', () => {
    expect(isoTime(1_700_000_000_123_456_789n)).toBe('2023-11-14T22:13:20.123456789Z');
  });
  it('gives the number for a time that no calendar holds', () => {
    expect([isoTime(10n ** 30n), isoTime(-1n)]).toEqual([String(10n ** 30n), '-1']);
  });
  it('is short in tables', () => {
    expect(shortTime(1_700_000_000_123_456_789n)).toBe('2023-11-14 22:13:20');
  });
});

describe('numbers', () => {
  it.each([
    [groupDigits(1234567), '1,234,567'],
    [groupDigits(1234.5678), '1,234.5678'],
    [groupDigits(-12345), '-12,345'],
    [groupDigits(1e21), '1e+21'],
    [counted(1, 'entry', 'entries'), '1 entry'],
    [counted(0, 'turn'), '0 turns'],
    [percent(0.253), '25 %'],
    [formatBytes(999), '999 B'],
    [formatBytes(1_400_000), '1.4 MB'],
    [formatBytes(999_600), '1.0 MB'],
    [shortNumber(0.123456), '0.1235'],
    [shortNumber(2), '2'],
  ])('%s', (made, wanted) => {
    expect(made).toBe(wanted);
  });
});
