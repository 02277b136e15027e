/**
 * Pairs of neighbouring terms.
 *
 * @example bigrams(['refund', 'within', '30']) // ['refund within', 'within 30']
 */
export function bigrams(terms: readonly string[]): string[] {
  return shingles(terms, 2);
}

/** Runs of `length` neighbouring terms, each joined by a space. */
export function shingles(terms: readonly string[], length: number): string[] {
  const found: string[] = [];
  for (let i = 0; i + length <= terms.length; i += 1) found.push(terms.slice(i, i + length).join(' '));
  return found;
}
