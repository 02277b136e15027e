import { describe, expect, it } from 'vitest';
import { createCorpusBuilder } from '../../src/facts/corpus.js';

function corpusOf(texts: readonly string[]) {
  const builder = createCorpusBuilder();
  for (const text of texts) builder.add(text.split(' '));
  return builder.build();
}

describe('word statistics', () => {
  const texts = Array.from({ length: 100 }, (_, i) => `the text ${i % 10 === 0 ? 'refund refund refund' : 'other'}`);

  it('rate rare words above common ones, and unknown words highest', () => {
    const { idf } = corpusOf(texts);
    expect(idf('the')).toBeGreaterThan(0);
    expect(idf('other')).toBeGreaterThan(idf('the'));
    expect(idf('refund')).toBeGreaterThan(idf('other'));
    expect(idf('unheard')).toBeGreaterThan(idf('refund'));
  });

  it('count a word once per text', () => {
    expect(corpusOf(texts).idf('refund')).toBeCloseTo(Math.log(1 + 90.5 / 10.5), 10);
    expect(corpusOf(texts).size).toBe(100);
  });

  it('are flat without texts, and lean towards flat with few', () => {
    expect(corpusOf([]).idf('any')).toBe(1);
    const spread = (count: number): number => corpusOf(texts.slice(0, count)).idf('unheard') - corpusOf(texts.slice(0, count)).idf('the');
    expect(spread(5)).toBeGreaterThan(0);
    expect(spread(5)).toBeLessThan(spread(25));
    expect(spread(25)).toBeLessThan(spread(50));
  });

  it('are not changed by texts that are added after they were built', () => {
    const builder = createCorpusBuilder();
    builder.add(['a']);
    const corpus = builder.build();
    const before = corpus.idf('a');
    builder.add(['b']);
    expect([corpus.size, corpus.idf('a')]).toEqual([1, before]);
  });
});
