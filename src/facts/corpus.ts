/** Word statistics of the dump: how many texts hold a word. */
export interface Corpus {
  /** Number of texts counted. */
  readonly size: number;
  /** Inverse document frequency of a stemmed word: high for rare words. Small dumps fall back to a flat value. */
  idf(term: string): number;
}

/** Counts texts; `build` gives what was counted so far. */
export interface CorpusBuilder {
  /** Counts one text, given as its normalised terms. A term counts once per text, however often it stands there. */
  add(terms: Iterable<string>): void;
  build(): Corpus;
}

/** From this many texts on, the statistics stand on their own. */
const enough = 50;

/**
 * Starts word statistics. Terms are normalised (folded, stemmed) by the caller, the same way when counting and when asking.
 *
 * @example
 * const builder = createCorpusBuilder();
 * for (const text of texts) builder.add(terms(text));
 * const corpus = builder.build();
 */
export function createCorpusBuilder(): CorpusBuilder {
  const counts = new Map<string, number>();
  let size = 0;
  return {
    add(terms) {
      size += 1;
      for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
    },
    build: () => corpusOf(new Map(counts), size),
  };
}

/**
 * `ln(1 + (N - n + ½) / (n + ½))`: always above zero, highest for words that no text holds. With fewer than 50 texts a word's rarity is mostly
 * chance, so it is mixed with a flat 1 in proportion to the texts there are.
 */
function corpusOf(counts: ReadonlyMap<string, number>, size: number): Corpus {
  const weight = Math.min(1, size / enough);
  return {
    size,
    idf(term) {
      const holding = counts.get(term) ?? 0;
      return weight * Math.log(1 + (size - holding + 0.5) / (holding + 0.5)) + (1 - weight);
    },
  };
}
