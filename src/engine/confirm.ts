import { Engine, Fact, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { JsonValue } from '../model/index.js';
import type { ConditionTree } from './condition-tree.js';
import { compare, readFact, readPath, type Leaf, type Reading } from './leaf.js';
import { costOf } from './precheck.js';

/** What json-rules-engine says of a rule on a subject. */
export interface Confirmation {
  fired: boolean;
  /** Readings and results of the comparisons by their index; those that were never reached are absent. */
  reached: ReadonlyMap<number, { reading: Reading; met: boolean }>;
}

/** Runs a rule through json-rules-engine. */
export type Confirm = (subject: Subject, facts: FactReader) => Promise<Confirmation>;

/** What is taken for a comparison that cannot be decided. */
export type Assumption = 'pessimistic' | 'optimistic';

/** Operators of json-rules-engine; they convert or ignore what does not fit, so none of them is left. */
const stockOperators = ['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
const stockDecorators = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'];

/**
 * Compiles conditions to a json-rules-engine of their own, so that nothing in one rule can disturb another. The engine knows true and false only, so
 * each comparison that cannot be decided is assumed to go against the rule (`pessimistic`: false, and true below an odd number of `not`). The engine then
 * fires exactly when three-valued logic says "holds". With `optimistic` it stays silent exactly when three-valued logic says "does not hold".
 */
export function compileConfirm(tree: ConditionTree<Leaf>, assumption: Assumption = 'pessimistic'): Confirm {
  const leaves = leavesOf(tree);
  const document = { all: [toDocument(tree, assumption === 'optimistic')] } as TopLevelCondition;
  const engine = new Engine([{ name: 'rule', conditions: document, event: { type: 'fired' } }], { pathResolver: resolvePath });
  for (const name of stockOperators) engine.removeOperator(name);
  for (const name of stockDecorators) engine.removeOperatorDecorator(name);
  for (const leaf of leaves) addOperators(engine, leaf);
  return async (subject, facts) => {
    const { results, failureResults } = await engine.run(factsOf(leaves, subject, facts));
    const [result] = [...results, ...failureResults];
    if (!result) throw new Error('json-rules-engine gave no result');
    return { fired: result.result === true, reached: reachedBy(result, leaves) };
  };
}

/** Comparisons in reading order. */
export function leavesOf(tree: ConditionTree<Leaf>): Leaf[] {
  if (tree.kind === 'leaf') return [tree.leaf];
  return tree.kind === 'not' ? leavesOf(tree.of) : tree.of.flatMap(leavesOf);
}

/** Every operator stands in the engine twice: undecided comparisons count as false, or as true. */
const operatorName = (operator: string, assumed: boolean): string => (assumed ? `${operator}, unless refuted` : operator);

/** The document that the engine reads. The costlier a condition, the later the engine comes to it. */
function toDocument(tree: ConditionTree<Leaf>, assumed: boolean): object {
  const priority = Math.max(1, Math.round(1_000_000 / costOf(tree)));
  if (tree.kind === 'not') return { name: tree.name, priority, not: toDocument(tree.of, !assumed) };
  if (tree.kind !== 'leaf') return { name: tree.name, priority, [tree.kind]: tree.of.map((part) => toDocument(part, assumed)) };
  const { name, fact, params, path, expected } = tree.leaf;
  return { name, priority, fact, params, path, operator: operatorName(tree.leaf.operator, assumed), value: expected };
}

function addOperators(engine: Engine, { definition }: Leaf): void {
  const { name } = definition;
  engine.addOperator(operatorName(name, false), (reading: Reading, expected: JsonValue) => compare(definition, reading, expected) === true);
  engine.addOperator(operatorName(name, true), (reading: Reading, expected: JsonValue) => compare(definition, reading, expected) !== false);
}

/** The engine is given readings, not bare values: a missing fact is then a value like any other and cannot reject the run. */
function factsOf(leaves: readonly Leaf[], subject: Subject, facts: FactReader): Record<string, Fact> {
  return Object.fromEntries(
    leaves.map(({ fact }) => [
      fact,
      new Fact(
        fact,
        (params: Parameters<FactReader['fact']>[1]): Reading => {
          const measured = readFact(facts.registry.prepare(fact, params), subject, facts);
          return 'missing' in measured ? { missing: `${fact}: ${measured.missing}` } : measured;
        },
        // Facts are kept in our own memo; the engine's cache would hash the parameters each time.
        { cache: false },
      ),
    ]),
  );
}

/** JSON Pointer in place of JSONPath, which has been a way to run code. */
function resolvePath(value: object, path: string): Reading {
  return readPath(value as Reading, path, 'the fact');
}

/** Collects what the engine reached. Its result tree has the shape of the document, so leaves come in the same order. */
function reachedBy(result: RuleResult, leaves: readonly Leaf[]): Map<number, { reading: Reading; met: boolean }> {
  const reached = new Map<number, { reading: Reading; met: boolean }>();
  const pending: unknown[] = [result.conditions];
  let next = 0;
  while (pending.length > 0) {
    const node = pending.pop() as Partial<Record<'all' | 'any', unknown[]> & { not: unknown; factResult: Reading; result: boolean }>;
    const below = node.all ?? node.any ?? (node.not === undefined ? undefined : [node.not]);
    if (below) for (const part of [...below].reverse()) pending.push(part);
    else {
      const leaf = leaves[next];
      next += 1;
      if (leaf && node.factResult !== undefined) reached.set(leaf.index, { reading: node.factResult, met: node.result === true });
    }
  }
  return reached;
}
