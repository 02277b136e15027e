import type { OperatorDefinition } from '../../src/plugin.js';
import { anyType } from './types.js';

export const presence: OperatorDefinition[] = [
  {
    name: 'exists',
    title: 'can be had (true) or is missing (false)',
    actual: anyType,
    expected: ['boolean'],
    test: (_actual, expected) => expected === true,
    missing: (expected) => expected === false,
  },
];
