import { asString, decodeNested, isObject, own, type JsonValue } from '../../../src/plugin.js';

/** The first of several names under which a field is recorded; `null` and `""` count as not recorded. */
export function first(value: JsonValue | undefined, ...names: string[]): JsonValue | undefined {
  for (const name of names) {
    const found = own(value, name);
    if (found !== undefined && found !== null && found !== '') return found;
  }
  return undefined;
}

/** True when the object has at least one of the keys, whatever its value. */
export function hasAny(value: JsonValue | undefined, ...names: string[]): boolean {
  return isObject(value) && names.some((name) => Object.hasOwn(value, name));
}

/** An id without the one pair of literal quotes that ingested traces may carry. Numbers keep their digits. */
export function plainId(value: JsonValue | undefined): string | undefined {
  const text = asString(value)?.trim();
  const inner = text !== undefined && text.length > 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return inner === undefined || inner === '' || inner === '""' ? undefined : inner;
}

/** A value that is recorded as itself or as JSON in a string. */
export function cell(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined || value === '' ? undefined : decodeNested(value).value;
}

/** Metadata or tags as a map, from an object, from a list of `{key, value}`, or from JSON of either. */
export function stringMap(recorded: JsonValue | undefined): Map<string, JsonValue> {
  const value = cell(recorded);
  const entries = Array.isArray(value) ? value.map((pair) => [own(pair, 'key'), own(pair, 'value')] as const) : isObject(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([key, item]) => (typeof key === 'string' && item !== undefined ? [[key, item] as const] : [])));
}
