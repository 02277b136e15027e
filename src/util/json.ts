import type { JsonObject, JsonValue } from './json-value.js';
import { wellFormed } from './well-formed.js';

/** True for a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property of an object, so that `__proto__` and `constructor` are ordinary keys. */
export function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path of own keys and indices. */
export function at(value: JsonValue | undefined, ...path: (string | number)[]): JsonValue | undefined {
  let current = value;
  for (const key of path) {
    current = typeof key === 'number' ? (Array.isArray(current) ? current[key] : undefined) : own(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

const bigInteger = /(?:^|[[,:\s])-?\d{16,}/;

/**
 * Parses JSON; integers of 16 digits and more come out as strings of their digits, so that nanosecond times and 64-bit ids keep every digit.
 *
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseJson(text: string): JsonValue {
  const exact = bigInteger.test(text) ? quoteBigIntegers(text) : text;
  return JSON.parse(exact, surrogateEscape.test(text) ? repairText : undefined) as JsonValue;
}

/** Escapes of halves of characters: naive truncation leaves one half alone, which no reader of a report could take. */
const surrogateEscape = /\\u[dD][89a-fA-F]/;

function repairText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? wellFormed(value) : value;
}

/** Puts quotes around integers of 16 digits and more that stand outside strings. */
function quoteBigIntegers(text: string): string {
  let out = '';
  let copied = 0;
  let i = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      i = endOfString(text, i);
    } else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const start = i;
      i += 1;
      let integer = true;
      for (; i < text.length; i += 1) {
        const d = text.charCodeAt(i);
        if (d >= 0x30 && d <= 0x39) continue;
        if (d !== 0x2e && d !== 0x65 && d !== 0x45 && d !== 0x2b && d !== 0x2d) break;
        integer = false;
      }
      if (integer && i - start >= 16 && /^-?(?:0|[1-9]\d*)$/.test(text.slice(start, i)) && digits(text, start, i) >= 16) {
        out += `${text.slice(copied, start)}"${text.slice(start, i)}"`;
        copied = i;
      }
    } else {
      i += 1;
    }
  }
  return copied === 0 ? text : out + text.slice(copied);
}

function digits(text: string, start: number, end: number): number {
  return text.charCodeAt(start) === 0x2d ? end - start - 1 : end - start;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote < 0) return text.length;
    let back = quote - 1;
    while (text.charCodeAt(back) === 0x5c) back -= 1;
    if ((quote - back) % 2 === 1) return quote + 1;
    i = quote + 1;
  }
}
