import type { Content } from '../model/index.js';
import { standsAlone } from './places.js';
import { type NameMention, type Token, fold, hasTellingWord, namesIn, numbersIn, tokens } from '../util/text/index.js';

export * from './places.js';
export * from './turn-calls.js';

/** Something that one text brought in and another repeats. */
export interface CarriedValue {
  kind: 'number' | 'name' | 'id' | 'quoted' | 'phrase';
  /** As the first text wrote it. */
  text: string;
  /** In the form in which it was compared. */
  value: string;
  /** `exact`: the same characters; `normalised`: equal after folding of case, separators and word forms. */
  match: 'exact' | 'normalised';
  /** False for what may recur by chance: small whole numbers without a unit, single short words. */
  distinctive: boolean;
  /** Characters of the first text. */
  range: [start: number, end: number];
  /** Characters of the second text. */
  at: [start: number, end: number];
}

/** A text with what it holds, so that comparing it with many others reads it once. */
export interface TextIndex {
  readonly text: string;
  /** Folded for comparison, with the same places as `text`. */
  readonly folded: string;
  /** Numbers, names, ids and quotations by the form in which they are compared; the first mention of each. */
  readonly mentions: ReadonlyMap<string, Mention>;
  readonly tokens: readonly Token[];
  /** The run of five terms that starts at each token; shorter by four than `tokens`. */
  readonly runs: readonly string[];
  /** The same runs with the place of their first token. */
  readonly phrases: ReadonlyMap<string, number>;
}

/** Tells what is no news, where that is quicker than to read a text of all that is known. */
export interface KnownValues {
  holds(mention: Mention): boolean;
  holdsPhrase(run: string): boolean;
}

/** A value as one text holds it. */
export interface Mention {
  kind: CarriedValue['kind'];
  value: string;
  text: string;
  distinctive: boolean;
  start: number;
  end: number;
}

/** So many content words in the same order do not meet by chance. */
const phraseLength = 5;
/** Longer texts are read up to here. */
const longest = 200_000;

/**
 * What `from` brought in (it is not in `known`: the user's words, earlier texts) and `to` repeats: numbers, names, ids, quotations, and runs of
 * at least five content words.
 *
 * @example
 * carriedValues('It sold for $950,000.', 'The price is 950000.', 'What did it sell for?')
 * // [{ kind: 'number', text: '950,000', value: '950000', match: 'normalised', ... }]
 */
export function carriedValues(from: string | TextIndex, to: string | TextIndex, known: string | TextIndex | KnownValues): CarriedValue[] {
  const source = indexOf(from);
  const target = indexOf(to);
  const before = typeof known === 'object' && 'holds' in known ? known : knownIn(indexOf(known));
  return [...carriedMentions(source, target, before), ...carriedPhrases(source, target, before)];
}

const knownIn = (text: TextIndex): KnownValues => ({
  holds: (mention) => placeIn(text, mention) !== undefined,
  holdsPhrase: (run) => text.phrases.has(run),
});

const contents = new WeakMap<Content, TextIndex>();

/** As {@link indexText}, for what a turn was given or gave: read once, whoever asks. */
export function indexContent(content: Content): TextIndex {
  let index = contents.get(content);
  if (!index) contents.set(content, (index = indexText(content.text)));
  return index;
}

/**
 * Reads a text for {@link carriedValues}, each part when first asked for. Cheap to keep, worth it when one text is compared with many. Texts
 * beyond 200,000 characters are read up to there.
 */
