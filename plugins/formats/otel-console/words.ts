import { asString, nanoseconds, own, present, type JsonValue, type RawSpan, type Status } from '../../../src/plugin.js';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const codes = ['unset', 'ok', 'error'] as const;

/**
 * Span kind from `SpanKind.CLIENT`, `CLIENT` or a number; absent when unspecified.
 *
 * @param shift 1 for spans of the JavaScript SDK, whose numbers are one lower than those of the protocol.
 */
export function kindOf(value: JsonValue | undefined, shift = 0): string | undefined {
  const word = String(asString(value) ?? '').toLowerCase().replace(/^span_?kind[._]/, '');
  const kind = /^\d$/.test(word) ? kinds[Number(word) + shift] : word;
  return kind !== undefined && kind !== 'unspecified' && kinds.includes(kind) ? kind : undefined;
}

/** Status from a code, as a number or a word, and a message; unknown codes are `unset`. */
export function statusOf(code: JsonValue | undefined, message: JsonValue | undefined): Status {
  const word = String(asString(code) ?? '').toLowerCase().replace(/^status_?code[._]/, '');
  const known = /^\d$/.test(word) ? codes[Number(word)] : codes.find((name) => name === word);
  return typeof message === 'string' && message !== '' ? { code: known ?? 'unset', message } : { code: known ?? 'unset' };
}

/** A time; zero stands where none was set. */
export function timeOf(value: JsonValue | undefined): bigint | undefined {
  const time = nanoseconds(value);
  return time === 0n ? undefined : time;
}

/** Name and version of an instrumentation scope. */
export function scopeOf(value: JsonValue | undefined, name: string, version: string): RawSpan['scope'] {
  const text = (key: string): string | undefined => asString(own(value, key)) || undefined;
  return present({ name: text(name), version: text(version) });
}

/** A list, or an empty one for anything else. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A map with something in it: a resource without attributes is the same as none. */
export function nonEmpty(map: Map<string, JsonValue>): Map<string, JsonValue> | undefined {
  return map.size === 0 ? undefined : map;
}
