import { describe, expect, it } from 'vitest';
import { indexText } from '../../../src/facts/provenance.js';
import * as text from '../../../src/util/text/index.js';

const size = 1_000_000;
const many = (unit: string): string => unit.repeat(Math.ceil(size / unit.length));

const hostile: [name: string, text: string][] = [
  ['zeros after a point', `0.${many('0')}1`],
  ['nines', many('9')],
  ['digits and dots', many('1.')],
  ['digits and commas', many('1,')],
  ['groups of three digits', `1${many('.111')}.11`],
  ['quotation marks', many('"')],
  ['quotations that are never closed', many('«a')],
  ['capitals', many('A')],
  ['capitalised words', many('Ab ')],
  ['capitals joined by hyphens', many('A-')],
  ['letters and digits joined by hyphens', many('a1-')],
  ['spaces after a full stop', `. ${many(' ')}x`],
  ['apostrophes', `A${many("'")}b`],
  ['backticks', many('`')],
  ['halves of surrogate pairs', many('\ud800')],
  ['combining marks', `A${many('\u0301')}`],
  ['marks that nothing carries', many('\u0e31')],
  ['characters without spaces', many('返')],
  ['emoji', many('😀')],
  ['parts of addresses of mail', many('a@b.c@')],
];

const readers: Record<keyof typeof text, (hostileText: string) => unknown> = {
  allTokens: text.allTokens,
  bigrams: (given) => text.bigrams(given.split(' ')),
  characterPairs: text.characterPairs,
  coverage: (given) => text.coverage(given.split(' '), new Set(), () => 1),
  fold: text.fold,
  hasTellingWord: text.hasTellingWord,
  hasUnspacedScript: text.hasUnspacedScript,
  isStopWord: text.isStopWord,
  namesIn: text.namesIn,
  numberForm: text.numberForm,
  numbersIn: text.numbersIn,
  scriptRuns: text.scriptRuns,
  sentencesIn: text.sentencesIn,
  shingles: (given) => text.shingles(given.split(' '), 3),
  stem: text.stem,
  terms: text.terms,
  tokens: text.tokens,
};

describe.each(hostile)('a megabyte of %s', (_, given) => {
  it.each(Object.entries(readers))('is read by %s in linear time', (_name, read) => {
    expect(() => read(given)).not.toThrow();
  }, 30_000);

  it('is indexed in linear time', () => {
    const index = indexText(given);
    expect(index.mentions.size + index.phrases.size + index.folded.length).toBeGreaterThan(0);
  }, 30_000);
});
