/**
 * The sentences and lines of a text. A full stop inside a number or after a single letter ends no sentence.
 *
 * @example sentencesIn('It costs 4.50. Ask Dr. A. Smith.') // ['It costs 4.50.', 'Ask Dr.', 'A. Smith.']
 */
export function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.!?](?<!\b\p{L}\.)["”»')\]]{0,2})\s+|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
