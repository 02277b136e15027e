import { jsonType, type JsonValue, type OperandType, type OperatorDefinition } from '../../src/plugin.js';
import { asList, neverEqual, same, scalar } from './types.js';

/** A part of a text, or an item of a list. Several values in a list: any of them. */
function holds(actual: JsonValue, expected: JsonValue): boolean {
  return Array.isArray(expected) ? expected.some((item) => holdsOne(actual, item)) : holdsOne(actual, expected);
}

function holdsOne(actual: JsonValue, expected: JsonValue): boolean {
  if (typeof actual !== 'string') return asList(actual).some((item) => jsonType(item) === jsonType(expected) && same(item, expected));
  if (typeof expected !== 'string') throw new TypeError(`a text cannot contain the ${jsonType(expected)} ${JSON.stringify(expected)}`);
  return actual.includes(expected);
}

function checkParts(expected: JsonValue, actual: readonly OperandType[]): string | undefined {
  const parts = Array.isArray(expected) ? expected : [expected];
  if (parts.length === 0) return 'the list is empty, so this could never hold';
  if (actual.includes('array')) return undefined;
  const wrong = parts.find((part) => typeof part !== 'string' || part === '');
  return wrong === undefined ? undefined : `${JSON.stringify(wrong)} is not a part of a text: write a text that is not empty`;
}

function isOneOf(actual: JsonValue, expected: JsonValue): boolean {
  const list = asList(expected);
  if (!list.some((item) => jsonType(item) === jsonType(actual)) && actual !== null) throw new TypeError(`a ${jsonType(actual)} is not comparable with any of ${JSON.stringify(list)}`);
  return list.some((item) => jsonType(item) === jsonType(actual) && same(actual, item));
}

function checkChoices(expected: JsonValue, actual: readonly OperandType[]): string | undefined {
  const choices = asList(expected);
  if (choices.length === 0) return 'the list is empty, so this could never hold';
  return choices.map((choice) => neverEqual(choice, actual)).find((problem) => problem !== undefined);
}

const containers: readonly OperandType[] = ['string', 'array'];
const parts: readonly OperandType[] = ['string', 'number', 'boolean', 'array'];

export const membership: OperatorDefinition[] = [
  { name: 'contains', title: 'contains (any of)', actual: containers, expected: parts, test: holds, check: checkParts },
  { name: 'containsNone', title: 'contains none of', actual: containers, expected: parts, test: (actual, expected) => !holds(actual, expected), check: checkParts },
  { name: 'oneOf', title: 'is one of', actual: scalar, expected: ['array'], test: isOneOf, check: checkChoices },
  { name: 'noneOf', title: 'is none of', actual: scalar, expected: ['array'], test: (actual, expected) => !isOneOf(actual, expected), check: checkChoices },
];
