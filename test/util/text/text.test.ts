import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { bigrams, coverage, fold, isStopWord, namesIn, numberForm, numbersIn, scriptRuns, shingles, stem, terms, tokens } from '../../../src/util/text/index.js';

describe('terms', () => {
  it.each([
    ['folds case and drops stop words', 'What is OUR Refund policy?', ['refund', 'polici']],
    ['gives words of one stem the same term', 'refunds refunded refunding', ['refund', 'refund', 'refund']],
    ['takes the possessive off', "the user's order", ['user', 'order']],
    ['drops stop words of other languages', 'Wie ist die Erstattung und où est le remboursement', ['erstattung', 'rembours']],
    ['keeps English words that are stop words elsewhere', 'war hat son', ['war', 'hat', 'son']],
    ['writes numbers in one way', '1,240.50 and 1240.5', ['1240.5', '1240.5']],
    ['folds full-width letters and digits', 'ＡＢＣ １２', ['abc', '12']],
    ['takes pairs of characters where words are not spaced', '返金規定', ['返金', '金規', '規定']],
    ['drops pairs of hiragana in mixed text', '返金です', ['返金', '金で']],
    ['cuts a word where its script changes', 'iPhone入門', ['iphon', '入門']],
    ['keeps letters with accents', 'naïve Straße', ['naïve', 'straße']],
    ['gives nothing for a text without words', ' -- !? ', []],
  ])('%s', (_, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('says where each word stands in the text', () => {
    const text = 'The “Refund-Policy” of 返金規定, 1,5 €';
    for (const { start, end, word } of tokens(text)) expect(fold(text.slice(start, end)).replace(',', '.')).toBe(word);
  });

  it('keeps places inside of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let last = 0;
        for (const { start, end, term } of tokens(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(last === 0 ? 0 : last - 2);
          expect(term).not.toBe('');
          last = end;
        }
      }),
    );
  });

  it('reads hostile texts in linear time', () => {
    for (const text of ['1.1'.repeat(100_000), '9'.repeat(300_000), "a'".repeat(150_000), '返'.repeat(300_000)]) expect(tokens(text).length).toBeGreaterThan(0);
  }, 5_000);
});

describe('stem and stop words', () => {
  it('leaves words of other alphabets as they are', () => {
    expect(['книги', 'straßen', 'ab', 'v2'].map(stem)).toEqual(['книги', 'straßen', 'ab', 'v2']);
  });

  it('does not take the names of Object for stop words', () => {
    expect(['constructor', '__proto__', 'toString'].filter(isStopWord)).toEqual([]);
  });
});

describe('scriptRuns', () => {
  it('puts the runs of a word together to the word', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(scriptRuns(text).map((run) => run.text).join('')).toBe(text);
    }));
  });
});

describe('numberForm', () => {
  it.each([
    ['1,240.50', '1240.5'],
    ['1.240,50', '1240.5'],
    ['1,240', '1240'],
    ['12.345.678', '12345678'],
    ['3,5', '3.5'],
    ['3.0', '3'],
    ['05', '5'],
    ['00123', '00123'],
    ['192.168.0.1', '192.168.0.1'],
    ['9523456873012345678', '9523456873012345678'],
    ['10', '10'],
    ['0.100', '0.1'],
    [`1.${'0'.repeat(60)}`, `1.${'0'.repeat(60)}`],
  ])('writes %s as %s', (written, form) => {
    expect(numberForm(written)).toBe(form);
  });
});

describe('numbersIn', () => {
  it.each([
    ['keeps currency and unit apart', 'Pay $1,240.50 within 30 days or 5%', [['1240.5', '$'], ['30', 'days'], ['5', '%']]],
    ['leaves numbers in words and ids out', 'v2 and AB12 and x_3, ORD-48213, 48213-X', []],
    ['reads a number that a word hangs on', 'a 30-day pass', [['30', 'day']]],
    ['leaves markers of lists out', '1. first\n2) second\n- 3. third', []],
    ['keeps a number that ends a sentence', 'It was 42. Then', [['42', undefined]]],
    ['reads ordinals', 'the 3rd of 12 tries', [['3', undefined], ['12', undefined]]],
    ['does not lend a sign to the next number', '10 € 2024', [['10', '€'], ['2024', undefined]]],
    ['reads numbers before unspaced scripts', '5,000円です', [['5000', undefined]]],
  ])('%s', (_, text, expected) => {
    expect(numbersIn(text).map(({ value, unit }) => [value, unit])).toEqual(expected);
  });

  it('says where each number stands', () => {
    const text = 'from 1,5 to $2,000';
    expect(numbersIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['1,5', '2,000']);
  });
});

describe('namesIn', () => {
  const named = (text: string): string[] => namesIn(text).map(({ kind, value }) => `${kind} ${value}`);

  it.each([
    ['finds capitalised words in a row', 'we met Emily Midkiff there', ['name emily midkiff']],
    ['leaves the verb before a name out', 'Ask Emily Midkiff.', ['name emily midkiff']],
    ['does not take the first word of a sentence for a name', 'Nothing was said. Everything was done.', []],
    ['keeps small words inside of a name', 'at the University of Cambridge', ['name university of cambridge']],
    ['takes the possessive off', "near Fafnir's cave", ['name fafnir']],
    ['finds ids, and does not read their letters as names', 'see ORD-48213 now', ['id ord-48213']],
    ['finds long digit strings and addresses of mail', 'from 9523456873 to x@y.de', ['id 9523456873', 'id x@y.de']],
    ['does not take dates, decimals and measures for ids', 'on 2024-05-01 at 12:30 for 1234.56 with a 30-day pass, 150km', []],
    ['ends no name inside of a hyphenated word', 'Find the C-suite list, or the New York-based one', []],
    ['strips every small word before a name', 'Find the Hague there', ['name hague']],
    ['takes no name that has no word of three letters', 'so he met J. K. and the A B there', []],
    ['finds quotations', 'the word “clichéd” and `get_x`', ['quoted clichéd', 'quoted get_x']],
  ])('%s', (_, text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});

describe('coverage and runs of terms', () => {
  it('weighs each term once by its rarity', () => {
    const idf = (term: string): number => (term === 'refund' ? 3 : 1);
    expect(coverage(['refund', 'policy', 'policy'], new Set(['policy', 'shipping']), idf)).toBeCloseTo(0.25);
    expect(coverage([], new Set(['policy']), idf)).toBeUndefined();
  });

  it('gives runs of neighbours, and none when the list is too short', () => {
    expect(bigrams(['a', 'b', 'c'])).toEqual(['a b', 'b c']);
    expect(shingles(['a', 'b'], 3)).toEqual([]);
  });
});
