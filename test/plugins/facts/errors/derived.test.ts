import { describe, expect, it } from 'vitest';
import { isDerived } from '../../../../plugins/facts/errors/derived.js';
import { numbersIn } from '../../../../src/util/text/index.js';

describe('a number that is worked out from others of its turn', () => {
  const derived = (number: string, said: string, source = ''): boolean => {
    const [mention] = numbersIn(number);
    return mention !== undefined && isDerived(mention, { said: numbersIn(said), sources: numbersIn(source) });
  };

  it.each([
    ['a rate times the days that were asked for', '270 euros', 'What is that for 6 days?', 'It is 45 euros a day.', true],
    ['a product that the answer writes out', '270 euros', '6 × 45 = 270 euros', '', true],
    ['a sum of two amounts', '75 euros', '', 'Breakfast 20 euros, dinner 55 euros', true],
    ['a difference of two amounts', '35 euros', '', 'Breakfast 20 euros, dinner 55 euros', true],
    ['an amount shared among a few', '25 euros', 'for the 4 of us', 'It is 100 euros.', true],
    ['an amount divided by a number that nobody said', '25 euros', 'for all of us', 'It is 100 euros. Open 4 days.', false],
    ['an amount divided by a large number', '4 euros', 'for 25 people', 'It is 100 euros.', false],
    ['a sum of different units', '75 euros', '', 'Within 20 days you pay 55 euros', false],
    ['a sum of an amount and a plain number of a source', '75 euros', '', 'See page 20: 55 euros', false],
    ['the number itself and nothing', '75 euros', 'So 75 euros and 0 euros', '', false],
    ['a number among many that have nothing to do with it', '77 euros', '', Array.from({ length: 60 }, (_, i) => `page ${3 * i}`).join(', '), false],
  ])('%s', (_, number, said, source, expected) => {
    expect(derived(number, said, source)).toBe(expected);
  });
});
