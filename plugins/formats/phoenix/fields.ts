import { decodeNested, isObject, nanoseconds, own, type JsonValue } from '../../../src/plugin.js';

/** The first of several names under which a field is recorded; `null` and `""` count as not recorded. */
export function first(value: JsonValue | undefined, ...names: string[]): JsonValue | undefined {
  for (const name of names) {
    const found = own(value, name);
    if (found !== undefined && found !== null && found !== '') return found;
  }
  return undefined;
}

/** True when the object has all of the keys, whatever their values. */
export function hasAll(value: JsonValue | undefined, ...names: string[]): boolean {
  return isObject(value) && names.every((name) => Object.hasOwn(value, name));
}

/** True when the object has at least one of the keys. */
export function hasAny(value: JsonValue | undefined, ...names: string[]): boolean {
  return isObject(value) && names.some((name) => Object.hasOwn(value, name));
}

/** A value that is recorded as itself or as JSON in a string. */
export function cell(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined || value === '' ? undefined : decodeNested(value).value;
}

/** A list that is recorded as itself or as JSON in a string; anything else is an empty one. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const list = cell(value);
  return Array.isArray(list) ? list : [];
}

/** A time as ISO 8601 or, in data frames, as a number whose magnitude tells the unit. */
export function timeOf(value: JsonValue | undefined): bigint | undefined {
  return nanoseconds(value) || undefined;
}

/** The members of an object that are recorded and not among the names. */
export function others(value: JsonValue, known: ReadonlySet<string>): [string, JsonValue][] {
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => (known.has(key) || item === undefined || item === null ? [] : [[key, item]])) : [];
}
