import { pushTo } from '../util/group-by.js';
import type { Mention, TextIndex } from './provenance.js';

/** A text as far as values are looked for in it. */
type Held = Pick<TextIndex, 'folded' | 'mentions'>;
type Value = Pick<Mention, 'kind' | 'value'>;

/** What is looked for, arranged so that a text is read once however many values there are. */
interface Wanted {
  values: ReadonlySet<string>;
  /** Names by their words, joined by spaces. */
  byWords: Map<string, { value: string; offset: number }[]>;
  /** First words of names: `emily` and `emily midkiff`. */
  beginnings: Set<string>;
}

const word = /[\p{L}\p{N}]+/gu;

/**
 * Where each value is held: places in `texts`, in order, as `placeIn` would find them. Values that no text holds are left out. The time is linear in
 * the texts, so that a whole conversation can be asked for every value it holds.
 *
 * @example
 * const texts = ['ask Emily Midkiff', 'nobody', 'emily midkiff said so'].map(indexText);
 * placesOf(texts[0].mentions.values(), texts) // Map { 'emily midkiff' → [0, 2] }
 */
export function placesOf(values: Iterable<Value>, texts: readonly Held[]): Map<string, number[]> {
  const wanted = wantedOf(values);
  const places = new Map<string, number[]>();
  for (const [place, text] of texts.entries()) for (const value of heldBy(text, wanted)) pushTo(places, value, place);
  return places;
}

/** Where each run of terms (a key of `TextIndex.phrases`) stands: places in `texts`, in order. */
export function phrasePlacesOf(texts: readonly Pick<TextIndex, 'phrases'>[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { phrases }] of texts.entries()) for (const key of phrases.keys()) pushTo(places, key, place);
  return places;
}

function wantedOf(values: Iterable<Value>): Wanted {
  const wanted = { values: new Set<string>(), byWords: new Map<string, { value: string; offset: number }[]>(), beginnings: new Set<string>() };
  const names = new Set<string>();
  for (const { kind, value } of values) {
    if (kind !== 'number' && !names.has(value)) addName(wanted, value);
    if (kind !== 'number') names.add(value);
    wanted.values.add(value);
  }
  return wanted;
}

function addName({ byWords, beginnings }: Wanted, value: string): void {
  const words = [...value.matchAll(word)];
  const key = words.map(([written]) => written).join(' ');
  pushTo(byWords, key, { value, offset: words[0]?.index ?? 0 });
  for (let end = 1; end <= words.length; end += 1) beginnings.add(words.slice(0, end).map(([written]) => written).join(' '));
}

function heldBy(text: Held, wanted: Wanted): Set<string> {
  const held = new Set<string>();
  for (const value of text.mentions.keys()) if (wanted.values.has(value)) held.add(value);
  if (wanted.beginnings.size > 0) addSpelled(held, text.folded, wanted);
  return held;
}

/** Names also where the text writes them without capitals or quotation marks. */
function addSpelled(held: Set<string>, folded: string, { byWords, beginnings }: Wanted): void {
  const words = [...folded.matchAll(word)];
  for (const [first, { 0: written, index }] of words.entries()) {
    let key = written;
    for (let next = first + 1; beginnings.has(key); next += 1) {
      for (const { value, offset } of byWords.get(key) ?? []) if (standsAlone(folded, value, index - offset)) held.add(value);
      const following = words[next]?.[0];
      if (following === undefined) break;
      key = `${key} ${following}`;
    }
  }
}

/** A folded text holds a value at a place, and not as a part of a longer word. */
export function standsAlone(folded: string, value: string, at: number): boolean {
  if (!folded.startsWith(value, at)) return false;
  const around = folded.slice(Math.max(0, at - 1), at) + folded.slice(at + value.length, at + value.length + 1);
  return !/[\p{L}\p{N}]/u.test(around);
}
