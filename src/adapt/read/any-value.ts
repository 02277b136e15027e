import type { JsonObject, JsonValue } from '../../model/index.js';
import { isObject, own } from '../../util/json.js';

/** Values deeper than this are left as they were recorded. */
const depthLimit = 64;

type Reader = (value: JsonValue, depth: number) => JsonValue;

const readers: ReadonlyMap<string, Reader> = new Map([
  ['string', asRecorded],
  ['bytes', asRecorded],
  ['bool', (value) => (value === 'true' ? true : value === 'false' ? false : value)],
  ['int', integerOf],
  ['double', doubleOf],
  ['array', arrayOf],
  ['kvlist', objectOf],
]);

/**
 * Decodes an OTLP AnyValue in any of its spellings (`stringValue`, `string_value`, Go's `{Value: {StringValue}}`). Integers too large for a number
 * stay strings of digits, `NaN` and the infinities stay words, bytes stay base64. A plain value is given back as it is; no value is `null`.
 *
 * @example
 * anyValue({ kvlistValue: { values: [{ key: 'n', value: { intValue: '42' } }] } }); // { n: 42 }
 */
export function anyValue(value: JsonValue | undefined): JsonValue {
  return decodeAt(value ?? null, 0);
}

/**
 * Attributes as a map, from a list of `{key, value}` or from a plain object. Dotted names of what lies inside nested objects
 * (`{gen_ai: {system: "x"}}`) are added beside the object itself.
 *
 * @example
 * attributeMap([{ key: 'a', value: { stringValue: 'x' } }]); // Map { 'a' => 'x' }
 * attributeMap({ a: 'x' }); // Map { 'a' => 'x' }
 */
export function attributeMap(value: JsonValue | undefined): Map<string, JsonValue> {
  if (Array.isArray(value)) return new Map(pairsOf(value, 0));
  return isObject(value) ? mapOfObject(value) : new Map<string, JsonValue>();
}

function decodeAt(value: JsonValue, depth: number): JsonValue {
  if (!isObject(value) || depth >= depthLimit) return value;
  const members = Object.entries(goValue(value) ?? value);
  // Some writers give every member of the union, all but one of them null.
  for (const [key, content] of members) {
    const reader = content === undefined || content === null ? undefined : readerOf(key);
    if (reader) return reader(content ?? null, depth + 1);
  }
  return members.every(([key]) => readerOf(key)) ? null : value;
}

function readerOf(key: string): Reader | undefined {
  const name = /^(string|bytes|bool|int|double|array|kvlist)_?value$/i.exec(key)?.[1];
  return name === undefined ? undefined : readers.get(name.toLowerCase());
}

/** Go writes the struct (`{Value: {StringValue}}`) or a type with its value (`{Type: "STRING", Value: "x"}`). */
function goValue(value: JsonObject): JsonObject | undefined {
  const inner = own(value, 'Value');
  if (inner === undefined) return undefined;
  if (isObject(inner)) return inner;
  return typeof own(value, 'Type') === 'string' ? { [Array.isArray(inner) ? 'arrayValue' : 'stringValue']: inner } : undefined;
}

function asRecorded(value: JsonValue): JsonValue {
  return value;
}

function integerOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^[+-]?\d{1,40}$/.test(value)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function doubleOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

/** `{}` is an empty list: writers leave out empty fields. */
function arrayOf(value: JsonValue, depth: number): JsonValue {
  return listIn(value).map((item) => decodeAt(item, depth));
}

function objectOf(value: JsonValue, depth: number): JsonValue {
  const list = listIn(value);
  return list.length === 0 && isObject(value) && own(value, 'values') === undefined && own(value, 'Values') === undefined
    ? value
    : Object.fromEntries(pairsOf(list, depth));
}

function listIn(value: JsonValue): readonly JsonValue[] {
  const list = Array.isArray(value) ? value : (own(value, 'values') ?? own(value, 'Values'));
  return Array.isArray(list) ? list : [];
}

function pairsOf(list: readonly JsonValue[], depth: number): [string, JsonValue][] {
  return list.flatMap((item) => {
    const key = own(item, 'key') ?? own(item, 'Key');
    if (typeof key !== 'string') return [];
    return [[key, decodeAt(own(item, 'value') ?? own(item, 'Value') ?? null, depth)]];
  });
}

function mapOfObject(object: JsonObject): Map<string, JsonValue> {
  const map = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(object)) if (value !== undefined) map.set(key, plainOrAny(value));
  for (const [key, value] of [...map]) if (!key.includes('.')) addNested(map, key, value);
  return map;
}

/** In a plain object a value is an AnyValue only if it holds nothing else. */
function plainOrAny(value: JsonValue): JsonValue {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 1 && readerOf(keys[0] ?? '') !== undefined ? decodeAt(value, 0) : value;
}

const nestedDepth = 8;

function addNested(map: Map<string, JsonValue>, name: string, object: JsonValue): void {
  const open: { path: string; value: JsonValue; depth: number }[] = [{ path: name, value: object, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!map.has(next.path)) map.set(next.path, next.value);
    if (!isObject(next.value) || next.depth >= nestedDepth) continue;
    for (const [key, value] of Object.entries(next.value)) {
      if (value !== undefined) open.push({ path: `${next.path}.${key}`, value: plainOrAny(value), depth: next.depth + 1 });
    }
  }
}
