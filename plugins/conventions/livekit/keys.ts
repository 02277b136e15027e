import { contentOf, nameOf, recorded, type Attributes, type Content, type JsonValue } from '../../../src/plugin.js';

/** Newer versions put `pii` into names of keys that hold somebody's words. */
function spellings(name: string): [string, string] {
  return [`lk.pii.${name}`, `lk.${name}`];
}

/** A recorded value under either spelling of its key. */
export function found(attributes: Attributes, name: string): { key: string; value: JsonValue } | undefined {
  return recorded(attributes, ...spellings(name));
}

/** A text or JSON under either spelling of its key. */
export function textAt(attributes: Attributes, name: string, side: 'input' | 'output'): Content | undefined {
  return contentOf(found(attributes, name), side);
}

/** A name under the first of several keys, in either spelling; and the key it was found under. */
export function nameAt(attributes: Attributes, ...names: string[]): { key: string; value: string } | undefined {
  for (const key of names.flatMap(spellings)) {
    const value = nameOf(attributes, key);
    if (value !== undefined) return { key, value };
  }
  return undefined;
}
