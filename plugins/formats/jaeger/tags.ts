import { asBoolean, asFinite, asString, isObject, own, type JsonValue } from '../../../src/plugin.js';

/** Tags as a map, from a list of `{key, type, value}` or from the plain map that Jaeger keeps in Elasticsearch. `repeated` is called for a tag given twice. */
export function tagMap(value: JsonValue | undefined, repeated: () => void = () => undefined): Map<string, JsonValue> {
  const map = new Map<string, JsonValue>();
  for (const [key, item] of pairs(value)) {
    if (map.has(key) && map.get(key) !== item) repeated();
    map.set(key, item);
  }
  return map;
}

function pairs(value: JsonValue | undefined): [string, JsonValue][] {
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item]]));
  if (!Array.isArray(value)) return [];
  return value.flatMap((tag) => {
    const key = asString(own(tag, 'key'));
    return key === undefined ? [] : [[key, typed(own(tag, 'value') ?? null, own(tag, 'type'))]];
  });
}

/** Numbers and truth values may be written as text. Integers too large for a number stay strings of digits. */
function typed(value: JsonValue, type: JsonValue | undefined): JsonValue {
  if (typeof value !== 'string') return value;
  if (type === 'bool') return asBoolean(value) ?? value;
  const number = type === 'int64' || type === 'float64' ? asFinite(value) : undefined;
  return number === undefined || (type === 'int64' && !Number.isSafeInteger(number)) ? value : number;
}

/** Takes the first of several tags out of the map: it belongs to a field of the span. */
export function takeTag(tags: Map<string, JsonValue>, ...keys: string[]): string | undefined {
  const texts = keys.map((key) => {
    const text = asString(tags.get(key));
    tags.delete(key);
    return text;
  });
  return texts.find((text) => text !== undefined && text !== '');
}
