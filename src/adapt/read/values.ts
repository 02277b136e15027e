import type { JsonObject, JsonValue } from '../../model/index.js';
import { isObject, parseJson } from '../../util/json.js';

/** Attribute maps, and the parts of them that {@link indexed} cuts out. */
export type Attributes = ReadonlyMap<string, JsonValue>;

/** A string as recorded (also an empty one); a number or truth value as its digits or word. Anything else is not a string. */
export function asString(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const noName = new Set(['', 'none', 'null', 'undefined', '<not specified>']);

/** A name or id: a string with something in it, without the JSON quotes that some writers leave around it. `None` and the like are no names. */
export function asName(value: JsonValue | undefined): string | undefined {
  const plain = typeof value === 'string' && value.startsWith('"') ? decodeNested(value).value : value;
  const text = asString(plain)?.trim();
  return text === undefined || noName.has(text.toLowerCase()) ? undefined : text;
}

/** Any finite number, also from a numeric string. For scores and distances, which may be negative. */
export function asFinite(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'string' && !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A finite number that means something: `-1` is what some writers put where they know nothing. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  const number = asFinite(value);
  return number === -1 ? undefined : number;
}

/** A number of tokens or a cost: never negative. */
export function asCount(value: JsonValue | undefined): number | undefined {
  const number = asFinite(value);
  return number === undefined || number < 0 ? undefined : number;
}

/** A truth value, also from `"true"`, `"True"`, `"false"`, `1` and `0`. */
export function asBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = asString(value)?.toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}

/** A value with the JSON in its strings decoded, and whether it was cut when it was recorded. */
export interface Decoded {
  value: JsonValue;
  truncated: boolean;
}

const levels = 3;

/**
 * Decodes JSON in a string, up to three levels deep. Only text that begins as JSON is tried, so that `12345` stays a string.
 * Text that is no JSON is kept as it is; `truncated` says that it began as JSON and ends in the middle of it.
 *
 * @example
 * decodeNested('"{\\"a\\":1}"'); // { value: { a: 1 }, truncated: false }
 * decodeNested('{"a":'); // { value: '{"a":', truncated: true }
 */
export function decodeNested(value: JsonValue): Decoded {
  let current = value;
  for (let level = 0; level < levels && typeof current === 'string' && beginsAsJson(current); level += 1) {
    const parsed = tryParse(current);
    if (parsed === undefined) return { value: current, truncated: openEnd(current) !== undefined };
    current = parsed;
  }
  return { value: current, truncated: false };
}

/** The decoded value alone, for places where a cut cannot be told to anyone. */
export function decoded(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined ? undefined : decodeNested(value).value;
}

/** An object that is recorded as itself or as JSON in a string, as tables and downloads hold it. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  const plain = decoded(value);
  return isObject(plain) ? plain : undefined;
}

/** A list that is recorded as itself or as JSON in a string; empty for anything else. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const plain = decoded(value);
  return Array.isArray(plain) ? plain : [];
}

/**
 * What can be saved of JSON that was cut at a length limit: the last string is ended where it was cut, else the last whole member is kept,
 * and what is open is closed. `undefined` when nothing can be saved.
 */
export function salvage(text: string): JsonValue | undefined {
  const end = openEnd(text);
  if (!end) return undefined;
  const cut = text.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
  const closed = end.inString ? tryParse(`${cut}"${end.closers}`) : tryParse(text + end.closers);
  return closed ?? (end.member ? tryParse(text.slice(0, end.member.at) + end.member.closers) : undefined);
}

function beginsAsJson(text: string): boolean {
  return /^\s*["[{]/.test(text);
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

interface OpenEnd {
  inString: boolean;
  closers: string;
  /** Where the last whole member of an object or list ended. */
  member?: { at: number; closers: string };
}

/** How a text that begins as JSON is left open at its end; `undefined` when everything that was opened is closed. */
function openEnd(text: string): OpenEnd | undefined {
  let inString = false;
  let closers = '';
  let member: OpenEnd['member'];
  for (let i = Math.max(0, text.search(/\S/)); i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{') closers = `}${closers}`;
    else if (c === '[') closers = `]${closers}`;
    else if (c === '}' || c === ']') closers = closers.slice(1);
    else if (c === ',') member = { at: i, closers };
    if (!inString && closers === '') return undefined;
  }
  return { inString, closers, member };
}

const indexedTail = /^(\d{1,15})(?:\.(.*))?$/s;

/**
 * Collects flattened lists: the keys `prefix.N.rest` become one map of `rest` keys for each `N`, in order of `N`. Gaps and any first number are
 * accepted, no list of the size of a number is ever made. A list recorded whole under `prefix` is cut up in the same way.
 *
 * @example
 * indexed(new Map([['m.7.role', 'user'], ['m.233.role', 'tool']]), 'm'); // [Map { 'role' => 'user' }, Map { 'role' => 'tool' }]
 */
export function indexed(attributes: Attributes, prefix: string): Map<string, JsonValue>[] {
  const items = new Map<number, Map<string, JsonValue>>();
  const dotted = `${prefix}.`;
  for (const [key, value] of attributes) {
    if (!key.startsWith(dotted)) continue;
    const match = indexedTail.exec(key.slice(dotted.length));
    if (match) put(items, Number(match[1]), match[2] ?? '', value);
  }
  if (items.size > 0) return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
  const whole = decoded(attributes.get(prefix));
  return Array.isArray(whole) ? whole.map(flattened) : [];
}

function put(items: Map<number, Map<string, JsonValue>>, index: number, rest: string, value: JsonValue): void {
  const item = items.get(index);
  if (item) item.set(rest, value);
  else items.set(index, new Map([[rest, value]]));
}

const flattenDepth = 8;

/** Dotted keys of an object, each level under its own key too. A value that is no object stands under the empty key. */
function flattened(value: JsonValue): Map<string, JsonValue> {
  const flat = new Map<string, JsonValue>();
  const open: { path: string; value: JsonValue; depth: number }[] = [{ path: '', value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.path !== '' || !isObject(next.value)) flat.set(next.path, next.value);
    if (!isObject(next.value) || next.depth >= flattenDepth) continue;
    for (const [key, member] of Object.entries(next.value)) {
      if (member !== undefined) open.push({ path: next.path === '' ? key : `${next.path}.${key}`, value: member, depth: next.depth + 1 });
    }
  }
  return flat;
}

/** The first of several keys under which something can be read, in the order given. Never adds two spellings of one thing. */
export function firstOf<T>(attributes: Attributes, keys: readonly string[], read: (value: JsonValue | undefined) => T | undefined): { key: string; value: T } | undefined {
  for (const key of keys) {
    const value = read(attributes.get(key));
    if (value !== undefined) return { key, value };
  }
  return undefined;
}

/** The first name among several keys. */
export function nameOf(attributes: Attributes, ...keys: string[]): string | undefined {
  return firstOf(attributes, keys, asName)?.value;
}

/** The first recorded value among several keys: `null` counts as not recorded, an empty string as recorded. */
export function recorded(attributes: Attributes, ...keys: string[]): { key: string; value: JsonValue } | undefined {
  return firstOf(attributes, keys, (value) => value ?? undefined);
}

/** The object without its undefined members; `undefined` when nothing is left, so that absent stays absent. */
export function present<T extends object>(fields: T): T | undefined {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}