export function indexText(text: string): TextIndex {
  const read = text.length > longest ? text.slice(0, longest) : text;
  const folded = lazy(() => foldInPlace(read));
  const mentions = lazy(() => mentionsOf(read));
  const words = lazy(() => tokens(read));
  const runs = lazy(() => runsOf(words()));
  const phrases = lazy(() => firstPlaces(runs()));
  return {
    text: read,
    get folded() {
      return folded();
    },
    get mentions() {
      return mentions();
    },
    get tokens() {
      return words();
    },
    get runs() {
      return runs();
    },
    get phrases() {
      return phrases();
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function runsOf(words: readonly Token[]): string[] {
  const runs: string[] = [];
  for (let i = 0; i + phraseLength <= words.length; i += 1) runs.push(words.slice(i, i + phraseLength).map(({ term }) => term).join(' '));
  return runs;
}

function firstPlaces(runs: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, run] of runs.entries()) if (!places.has(run)) places.set(run, place);
  return places;
}

/** Folded, character for character where that can be, so that places in it are places in the text. */
function foldInPlace(text: string): string {
  const folded = fold(text);
  return folded.length === text.length ? folded : text.toLowerCase();
}

const indexOf = (text: string | TextIndex): TextIndex => (typeof text === 'string' ? indexText(text) : text);

/** Numbers and names by the form in which they are compared; the first mention of each. */
function mentionsOf(text: string): Map<string, Mention> {
  const found = new Map<string, Mention>();
  for (const { value, unit, text: written, start, end } of numbersIn(text)) {
    add(found, { kind: 'number', value, text: written, distinctive: isDistinctive(value, unit), start, end });
  }
  for (const name of namesIn(text)) add(found, { ...name, distinctive: isTelling(name) });
  return found;
}

/** A later mention replaces an earlier one only when it is distinctive and the earlier one is not (`30` and then `30 days`). */
function add(found: Map<string, Mention>, mention: Mention): void {
  const known = found.get(mention.value);
  if (!known || (mention.distinctive && !known.distinctive)) found.set(mention.value, mention);
}

/** Small whole numbers recur by chance, and so do years; with a unit, a fraction or three digits they seldom do. */
function isDistinctive(value: string, unit: string | undefined): boolean {
  if (unit !== undefined) return true;
  if (/^(?:19|20)\d\d$/.test(value)) return false;
  return value.length >= 3;
}

/** Names and quotations of small words alone ("it is") recur by chance, and so do short single words. */
const isTelling = ({ kind, value }: NameMention): boolean => kind === 'id' || ((value.includes(' ') || value.length >= 5) && hasTellingWord(value));

function carriedMentions(from: TextIndex, to: TextIndex, known: KnownValues): CarriedValue[] {
  const carried: CarriedValue[] = [];
  for (const mention of from.mentions.values()) {
    const at = placeIn(to, mention);
    if (!at || known.holds(mention)) continue;
    const { kind, text, value, distinctive, start, end } = mention;
    carried.push({ kind, text, value, match: text === to.text.slice(...at) ? 'exact' : 'normalised', distinctive, range: [start, end], at });
  }
  return carried;
}

/**
 * Where a text holds a value. Numbers meet in their one spelling; names also where the text writes them without capitals or quotation marks, as whole
 * words; phrases where the text has their first five terms.
 *
 * @example placeIn(indexText('at a party'), { kind: 'name', value: 'art' }) // undefined
 */
export function placeIn(text: TextIndex, { kind, value }: Pick<Mention, 'kind' | 'value'>): [number, number] | undefined {
  if (kind === 'phrase') return phrasePlace(text, value);
  const there = text.mentions.get(value);
  if (there) return [there.start, there.end];
  return kind === 'number' ? undefined : wordPlace(text.folded, value);
}

function phrasePlace(text: TextIndex, value: string): [number, number] | undefined {
  const first = text.phrases.get(phraseRun(value));
  return first === undefined ? undefined : span(text.tokens, first, phraseLength);
}

/** The run of terms by which a carried phrase is looked up in `TextIndex.phrases`: its first five. */
export const phraseRun = (value: string): string => value.split(' ').slice(0, phraseLength).join(' ');

function wordPlace(text: string, value: string): [number, number] | undefined {
  for (let i = text.indexOf(value); i >= 0; i = text.indexOf(value, i + 1)) if (standsAlone(text, value, i)) return [i, i + value.length];
  return undefined;
}

/** The longest runs of terms that both texts share and that are not known, each once. */
function carriedPhrases(from: TextIndex, to: TextIndex, known: KnownValues): CarriedValue[] {
  const carried: CarriedValue[] = [];
  for (let i = 0; i < from.runs.length; i += 1) {
    const run = from.runs[i] ?? '';
    const there = to.phrases.get(run);
    if (there === undefined || known.holdsPhrase(run)) continue;
    const length = sharedLength(from.tokens, i, to.tokens, there);
    carried.push(phrase(from, i, to, there, length));
    i += length - 1;
  }
  return carried;
}

function sharedLength(a: readonly Token[], i: number, b: readonly Token[], j: number): number {
  let length = phraseLength;
  while (a[i + length] !== undefined && a[i + length]?.term === b[j + length]?.term) length += 1;
  return length;
}

function phrase(from: TextIndex, i: number, to: TextIndex, j: number, length: number): CarriedValue {
  const range = span(from.tokens, i, length);
  const at = span(to.tokens, j, length);
  const text = from.text.slice(...range);
  const value = from.tokens.slice(i, i + length).map(({ term }) => term).join(' ');
  return { kind: 'phrase', text, value, match: text === to.text.slice(...at) ? 'exact' : 'normalised', distinctive: true, range, at };
}

function span(words: readonly Token[], first: number, length: number): [number, number] {
  return [words[first]?.start ?? 0, words[first + length - 1]?.end ?? 0];
}
