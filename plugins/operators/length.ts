import type { JsonValue, OperatorDefinition } from '../../src/plugin.js';

/** Number of items of a list, or of characters (code points) of a text. */
function size(value: JsonValue): number {
  if (Array.isArray(value)) return value.length;
  let characters = 0;
  for (const character of String(value)) characters += character === '' ? 0 : 1;
  return characters;
}

function check(expected: JsonValue): string | undefined {
  return typeof expected === 'number' && Number.isInteger(expected) && expected >= 0 ? undefined : 'write a whole number, 0 or more';
}

export const length: OperatorDefinition[] = [
  {
    name: 'lengthAtLeast',
    title: 'has a length of at least',
    actual: ['string', 'array'],
    expected: ['number'],
    test: (actual, expected) => size(actual) >= Number(expected),
    check,
  },
  {
    name: 'lengthAtMost',
    title: 'has a length of at most',
    actual: ['string', 'array'],
    expected: ['number'],
    test: (actual, expected) => size(actual) <= Number(expected),
    check,
  },
];
