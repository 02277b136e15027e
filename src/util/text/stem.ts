import { stemmer } from 'stemmer';

const remembered = new Map<string, string>();
const most = 50_000;

/**
 * The stem of a folded word: Porter's for words of ASCII letters, the word itself for any other.
 *
 * @example stem('refunds') // 'refund'
 */
export function stem(word: string): string {
  if (!/^[a-z]{3,40}$/.test(word)) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= most) remembered.clear();
  const stemmed = stemmer(word);
  remembered.set(word, stemmed);
  return stemmed;
}
