import { describe, expect, it } from 'vitest';
import tokens from '../../../../plugins/facts/tokens/index.js';
import { createCorpusBuilder } from '../../../../src/facts/corpus.js';
import { createFactContext, createFactRegistry } from '../../../../src/facts/index.js';
import { session as build } from '../../../engine/helpers.js';

/** Growth and usual growth of each turn, of which each makes one call with so many input tokens. */
function jumps(inputs: readonly number[]): [number, number][] {
  const session = build({ turns: inputs.map((input) => ({ input: 'q', output: 'a', calls: [{ kind: 'llm', name: 'chat', usage: { input, output: 1 } }] })) });
  const facts = createFactContext(createFactRegistry([tokens]), createCorpusBuilder().build(), { strict: true });
  return session.turns.flatMap((turn) => {
    const measured = facts.fact<{ growth: number; usualGrowth: number }>('tokens.jump', {}, { scope: 'turn', session, turn });
    return 'value' in measured ? [[measured.value.growth, measured.value.usualGrowth]] : [];
  });
}

describe('tokens.jump', () => {
  it.each([
    ['has no growth in the first call', [100], [[0, 0]]],
    ['has nothing to compare a single growth with', [100, 300], [[0, 0], [200, 0]]],
    ['compares with the median of the other growths', [100, 110, 130, 1130, 1170], [[0, 0], [10, 40], [20, 40], [1000, 20], [40, 20]]],
    ['takes the mean of two middle growths', [100, 110, 140, 1140], [[0, 0], [10, 515], [30, 505], [1000, 20]]],
    ['counts a fall as no growth', [100, 50, 60, 70], [[0, 0], [-50, 10], [10, 5], [10, 5]]],
    ['leaves out one of equal growths only', [0, 10, 20, 30], [[0, 0], [10, 10], [10, 10], [10, 10]]],
  ])('%s', (_, inputs, expected) => {
    expect(jumps(inputs)).toEqual(expected);
  });
});
