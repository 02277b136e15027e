import { asString, isObject, own, type JsonValue } from '../../../src/plugin.js';

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

/** Spelling of a camelCase name in snake_case. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
