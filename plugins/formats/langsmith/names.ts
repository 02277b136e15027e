import { asString, own, type JsonValue } from '../../../src/plugin.js';

/** A recorded field: `null` and an empty text say that there is none. */
export function filled(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.map((name) => own(value, name)).find((found) => found !== undefined && found !== null && found !== '');
}

/** A name or id as text. */
export function textOf(value: JsonValue | undefined, ...names: readonly string[]): string | undefined {
  return asString(filled(value, ...names));
}
