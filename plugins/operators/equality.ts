import type { OperatorDefinition } from '../../src/plugin.js';
import { neverEqual, same, scalar } from './types.js';

export const equality: OperatorDefinition[] = [
  { name: 'equals', title: 'is the same as', actual: scalar, expected: scalar, test: same, check: neverEqual },
  { name: 'notEquals', title: 'differs from', actual: scalar, expected: scalar, test: (actual, expected) => !same(actual, expected), check: neverEqual },
];
