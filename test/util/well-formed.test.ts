import { describe, expect, it } from 'vitest';
import { excerpt } from '../../src/facts/evidence.js';
import { groupBy } from '../../src/util/group-by.js';
import { boundary, wellFormed } from '../../src/util/well-formed.js';

describe('well-formed text', () => {
  it.each([
    ['keeps whole pairs', 'a😀b', 'a😀b'],
    ['replaces a first half that stands alone', 'a\ud83d', 'a\ufffd'],
    ['replaces a second half that stands alone', '\ude00b', '\ufffdb'],
    ['replaces halves in the wrong order', '\ude00\ud83d', '\ufffd\ufffd'],
  ])('%s', (_, text, expected) => {
    expect(wellFormed(text)).toBe(expected);
  });

  it.each([[0, 0], [1, 1], [2, 1], [3, 3], [4, 4]])('is cut at %i of "a😀b" at %i', (at, expected) => {
    expect(boundary('a😀b', at)).toBe(expected);
  });
});

describe('excerpts', () => {
  const odd = `x${'😀'.repeat(400)}`;
  it.each([
    ['at the end of the cut', '😀'.repeat(400), undefined],
    ['at an odd end of the cut', odd, undefined],
    ['at both ends of the cut', odd, [300, 310]],
    ['near the end of the text', odd, [795, 801]],
    ['where the recorded text is already damaged', `\ud83d${odd}\ude00`, undefined],
  ] as const)('part no character %s', (_, text, range) => {
    const shown = excerpt(text, range);
    expect(shown).toBe(wellFormed(shown));
    expect(shown.replace(/^… | …$/gu, '').replaceAll('😀', '').length).toBeLessThan(4);
  });
});

describe('groups', () => {
  it('keep the order of keys and items', () => {
    expect([...groupBy(['pear', 'fig', 'plum'], (word) => word[0])]).toEqual([['p', ['pear', 'plum']], ['f', ['fig']]]);
  });
});
