const million = 1_000_000n;

/** Milliseconds between two times, with fractions; absent when one of them is, or when the clock ran backwards. */
export function durationMs(startNs: bigint | undefined, endNs: bigint | undefined): number | undefined {
  if (startNs === undefined || endNs === undefined || endNs < startNs) return undefined;
  const ns = endNs - startNs;
  return Number(ns / million) + Number(ns % million) / 1e6;
}

/**
 * A duration as people read it.
 *
 * @example formatDuration(83_000) // '1 min 23 s'
 */
export function formatDuration(ms: number): string {
  if (ms < 1) return ms === 0 ? '0 ms' : '<1 ms';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The latest time that a `Date` can hold, in milliseconds. */
const lastDate = 8_640_000_000_000_000n;

/**
 * A time in nanoseconds since 1970 as ISO 8601 in UTC with all nine digits. Times no calendar holds come out as their number.
 *
 * @example isoTime(1_700_000_000_123_456_789n) // '2023-11-14T22:13:20.123456789Z'
 */
export function isoTime(ns: bigint): string {
  const ms = ns / million;
  if (ns < 0n || ms > lastDate) return String(ns);
  return `${new Date(Number(ms)).toISOString().slice(0, -1)}${String(ns % million).padStart(6, '0')}Z`;
}

/** A time for tables, to the second, in UTC: `2023-11-14 22:13:20`. */
export function shortTime(ns: bigint): string {
  return isoTime(ns).replace('T', ' ').replace(/\.\d+Z$/, '');
}
