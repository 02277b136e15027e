import type { JsonValue } from '../model/index.js';
import { isObject, own } from '../util/json.js';
import type { Issue } from '../util/issues.js';
import { didYouMean } from '../util/nearest.js';
import type { ConditionDocument, LeafCondition } from './schema.js';

/** A comparison with its params filled in. */
export interface Comparison {
  /** Number in the rule, counted from 0 in reading order. */
  index: number;
  /** JSON Pointer of the condition in the rule (or of the reference to the shared condition that holds it). */
  pointer: string;
  name?: string;
  fact: string;
  params?: Record<string, JsonValue>;
  path?: string;
  operator: string;
  expected: JsonValue;
}

/** Conditions without references: shared conditions stand in place, params are filled in. */
export type ConditionTree<L = Comparison> =
  | { kind: 'all' | 'any'; name?: string; of: ConditionTree<L>[] }
  | { kind: 'not'; name?: string; of: ConditionTree<L> }
  | { kind: 'leaf'; leaf: L };

/** Groups may lie in groups this deep, shared conditions included. */
const maxDepth = 16;
/** A rule may hold this many comparisons, shared conditions included. */
const maxLeaves = 200;

interface Expansion {
  shared: Readonly<Record<string, ConditionDocument>>;
  params: Readonly<Record<string, JsonValue>>;
  issues: Issue[];
  leaves: number;
  /** A limit was met: the rest is not looked at, or shared conditions could keep a machine busy for ever. */
  ended?: boolean;
}

/** Puts shared conditions and params in place. What cannot be resolved becomes an issue; the tree is then `undefined`. */
export function expandConditions(
  when: ConditionDocument,
  shared: Readonly<Record<string, ConditionDocument>>,
  params: Readonly<Record<string, JsonValue>>,
): { tree?: ConditionTree; issues: Issue[] } {
  const state: Expansion = { shared, params, issues: [], leaves: 0 };
  const tree = expand(when, '/when', 0, state);
  return state.issues.length > 0 || tree === undefined ? { issues: state.issues } : { tree, issues: [] };
}

/** Recursion ends at `maxDepth`; the number of leaves is capped because shared conditions could double at every level. */
function expand(condition: ConditionDocument, pointer: string, depth: number, state: Expansion): ConditionTree | undefined {
  if (state.ended) return undefined;
  if (depth > maxDepth) return end(state, pointer, `conditions lie more than ${maxDepth} deep, or a shared condition needs itself`);
  if ('condition' in condition) return expandShared(condition, pointer, depth, state);
  if ('all' in condition) return { kind: 'all', name: condition.name, of: expandEach(condition.all, `${pointer}/all`, depth, state) };
  if ('any' in condition) return { kind: 'any', name: condition.name, of: expandEach(condition.any, `${pointer}/any`, depth, state) };
  if ('not' in condition) {
    const of = expand(condition.not, `${pointer}/not`, depth + 1, state);
    return of && { kind: 'not', name: condition.name, of };
  }
  return expandLeaf(condition, pointer, state);
}

function expandEach(conditions: readonly ConditionDocument[], pointer: string, depth: number, state: Expansion): ConditionTree[] {
  return conditions.flatMap((condition, i) => expand(condition, `${pointer}/${i}`, depth + 1, state) ?? []);
}

function expandShared(reference: { name?: string; condition: string }, pointer: string, depth: number, state: Expansion): ConditionTree | undefined {
  const { condition: name } = reference;
  const found = Object.hasOwn(state.shared, name) ? state.shared[name] : undefined;
  if (!found) return refuse(state, `${pointer}/condition`, `the pack has no shared condition "${name}"${didYouMean(name, Object.keys(state.shared))}`);
  // The pointer stays at the reference: that is the place in this rule.
  const tree = expand(found, pointer, depth + 1, state);
  return tree && tree.kind !== 'leaf' && reference.name !== undefined ? { ...tree, name: reference.name } : tree;
}

function expandLeaf(condition: LeafCondition, pointer: string, state: Expansion): ConditionTree | undefined {
  if (state.leaves >= maxLeaves) return end(state, pointer, `more than ${maxLeaves} comparisons, shared conditions included`);
  const expected = fillIn(condition.value, `${pointer}/value`, state);
  const params = condition.params && fillInEach(condition.params, `${pointer}/params`, state);
  const { name, fact, path, operator } = condition;
  const leaf: Comparison = { index: state.leaves, pointer, name, fact, params, path, operator, expected };
  state.leaves += 1;
  return { kind: 'leaf', leaf };
}

function refuse(state: Expansion, pointer: string, message: string): undefined {
  state.issues.push({ pointer, message });
}

function end(state: Expansion, pointer: string, message: string): undefined {
  state.ended = true;
  return refuse(state, pointer, message);
}

/** Fills `{ "param": name }` into the parameters of a fact. */
export function fillInParams(
  params: Readonly<Record<string, unknown>> | undefined,
  pointer: string,
  values: Readonly<Record<string, JsonValue>>,
): { params?: Record<string, JsonValue>; issues: Issue[] } {
  const state: Expansion = { shared: {}, params: values, issues: [], leaves: 0 };
  return { params: params && fillInEach(params as Record<string, JsonValue>, pointer, state), issues: state.issues };
}

function fillInEach(params: Readonly<Record<string, JsonValue | { param: string }>>, pointer: string, state: Expansion): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, fillIn(value, `${pointer}/${key}`, state)]));
}

function fillIn(value: JsonValue | { param: string }, pointer: string, state: Expansion): JsonValue {
  const name = paramName(value);
  if (name === undefined) return value;
  if (Object.hasOwn(state.params, name)) return state.params[name] ?? null;
  refuse(state, pointer, `the rule has no param "${name}"${didYouMean(name, Object.keys(state.params))}`);
  return null;
}

/** The name in `{ "param": name }`, when a value is such a reference. */
function paramName(value: JsonValue | { param: string }): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const name = own(value, 'param');
  return typeof name === 'string' ? name : undefined;
}
