import { asString, decodeNested, isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

/** A recorded field: `null` and an empty text say that there is none. */
export function filled(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.map((name) => own(value, name)).find((found) => found !== undefined && found !== null && found !== '');
}

/** A name or id as text. */
export function textOf(value: JsonValue | undefined, ...names: readonly string[]): string | undefined {
  return asString(filled(value, ...names));
}

/** An object that is recorded as itself or, in tables, as JSON in a string. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  const plain = value === undefined ? undefined : decodeNested(value).value;
  return isObject(plain) ? plain : undefined;
}

/** A list that is recorded as itself or as JSON in a string. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const plain = value === undefined ? undefined : decodeNested(value).value;
  return Array.isArray(plain) ? plain : [];
}
