import { own, type JsonValue } from '../../../src/plugin.js';

/** A field by its camelCase name or, as plain protobuf writers spell it, in snake_case. */
export function field(value: JsonValue | undefined, ...names: string[]): JsonValue | undefined {
  for (const name of names) {
    const found = own(value, name) ?? own(value, snakeCase(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A field that holds a list. One object in its place counts as a list of one; anything else is no list. */
export function listField(value: JsonValue | undefined, ...names: string[]): readonly JsonValue[] | undefined {
  const found = field(value, ...names);
  return Array.isArray(found) ? found : found !== null && typeof found === 'object' ? [found] : undefined;
}

/** Spelling under which a field is present, for pointers. */
export function spelling(value: JsonValue | undefined, ...names: string[]): string | undefined {
  return names.flatMap((name) => [name, snakeCase(name)]).find((name) => own(value, name) !== undefined && own(value, name) !== null);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
