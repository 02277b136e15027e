import { asString, decodeNested, type JsonValue } from '../../../src/plugin.js';

/**
 * Texts of a list as Spring AI writes it: each between quotes, joined by commas, with nothing escaped. A list that is JSON is read as such; else the texts
 * are parted where one ends and the next begins.
 *
 * @example
 * textsIn('["Be brief.", "Say "hi""]'); // ['Be brief.', 'Say "hi"']
 */
export function textsIn(value: JsonValue | undefined): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const plain = decodeNested(value).value;
  if (Array.isArray(plain)) return plain.every((item) => typeof item === 'string') ? plain : undefined;
  const text = asString(plain)?.trim();
  return text === undefined ? undefined : partedTexts(text);
}

function partedTexts(text: string): string[] | undefined {
  if (text === '[]') return [];
  const inner = /^\["([\s\S]*)"\]$/.exec(text)?.[1];
  return inner?.split('", "');
}
