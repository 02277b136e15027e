import { pattern, type JsonValue, type OperatorDefinition } from '../../src/plugin.js';

function check(expected: JsonValue): string | undefined {
  try {
    pattern(String(expected));
    return undefined;
  } catch (error) {
    return `not a pattern: ${error instanceof Error ? error.message : String(error)} (RE2 syntax: no look-around, no back references)`;
  }
}

export const text: OperatorDefinition[] = [
  {
    name: 'matches',
    title: 'matches the pattern (RE2 syntax, anywhere in the text)',
    actual: ['string'],
    expected: ['string'],
    test: (actual, expected) => pattern(String(expected)).test(String(actual)),
    check,
  },
];
