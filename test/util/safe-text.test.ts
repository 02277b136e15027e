import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, headline, oneLine, padLeft, padRight, safeText, truncate, wrap } from '../../src/util/safe-text.js';

describe('safeText', () => {
  it.each([
    ['leaves plain text alone', 'a b\nc', 'a b\nc'],
    ['shows an escape sequence instead of obeying it', '\u001b[31mred\u001b[0m', '\uFFFD[31mred\uFFFD[0m'],
    ['stops a title change', '\u001b]0;owned\u0007', '\uFFFD]0;owned\uFFFD'],
    ['stops the one-byte form of an escape sequence', '\u009b31m', '\uFFFD31m'],
    ['stops a backspace and a bell', 'a\b\u0007', 'a\uFFFD\uFFFD'],
    ['makes a carriage return a line end, so that nothing is written over', 'safe\rforged', 'safe\nforged'],
    ['makes every kind of line end one line feed', 'a\r\nb\u2028c\u0085d', 'a\nb\nc\nd'],
    ['stops bidirectional overrides and isolates', 'a\u202Eb\u2066c\u200Fd', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['shows that invisible tag characters are there', 'a\u{E0041}', 'a\uFFFD'],
    ['replaces lone surrogates', 'a\uD800b', 'a\uFFFDb'],
    ['replaces tabs by spaces', 'a\tb', 'a  b'],
    ['keeps joined emoji and accents', '👩‍🔬 é', '👩‍🔬 é'],
    ['cuts marks that climb over other lines', `a${'\u0301'.repeat(50)}`, `a${'\u0301'.repeat(6)}\uFFFD`],
  ])('%s', (_, given, wanted) => {
    expect(safeText(given)).toBe(wanted);
  });

  it('lets no control character through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        expect(safeText(given)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
    );
  });
});

describe('displayWidth', () => {
  it.each([
    ['plain letters', 'abc', 3],
    ['Han', '漢字', 4],
    ['Hangul', '한글', 4],
    ['full-width letters', 'ＡＢ', 4],
    ['an emoji of several code points', '👩‍🔬', 2],
    ['a flag', '🇫🇷', 2],
    ['a letter with a combining accent', 'e\u0301', 1],
    ['nothing', '', 0],
  ])('counts the columns of %s', (_, given, wanted) => {
    expect(displayWidth(given)).toBe(wanted);
  });
});

describe('truncate', () => {
  it.each([
    ['leaves what fits', 'abc', 3, 'abc'],
    ['shows that something was cut', 'abcdef', 4, 'abc…'],
    ['never shows half a wide character', '漢字漢字', 4, '漢…'],
    ['gives nothing for no room', 'abc', 0, ''],
  ])('%s', (_, given, width, wanted) => {
    expect(truncate(given, width)).toBe(wanted);
  });
});

describe('wrap', () => {
  it.each([
    ['breaks at spaces', 'one two three', 8, ['one two', 'three']],
    ['keeps line ends and empty lines', 'a\n\nb', 8, ['a', '', 'b']],
    ['breaks a word that is longer than the line', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['breaks between wide characters', '漢字漢字漢', 5, ['漢字', '漢字', '漢']],
    ['keeps the indentation of code', '  if x:\n    y', 20, ['  if x:', '    y']],
    ['gives one empty line for nothing', '', 10, ['']],
    ['comes to an end where nothing fits', '漢字', 1, ['漢', '字']],
  ])('%s', (_, given, width, wanted) => {
    expect(wrap(given, width)).toEqual(wanted);
  });

  it('loses no visible character and exceeds no line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 30 }), (given, width) => {
        const safe = safeText(given);
        const lines = wrap(safe, width);
        expect(lines.join('').replace(/\s/g, '')).toBe(safe.replace(/\s/g, ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('wraps a line of a megabyte in reasonable time', () => {
    const begin = performance.now();
    expect(wrap('漢字 word '.repeat(100_000), 80).length).toBeGreaterThan(10_000);
    expect(performance.now() - begin).toBeLessThan(15_000);
  });
});

describe('padding, oneLine and headline', () => {
  it('pads by columns, not by characters', () => {
    expect([padRight('漢', 4), padLeft('漢', 4)]).toEqual(['漢  ', '  漢']);
  });
  it('puts everything on one line', () => {
    expect(oneLine(' a\n\n b\u001b[2J\t c ')).toBe('a b\uFFFD[2J c');
  });
  it('says that a long text goes on, even where the part shown has few words', () => {
    expect(headline(`word${' '.repeat(10_000)}end`, 20)).toBe('word…');
  });
});
