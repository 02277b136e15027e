import { describe, expect, it } from 'vitest';
import { carriedValues, indexText, placeIn } from '../../src/facts/provenance.js';

describe('carriedValues', () => {
  const seen = (from: string, to: string, known = ''): string[] => carriedValues(from, to, known).map(({ kind, value, match, distinctive }) => `${kind} ${value} ${match}${distinctive ? '' : ' weak'}`);

  it.each([
    ['a number in another spelling', 'It sold for $950,000.', 'so 950000 it is', '', ['number 950000 normalised']],
    ['a number in the same spelling', 'It has 4,965 people', 'With 4,965 people', '', ['number 4965 exact']],
    ['nothing that the user gave', 'You paid 4,965 euros', 'As for the 4965', 'I paid 4965 euros', []],
    ['small numbers and years as weak', 'There are 17 of 2019', 'I count 17 in 2019', '', ['number 17 exact weak', 'number 2019 exact weak']],
    ['a small number with a unit as distinctive', 'within 30 days', 'you have 30 days', '', ['number 30 exact']],
    ['a name without its capitals', 'It is by Emily Midkiff', 'the article of emily midkiff', '', ['name emily midkiff normalised']],
    ['no name that was known without capitals', 'See the Refund Policy there', 'See the Refund Policy here', 'what is the refund policy', []],
    ['no name that is only part of a word', 'near Anna', 'the annals', '', []],
    ['a quotation of small words as weak', 'he says "it is" there', 'so it is', '', ['quoted it is exact weak']],
    ['a quotation', 'the word is "clichéd"', 'it is clichéd.', '', ['quoted clichéd exact']],
    ['an id', 'order ORD-48213 was sent', 'I looked at ord-48213', '', ['id ord-48213 normalised']],
    ['a run of five content words', 'refunds arrive within ten working days always', 'She said refund arriving within ten working day, always', '', ['phrase refund arriv within ten work dai alwai normalised']],
    ['no run that was known', 'refunds arrive ten working days always', 'refunds arrive ten working days always', 'refunds arrive ten working days always', []],
    ['nothing between texts that share nothing', 'one thing', 'another matter', '', []],
  ])('finds %s', (_, from, to, known, expected) => {
    expect(seen(from, to, known)).toEqual(expected);
  });

  it('says where both texts hold the value', () => {
    const from = 'İt sold for $950,000 on “Komo Mai Drive”.';
    const to = 'Komo Mai Drive: 950000';
    for (const { range, at, text, kind } of carriedValues(from, to, '')) {
      expect(from.slice(...range)).toBe(text);
      expect(to.slice(...at).replace(/\D/gu, '')).toBe(kind === 'number' ? '950000' : '');
    }
    expect(carriedValues(from, to, '')).toHaveLength(2);
  });

  it('gives the longest run once and goes on behind it', () => {
    const run = 'alpha beta gamma delta epsilon zeta eta';
    const carried = carriedValues(`${run} break ${run}`, `so ${run}`, '');
    expect(carried.map(({ value }) => value.split(' ').length)).toEqual([7, 7]);
  });

  it('takes texts that were read before', () => {
    const from = indexText('order 48213');
    expect(carriedValues(from, indexText('48213!'), indexText(''))).toEqual(carriedValues('order 48213', '48213!', ''));
  });

  it('keeps to its bounds on long and repetitive texts', () => {
    const long = 'ab 1 '.repeat(100_000);
    expect(carriedValues(long, long, '').length).toBeGreaterThan(0);
  }, 10_000);
});

describe('placeIn', () => {
  it.each([
    ['a name as a whole word', 'the Art of it', { kind: 'name', value: 'art' }, [4, 7]],
    ['no name inside of a longer word', 'at a party', { kind: 'name', value: 'art' }, undefined],
    ['a number in another spelling', 'for 1,240.50', { kind: 'number', value: '1240.5' }, [4, 12]],
    ['no number inside of a longer one', 'for 12405', { kind: 'number', value: '1240' }, undefined],
    ['a phrase by its first five terms', 'the alpha beta gamma delta epsilon', { kind: 'phrase', value: 'alpha beta gamma delta epsilon zeta' }, [4, 34]],
  ] as const)('finds %s', (_, text, value, expected) => {
    expect(placeIn(indexText(text), value)).toEqual(expected);
  });
});
