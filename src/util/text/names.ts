import { fold } from './fold.js';
import { isStopWord } from './stop-words.js';

/** A name, an id or a quotation as it stands in a text. */
export interface NameMention {
  /** In the form in which names are compared: folded, single spaces. */
  value: string;
  kind: 'name' | 'id' | 'quoted';
  text: string;
  start: number;
  end: number;
}

const capitalised = /\p{Lu}[\p{L}\p{M}\p{N}'’]*(?:[ -](?:(?:of|the|de|van|von|der|da|del|la) )?\p{Lu}[\p{L}\p{M}\p{N}'’]*){0,7}/gu;
const id = /[\p{L}\p{N}]+(?:[-_@./:#][\p{L}\p{N}]+)*/gu;
const quoted = /"([^"\n]{2,80})"|“([^”\n]{2,80})”|«([^»\n]{2,80})»|「([^」\n]{2,80})」|`([^`\n]{2,80})`/gu;

/**
 * Names, ids and quotations of a text: sequences of capitalised words, words that mix letters and digits, long digit strings, what stands in
 * quotation marks. A single capitalised word at the start of a sentence is no name by that alone.
 *
 * @example namesIn('Ask Emily Midkiff about ORD-48213.').map((name) => name.value) // ['ord-48213', 'emily midkiff']
 */
export function namesIn(text: string): NameMention[] {
  const ids = idsIn(text);
  const inIds = new Set(ids.map(({ start }) => start));
  return [...ids, ...properNames(text).filter(({ start }) => !inIds.has(start)), ...quotations(text)];
}

function idsIn(text: string): NameMention[] {
  return [...text.matchAll(id)].flatMap(({ 0: written, index }) => (isId(written) ? [mention('id', written, index)] : []));
}

/** Letters with digits, or at least six digits; not a number with its unit (`30-day`, `150km`) and not a date. */
function isId(written: string): boolean {
  if (written.length < 4 || written.length > 200) return false;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(written)) return true;
  if (!/\p{Nd}/u.test(written)) return false;
  if (/^\p{Nd}+$/u.test(written)) return written.length >= 6;
  if (/^[\p{Nd}.:/-]+$/u.test(written)) return false;
  return /\p{L}/u.test(written) && !/^\p{Nd}+(?:-?\p{Ll}{2,}|[KMGT][Bb])$/u.test(written);
}

function properNames(text: string): NameMention[] {
  const whole = [...text.matchAll(capitalised)].filter(({ 0: written, index }) => !endsInWord(text, index + written.length));
  return whole.flatMap(({ 0: matched, index }) => {
    const { written, start } = trimmed(matched, index);
    if (!hasTellingWord(fold(written)) || (!written.includes(' ') && startsSentence(text, start))) return [];
    return [mention('name', written, start)];
  });
}

/** `the C` of `the C-suite` and `New York` of `New York-based` are no names of their own. */
const endsInWord = (text: string, end: number): boolean => /^-[\p{L}\p{N}]/u.test(text.slice(end, end + 3));

/**
 * A folded text holds a word of at least three letters that means something by itself.
 *
 * @example hasTellingWord('the c') // false
 */
export function hasTellingWord(folded: string): boolean {
  return (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).some((word) => /^\P{L}*(?:\p{L}\P{L}*){3}/u.test(word) && !isStopWord(word));
}

/** Words that often start a sentence before a name. */
const openers: ReadonlySet<string> = new Set(
  `according after although ask based call check contact dear find finally first given great however mr mrs ms next note please regarding see since sure tell thank
   therefore use using visit`.split(/\s+/u),
);

/** Without first words that are capitalised only because they start a sentence, and the small words behind them: `Ask Emily Midkiff`, `Find the Emir`. */
function trimmed(matched: string, index: number): { written: string; start: number } {
  let written = matched;
  for (let space = written.indexOf(' '); space > 0 && saysNothing(written.slice(0, space)); space = written.indexOf(' ')) written = written.slice(space + 1);
  return { written: withoutPossessive(written), start: index + matched.length - written.length };
}

function saysNothing(word: string): boolean {
  const folded = fold(word);
  return isStopWord(folded) || openers.has(folded);
}

const withoutPossessive = (written: string): string => written.replace(/['’]s?$/u, '');

function startsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:;\n*#>)|"“-])\s{0,8}$/u.test(text.slice(Math.max(0, start - 10), start));
}

function quotations(text: string): NameMention[] {
  return [...text.matchAll(quoted)].flatMap((match) => {
    const inner = match.slice(1).find((group) => group !== undefined) ?? '';
    return /[\p{L}\p{N}]/u.test(inner) ? [mention('quoted', inner, match.index + 1)] : [];
  });
}

function mention(kind: NameMention['kind'], text: string, start: number): NameMention {
  return { value: fold(text).replace(/\s+/gu, ' ').trim(), kind, text, start, end: start + text.length };
}
