import type { JsonValue } from '../../model/index.js';

/** Unit of a time or duration that is written as a bare number. */
export type TimeUnit = 'ns' | 'us' | 'ms' | 's';

const digitsBelowSecond: Readonly<Record<TimeUnit, number>> = { ns: 0, us: 3, ms: 6, s: 9 };

/**
 * A time since 1970, or a duration, in nanoseconds. Digits are never read through a number, so that none is lost.
 *
 * @param value A decimal string or number, an ISO 8601 text (UTC when no zone is given), a duration with its unit (`"0.137s"`, `"12ms"`) or a
 * pair `[seconds, nanoseconds]`.
 * @param unit Unit of a bare number. Without it the magnitude decides, which suits times of this century and not durations.
 * @returns `undefined` when the value says no time, and for the year 1 that Go writes where it knows none.
 * @example
 * nanoseconds('1795174491265637442', 'ns'); // 1795174491265637442n
 * nanoseconds('2026-11-20T11:34:51.265Z'); // 1795174491265000000n
 * nanoseconds('0.137s'); // 137000000n
 * nanoseconds(1795174491265); // 1795174491265000000n, by its magnitude in milliseconds
 */
export function nanoseconds(value: JsonValue | undefined, unit?: TimeUnit): bigint | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? ofText(plainDecimal(value), unit) : undefined;
  if (typeof value === 'string') return ofText(value.trim(), unit);
  return Array.isArray(value) ? ofPair(value) : undefined;
}

const decimal = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/;

function ofText(text: string, unit: TimeUnit | undefined): bigint | undefined {
  const suffixed = /^([+-]?[\d.]{1,60}) ?(ns|us|µs|ms|s)$/.exec(text);
  const given = suffixed?.[2] === 'µs' ? 'us' : suffixed?.[2];
  const parts = decimal.exec(suffixed?.[1] ?? text);
  if (!parts) return ofIso(text);
  return scaled(parts, isUnit(given) ? given : (unit ?? unitByMagnitude(parts[2] ?? '')));
}

function isUnit(word: string | undefined): word is TimeUnit {
  return word !== undefined && Object.hasOwn(digitsBelowSecond, word);
}

/** Digits after the last nanosecond are cut off. */
function scaled([, sign, whole = '0', fraction = '']: RegExpExecArray, unit: TimeUnit): bigint {
  const places = digitsBelowSecond[unit];
  const amount = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -amount : amount;
}

/** Times of this century: fewer than 12 digits are seconds, up to 14 milliseconds, up to 17 microseconds. */
function unitByMagnitude(whole: string): TimeUnit {
  const size = whole.replace(/^0+/, '').length;
  if (size <= 11) return 's';
  return size <= 14 ? 'ms' : size <= 17 ? 'us' : 'ns';
}

/** `1e21` and the like as plain digits. */
function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? String(BigInt(value)) : value.toFixed(20);
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,30}))?)?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

function ofIso(text: string): bigint | undefined {
  const match = iso.exec(text);
  if (!match || Number(match[1]) < 1000) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 24 || minute > 59 || second > 60) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second) - zoneMinutes(match[8]) * 60_000;
  return BigInt(ms) * 1_000_000n + BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function zoneMinutes(zone = 'Z'): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function ofPair(pair: readonly JsonValue[]): bigint | undefined {
  if (pair.length !== 2 || !pair.every((part) => typeof part === 'number' || typeof part === 'string')) return undefined;
  const seconds = nanoseconds(pair[0], 's');
  const rest = nanoseconds(pair[1], 'ns');
  return seconds === undefined || rest === undefined ? undefined : seconds + rest;
}
