import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/util/nearest.js';

describe('the nearest name', () => {
  it.each([
    ['atLeats', ['atMost', 'atLeast'], 'atLeast'],
    ['severty', ['severity', 'title'], 'severity'],
    ['ATLEAST', ['atLeast'], 'atLeast'],
    ['turn.nmber', ['turn.number', 'turn.status'], 'turn.number'],
    ['completely', ['other', 'names'], undefined],
    ['x', [], undefined],
  ])('of %s among %j is %s', (name, names, expected) => {
    expect(nearest(name, names)).toBe(expected);
  });
});
