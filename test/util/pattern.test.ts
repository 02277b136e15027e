import { describe, expect, it } from 'vitest';
import { pattern } from '../../src/util/pattern.js';

describe('patterns', () => {
  it('match anywhere, and stay right however many are used', () => {
    for (let i = 0; i < 1200; i += 1) expect(pattern(`n${i}$`).test(`an${i}`)).toBe(true);
    expect(pattern('n1$').test('n12')).toBe(false);
  });

  it('refuse look-around', () => {
    expect(() => pattern('(?=a)')).toThrow();
  });
});
