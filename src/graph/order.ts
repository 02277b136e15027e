import type { Span } from '../model/index.js';
import { compareText } from '../util/stable-json.js';

const never = 1n << 62n;

/** Order of siblings and roots: by start, then end, then name and id, so that it never depends on the order of records. */
export function bySpanStart(a: Span, b: Span): number {
  return compareNs(a.startNs, b.startNs) || compareNs(a.endNs, b.endNs) || compareText(a.name, b.name) || compareText(a.id, b.id);
}

/** Order of two times; an unknown time comes last. */
export function compareNs(a: bigint | undefined, b: bigint | undefined): number {
  const left = a ?? never;
  const right = b ?? never;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The smallest known time. */
export function earliest(times: Iterable<bigint | undefined>): bigint | undefined {
  let least: bigint | undefined;
  for (const time of times) if (time !== undefined && (least === undefined || time < least)) least = time;
  return least;
}

/** The largest known time. */
export function latest(times: Iterable<bigint | undefined>): bigint | undefined {
  let most: bigint | undefined;
  for (const time of times) if (time !== undefined && (most === undefined || time > most)) most = time;
  return most;
}
