/** Halves of surrogate pairs that stand alone; whole pairs are one character to a pattern with the flag `u`. */
const alone = /\p{Surrogate}/gu;

/**
 * The text with a replacement character for every half of a surrogate pair that stands alone, so that any reader of UTF-8 accepts it.
 *
 * @example
 * wellFormed('a\ud83d'); // 'a\ufffd'
 */
export function wellFormed(text: string): string {
  return text.replace(alone, '\ufffd');
}

/**
 * The nearest place at or before a place of a text that does not part a surrogate pair.
 *
 * @example
 * boundary('😀', 1); // 0
 */
export function boundary(text: string, at: number): number {
  return isPair(text, at - 1) ? at - 1 : at;
}

function isPair(text: string, at: number): boolean {
  return at >= 0 && (text.codePointAt(at) ?? 0) > 0xffff;
}
