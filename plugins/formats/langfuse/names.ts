import { asString, decodeNested, isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

/** A field by its camelCase name, or in snake_case as exports to storage spell it; `null` and `undefined` are absent. */
export function field(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const found = own(value, name) ?? own(value, snakeCase(name));
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** The same for ids, names and times, where an empty string says that there is none. */
export function filled(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.map((name) => field(value, name)).find((found) => found !== undefined && found !== '');
}

/** True when the object has one of the keys in either spelling, whatever its value. */
export function has(value: JsonValue | undefined, name: string): boolean {
  return isObject(value) && (Object.hasOwn(value, name) || Object.hasOwn(value, snakeCase(name)));
}

/** A name or id as text, `undefined` when empty. */
export function textOf(value: JsonValue | undefined, ...names: readonly string[]): string | undefined {
  return asString(filled(value, ...names));
}

/** An object that is recorded as itself or as JSON in a string, as tables and downloads hold it. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  const plain = value === undefined ? undefined : decodeNested(value).value;
  return isObject(plain) ? plain : undefined;
}

/** A list that is recorded as itself or as JSON in a string. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const plain = value === undefined ? undefined : decodeNested(value).value;
  return Array.isArray(plain) ? plain : [];
}

/** Spelling of a camelCase name in snake_case. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
