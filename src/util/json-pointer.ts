import type { JsonValue } from './json-value.js';
import { own } from './json.js';

/** Splits a JSON Pointer (RFC 6901) into its keys; `undefined` when it is not one. */
export function pointerKeys(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Writes keys as a JSON Pointer. */
export function toPointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * The value that a JSON Pointer names, by own keys and array indices only; `undefined` when there is none.
 *
 * @example
 * atPointer({ calls: [{ name: 'search' }] }, '/calls/0/name'); // 'search'
 */
export function atPointer(value: JsonValue, pointer: string): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const key of pointerKeys(pointer) ?? [undefined]) {
    if (key === undefined) return undefined;
    current = Array.isArray(current) ? atIndex(current, key) : own(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

function atIndex(list: readonly JsonValue[], key: string): JsonValue | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(key) ? list[Number(key)] : undefined;
}
