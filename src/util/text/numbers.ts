import { numberForm } from './number-form.js';

/** A number as it stands in a text. */
export interface NumberMention {
  /** In one spelling, as text, so that no digit of a long number is lost. */
  value: string;
  /** Sign of a currency, per cent, or the word of a unit that follows: `$`, `%`, `days`. */
  unit?: string;
  /** As written, without the unit. */
  text: string;
  start: number;
  end: number;
}

/** A number that is no part of a word; what stands before and after is looked at apart. */
const number = /\p{Nd}+(?:[.,]\p{Nd}+)*/gu;
const currencyBefore = /(?<!\p{Nd} ?)(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|JPY)) ?$/u;
const unitAfter = /^\s?(?:([%°$€£¥₹])|-?(percent|per cent|million|billion|thousand|hundred|days?|hours?|minutes?|seconds?|weeks?|months?|years?|km|kg|miles?|meters?|metres?|tokens?|euros?|dollars?|pounds?|cents?|yen|usd|eur|gbp|mb|gb|ms)\b)/iu;

/**
 * The numbers of a text. Numbers inside of words (`v2`, `AB12`) and markers of lists (`1.` at the start of a line) are left out.
 *
 * @example numbersIn('Pay $1,240.50 within 30 days') // values '1240.5' ($) and '30' (days)
 */
export function numbersIn(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(number)) {
    const start = match.index;
    const end = start + match[0].length;
    if (isInWord(text, start, end) || isListMarker(text, start, end)) continue;
    found.push({ value: numberForm(match[0]), unit: unitOf(text, start, end), text: match[0], start, end });
  }
  return found;
}

/** Ordinals and short units may follow without a space; text without spaces may stand on both sides. */
const suffix = /^(?:st|nd|rd|th|ms|kg|km|gb|mb|k|m|s|h|x|a|p)(?![\p{L}_])|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/iu;

/** Part of a word (`v2`), or of an id (`ORD-48213`, `48213-X`). */
function isInWord(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 3);
  if (/(?:[_\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]|\p{L}-)$/u.test(before) || /^-\p{Lu}/u.test(after)) return true;
  return /^[\p{L}_]/u.test(after) && !suffix.test(after);
}

function isListMarker(text: string, start: number, end: number): boolean {
  if (end - start > 2 || !/^[.)]\s/.test(text.slice(end, end + 2))) return false;
  return /(?:^|\n)[ \t>*#-]{0,12}$/.test(text.slice(Math.max(0, start - 13), start));
}

function unitOf(text: string, start: number, end: number): string | undefined {
  const before = currencyBefore.exec(text.slice(Math.max(0, start - 5), start));
  if (before) return before[0].trim();
  const after = unitAfter.exec(text.slice(end, end + 14));
  return after ? (after[1] ?? after[2])?.toLowerCase() : undefined;
}
