import type { OperatorDefinition } from '../../src/plugin.js';

/** Numbers only: a number written as text is an error, never a comparison that is silently false. */
function compare(name: string, title: string, holds: (a: number, b: number) => boolean): OperatorDefinition {
  return { name, title, actual: ['number'], expected: ['number'], test: (actual, expected) => holds(finite(actual), finite(expected)) };
}

function finite(value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`${String(value)} is not a number`);
  return value;
}

export const order: OperatorDefinition[] = [
  compare('atLeast', 'is at least', (a, b) => a >= b),
  compare('atMost', 'is at most', (a, b) => a <= b),
  compare('moreThan', 'is more than', (a, b) => a > b),
  compare('lessThan', 'is less than', (a, b) => a < b),
];
