import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexText, placeIn, placesOf } from '../../src/facts/provenance.js';

describe('placesOf', () => {
  it.each([
    ['a name also without its capitals', ['Ask Emily Midkiff.', 'nobody', 'it was emily midkiff'], 'emily midkiff', [0, 2]],
    ['no part of a word', ['near Fabrik Nord', 'in fabrik nordost'], 'fabrik nord', [0]],
    ['an id with its signs', ['see ORD-48213', 'ord 48213', 'for ord-48213.'], 'ord-48213', [0, 2]],
    ['a number in any spelling', ['It is 1,240.50', 'or 1240.5', 'or 240'], '1240.5', [0, 1]],
    ['a quotation that starts with a sign', ['call `/api/v`', 'I used /api/v twice'], '/api/v', [0, 1]],
  ])('finds %s', (_, texts, value, expected) => {
    const read = texts.map(indexText);
    expect(placesOf(read.flatMap(({ mentions }) => [...mentions.values()]), read).get(value)).toEqual(expected);
  });

  it('finds what placeIn finds in each text, whatever the texts are', () => {
    const word = fc.constantFrom('Ab', 'ab', 'Bee', 'bee', 'Cold', 'cold', '12', '7.5', 'x9-y', 'X9-Y', '"a bee"', '"-cold"', '.', '-', 'beehive');
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')), { maxLength: 5 }), (texts) => {
        const read = texts.map(indexText);
        const values = read.flatMap(({ mentions }) => [...mentions.values()]);
        const places = placesOf(values, read);
        for (const value of values) expect(places.get(value.value)).toEqual(read.flatMap((text, place) => (holds(text, values, value.value) ? [place] : [])));
      }),
    );
  });
});

/** A value that one text holds as a number and another as an id is looked for as both. */
function holds(text: ReturnType<typeof indexText>, values: readonly Parameters<typeof placeIn>[1][], value: string): boolean {
  return values.some((mention) => mention.value === value && placeIn(text, mention) !== undefined);
}
