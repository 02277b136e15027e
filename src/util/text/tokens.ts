import { fold } from './fold.js';
import { numberForm } from './number-form.js';
import { characterPairs, scriptRuns } from './script.js';
import { stem } from './stem.js';
import { isStopWord } from './stop-words.js';

/** A word of a text in the form in which words are compared, and where it stands. */
export interface Token {
  term: string;
  /** Folded, but not stemmed. */
  word: string;
  start: number;
  end: number;
}

/** Each alternative runs on without looking back, so that the time is linear in the text. */
const word = /\p{Nd}+(?:[.,]\p{Nd}+)+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?/gu;

/** Words that need no look at their script. */
const latin = /^[\u0000-\u024f'’]+$/;

/**
 * The words of a text in order, without stop words: folded, stemmed where English, numbers in one spelling, character pairs for scripts without
 * spaces.
 *
 * @example tokens('The refunds')[0] // { term: 'refund', word: 'refunds', start: 4, end: 11 }
 */
export function tokens(text: string): Token[] {
  return allTokens(text).filter((token) => !isStopWord(token.word));
}

/** As {@link tokens}, with stop words. */
export function allTokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(word)) {
    if (/^\p{Nd}/u.test(match[0]) && /^[\p{Nd}.,]+$/u.test(match[0])) found.push(token(numberForm(match[0]), match.index, match[0].length));
    else if (latin.test(match[0])) found.push(wordToken(match[0], match.index));
    else for (const run of scriptRuns(match[0])) for (const part of runTokens(run, match.index)) found.push(part);
  }
  return found;
}

function runTokens({ text, start, spaced }: { text: string; start: number; spaced: boolean }, offset: number): Token[] {
  if (spaced) return [wordToken(text, offset + start)];
  return characterPairs(text).map((pair) => ({ term: fold(pair.text), word: pair.text, start: offset + start + pair.start, end: offset + start + pair.end }));
}

function wordToken(text: string, start: number): Token {
  const folded = fold(text);
  return token(folded.endsWith("'s") ? folded.slice(0, -2) : folded, start, text.length);
}

function token(folded: string, start: number, length: number): Token {
  return { term: stem(folded), word: folded, start, end: start + length };
}

/**
 * The normalised content words of a text, in order and with repeats.
 *
 * @example terms('What is our refund policy?') // ['refund', 'polici']
 */
export const terms = (text: string): string[] => tokens(text).map(({ term }) => term);
