import { attributeMap, isObject, own, type JsonValue } from '../../../src/plugin.js';

/** True for `[seconds, nanoseconds]`. */
export function isPair(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number' || typeof part === 'string');
}

/** True when the ids stand in a span context: `spanContext`, or `_spanContext` where the whole span was written. */
export function hasContext(value: JsonValue): boolean {
  return contextOf(value) !== value;
}

/** What holds the ids of a span or log record: its span context, else the record itself. */
export function contextOf(value: JsonValue): JsonValue {
  const context = own(value, 'spanContext') ?? own(value, '_spanContext');
  return isObject(context) ? context : value;
}

const privateKeys = ['_memoizedAttributes', '_attributes', '_syncAttributes', '_rawAttributes'];

/** Attributes of a resource: `attributes`, else the private field behind them, else the object itself. */
export function resourceAttributes(resource: JsonValue | undefined): { attributes: Map<string, JsonValue>; fromPrivate: boolean } {
  const plain = own(resource, 'attributes');
  const hidden = privateKeys.map((key) => own(resource, key)).find((value) => value !== undefined && value !== null);
  if (isObject(plain) || hidden === undefined) return { attributes: attributeMap(isObject(plain) ? plain : resource), fromPrivate: false };
  return { attributes: Array.isArray(hidden) ? ofPairs(hidden) : attributeMap(hidden), fromPrivate: true };
}

/** Since 2.0 the SDK keeps `[key, value]` pairs. */
function ofPairs(pairs: readonly JsonValue[]): Map<string, JsonValue> {
  return new Map(pairs.flatMap((pair): [string, JsonValue][] => (Array.isArray(pair) && typeof pair[0] === 'string' ? [[pair[0], pair[1] ?? null]] : [])));
}
