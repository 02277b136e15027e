import type { JsonValue } from '../../model/index.js';
import { isObject, own } from '../../util/json.js';

const traceBytes = 16;
const spanBytes = 8;

/**
 * A trace id in the form that joins spans: 32 lower-case hex digits for every spelling of an OpenTelemetry id, else the text as recorded.
 * `undefined` when there is none (absent, empty, all zero).
 *
 * @example
 * traceIdOf('UOuiQfci8qVaI9AR/xMxdA=='); // '50eba241f722f2a55a23d011ff133174'
 * traceIdOf('0x1f'); // '0000000000000000000000000000001f'
 * traceIdOf('tr-50eb'); // 'tr-50eb'
 */
export function traceIdOf(value: JsonValue | undefined): string | undefined {
  const id = idOf(value, traceBytes);
  if (id === undefined) return undefined;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id.replaceAll('-', '').toLowerCase();
  return isHex(id, spanBytes) ? id.toLowerCase().padStart(2 * traceBytes, '0') : id;
}

/**
 * A span id: 16 lower-case hex digits for every spelling of an OpenTelemetry id, else the text as recorded.
 *
 * @example
 * spanIdOf('JuuASuH7ZBY='); // '26eb804ae1fb6416'
 * spanIdOf([38, 235, 128, 74, 225, 251, 100, 22]); // '26eb804ae1fb6416'
 */
export function spanIdOf(value: JsonValue | undefined): string | undefined {
  return idOf(value, spanBytes);
}

const noParent = new Set(['[no_parent]', 'null', 'none', 'undefined', 'nan']);

/** The id of a parent span; `undefined` for every way in which writers say that there is none. */
export function parentIdOf(value: JsonValue | undefined): string | undefined {
  const id = spanIdOf(value);
  return id === undefined || noParent.has(id.toLowerCase()) ? undefined : id;
}

function idOf(value: JsonValue | undefined, bytes: number): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : hexOfBytes(value, bytes);
  if (text === undefined || text === '') return undefined;
  const id = hexIdOf(text, bytes) ?? text;
  return /^0+$/.test(id) ? undefined : id;
}

/** The length decides, not whether the text decodes: 32 hex digits are valid base64 too. */
function hexIdOf(text: string, bytes: number): string | undefined {
  if (isHex(text, bytes)) return text.toLowerCase();
  if (/^0x[0-9a-f]+$/i.test(text) && text.length <= 2 + 2 * bytes) return text.slice(2).toLowerCase().padStart(2 * bytes, '0');
  if (isHex(text, bytes * 1.5)) return hexInside(Buffer.from(text, 'hex').toString('base64'), bytes);
  const raw = base64Bytes(text);
  if (raw?.length === bytes) return raw.toString('hex');
  return raw?.length === 2 * bytes ? hexInside(raw.toString('latin1'), bytes) : undefined;
}

/** Some writers put base64 around the hex text, or read the hex text as if it were base64. */
function hexInside(text: string, bytes: number): string | undefined {
  return isHex(text, bytes) ? text.toLowerCase() : undefined;
}

/** Padded base64 only: without padding, 11 and 22 characters are too often somebody's own id. */
function base64Bytes(text: string): Buffer | undefined {
  const padded = text.length % 4 === 0 && text.length <= 44 && /^[A-Za-z0-9+/_-]+={1,2}$/.test(text);
  return padded ? Buffer.from(text, 'base64') : undefined;
}

function isHex(text: string, bytes: number): boolean {
  return text.length === 2 * bytes && /^[0-9a-f]+$/i.test(text);
}

function hexOfBytes(value: JsonValue | undefined, bytes: number): string | undefined {
  const list = isObject(value) ? own(value, 'data') : value;
  if (!Array.isArray(list) || list.length !== bytes) return undefined;
  const octets = list.flatMap((item) => (typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 255 ? [item] : []));
  return octets.length === bytes ? Buffer.from(octets).toString('hex') : undefined;
}
