import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import { FactFailure } from '../facts/fact-failure.js';
import type { FactCall } from '../facts/registry.js';
import type { JsonValue, Measured } from '../model/index.js';
import { atPointer } from '../util/json-pointer.js';
import { jsonType } from '../util/json-type.js';
import type { Comparison } from './condition-tree.js';
import type { OperatorDefinition } from './operator.js';
import type { Truth, Unknown } from './truth.js';

/** A comparison whose fact and operator are found and checked. */
export interface Leaf extends Comparison {
  call: FactCall;
  definition: OperatorDefinition;
}

/** What a fact gave for a condition: the value (at the condition's path), or why there is none. */
export type Reading = { value: JsonValue } | Unknown;

/** Measures a fact; a failure becomes data, so that one broken fact cannot end a run. */
export function readFact(call: FactCall, subject: Subject, facts: FactReader): Measured | { failed: string } {
  try {
    return facts.read(call, subject);
  } catch (error) {
    if (error instanceof FactFailure) return { failed: error.message };
    throw error;
  }
}

/** What a condition compares on a subject. */
export function readLeaf(leaf: Leaf, subject: Subject, facts: FactReader): Reading {
  const measured = readFact(leaf.call, subject, facts);
  if ('missing' in measured) return { missing: `${leaf.fact}: ${measured.missing}` };
  return leaf.path === undefined ? measured : readPath(measured, leaf.path, leaf.fact);
}

/** The part of a value that a JSON Pointer names. */
export function readPath(reading: Reading, path: string, fact: string): Reading {
  if (!('value' in reading)) return reading;
  const value = atPointer(reading.value, path);
  return value === undefined ? { missing: `${fact}: its value has nothing at ${path}` } : { value };
}

/** Judges a comparison of a rule. */
export function judge(leaf: Leaf, reading: Reading): Truth {
  const truth = compare(leaf.definition, reading, leaf.expected);
  if (typeof truth === 'boolean' || 'missing' in truth || 'failed' in reading) return truth;
  return { failed: `${leaf.pointer} (${leaf.fact}): ${truth.failed}` };
}

/** Compares. What does not fit together is a failure, never silently false. */
export function compare(operator: OperatorDefinition, reading: Reading, expected: JsonValue): Truth {
  if ('missing' in reading) return operator.missing ? operator.missing(expected) : reading;
  if ('failed' in reading) return reading;
  const type = jsonType(reading.value);
  if (!operator.actual.includes(type)) return { failed: `"${operator.name}" compares ${operator.actual.join(' or ')}, the fact gave a value of type ${type}` };
  try {
    return operator.test(reading.value, expected);
  } catch (error) {
    return { failed: `"${operator.name}": ${error instanceof Error ? error.message : String(error)}` };
  }
}
