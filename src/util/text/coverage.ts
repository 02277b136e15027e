/**
 * How much of a query's weight is found in a document, 0 to 1: each distinct term counts with its rarity. `undefined` for a query without terms.
 *
 * @example coverage(terms('refund policy'), new Set(terms('Shipping policy')), corpus.idf) // about a half, less where "policy" is common
 */
export function coverage(query: Iterable<string>, document: ReadonlySet<string>, idf: (term: string) => number): number | undefined {
  let found = 0;
  let all = 0;
  for (const term of new Set(query)) {
    const weight = idf(term);
    all += weight;
    if (document.has(term)) found += weight;
  }
  return all > 0 ? found / all : undefined;
}
