import { describe, expect, it } from 'vitest';
import { deeperThan } from '../../src/util/depth.js';

describe('depth', () => {
  const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);
  it.each([
    [nested(3), 3, false],
    [nested(4), 3, true],
    [nested(200_000), 64, true],
    ['text', 0, false],
    [{ a: 1, b: [[]] }, 2, true],
  ])('%#', (value, limit, expected) => {
    expect(deeperThan(value, limit)).toBe(expected);
  });
});
