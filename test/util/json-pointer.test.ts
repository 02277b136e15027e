import { describe, expect, it } from 'vitest';
import { atPointer, pointerKeys, toPointer } from '../../src/util/json-pointer.js';

describe('JSON Pointers', () => {
  const value = { a: [{ 'b/c': 1, '~': 2 }], __proto__x: 0 };
  it.each([
    ['', value],
    ['/a/0/b~1c', 1],
    ['/a/0/~0', 2],
    ['/a/1', undefined],
    ['/a/-1', undefined],
    ['/a/00', undefined],
    ['/a/length', undefined],
    ['/constructor', undefined],
    ['/__proto__', undefined],
    ['a', undefined],
  ])('%j', (pointer, expected) => {
    expect(atPointer(value, pointer)).toEqual(expected);
  });

  it('are read as they are written', () => {
    for (const keys of [[], ['a', '0'], ['b/c', '~1', '']]) expect(pointerKeys(toPointer(keys))).toEqual(keys);
  });
});
