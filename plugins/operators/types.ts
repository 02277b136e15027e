import { jsonType, type JsonValue, type OperandType } from '../../src/plugin.js';

export const anyType: readonly OperandType[] = ['string', 'number', 'boolean', 'array', 'object', 'null'];
export const scalar: readonly OperandType[] = ['string', 'number', 'boolean', 'null'];

/** Says that a value's type can never equal a fact's, or nothing when it can. */
export function neverEqual(expected: JsonValue, actual: readonly OperandType[]): string | undefined {
  const type = jsonType(expected);
  return actual.includes(type) ? undefined : `${JSON.stringify(expected)} is a ${type}, the fact gives ${actual.join(' or ')}`;
}

/** Whether two values of one JSON type are the same. `null` differs from everything; two other types cannot be compared. */
export function same(actual: JsonValue, expected: JsonValue): boolean {
  if (actual === null || expected === null) return actual === expected;
  if (jsonType(actual) !== jsonType(expected)) throw new TypeError(`a ${jsonType(actual)} cannot be compared with the ${jsonType(expected)} ${JSON.stringify(expected)}`);
  return actual === expected;
}

/** A list, for operators whose type was checked before. */
export function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
