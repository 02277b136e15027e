import type { JsonValue } from '../model/index.js';

/** JSON types that an operator accepts, for lint. */
export type OperandType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** A strict comparison of a fact's value with the value written in a rule. */
export interface OperatorDefinition {
  /** Name as written in rules: `atLeast`. */
  name: string;
  title: string;
  /** Types the fact's value may have; anything else is a mistake in the rule. */
  actual: readonly OperandType[];
  /** Types the rule's value may have. */
  expected: readonly OperandType[];
  /** Compares. May throw when the two do not fit together: the rule then fails instead of passing in silence. */
  test(actual: JsonValue, expected: JsonValue): boolean;
  /** What the comparison says of a fact that is missing. Absent: it cannot say, and the condition stays undecided. */
  missing?(expected: JsonValue): boolean;
  /** A closer look at the rule's value when the rule is loaded, given the types the fact may have. Returns what is wrong with it. */
  check?(expected: JsonValue, actual: readonly OperandType[]): string | undefined;
}

/** A set of operators. */
export interface OperatorPlugin {
  apiVersion: 1;
  id: string;
  operators: readonly OperatorDefinition[];
}
