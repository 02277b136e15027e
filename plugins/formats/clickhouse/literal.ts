import { decodeNested, type JsonValue } from '../../../src/plugin.js';

/**
 * A value of a column. CSV holds maps and lists as ClickHouse prints them, with single quotes (`{'a':'b'}`, `['x','y']`); they are rewritten as JSON.
 * Text that is neither stays text.
 */
export function cell(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return decodeNested(/^\s*(?:\[\s*)?[[{(]?\s*'/.test(value) ? asJson(value) : value).value;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

/** The text with each quoted part as a JSON string. One pass; what stands outside quotes is copied. */
function asJson(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== "'") {
      out += text[at];
      at += 1;
    } else {
      const { value, end } = quoted(text, at + 1);
      out += JSON.stringify(value);
      at = end;
    }
  }
  return out;
}

/** The text between quotes, with its escapes resolved, and where it ends. */
function quoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === "'" && text[at + 1] !== "'") return { value, end: at + 1 };
    if (letter === "'" || letter === '\\') at += 1;
    value += letter === '\\' ? (escapes[text[at] ?? ''] ?? text[at] ?? '') : letter;
  }
  return { value, end: text.length };
}
