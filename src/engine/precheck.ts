import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { ConditionTree } from './condition-tree.js';
import { judge, readLeaf, type Leaf } from './leaf.js';
import { type Truth, type Unknown, worse } from './truth.js';

/** Decides a rule's conditions on a subject, synchronously. */
export type Check = (subject: Subject, facts: FactReader) => Truth;

/**
 * Compiles conditions to closures, in three-valued logic: a fact that is missing leaves its condition undecided, and the whole is undecided only
 * when that matters. Cheap facts are asked first, costly ones only while the outcome is open. A rules engine spends a hundred times as long on
 * a subject, so this decides which subjects it is given.
 */
export function compileCheck(tree: ConditionTree<Leaf>): Check {
  if (tree.kind === 'leaf') {
    const { leaf } = tree;
    return (subject, facts) => judge(leaf, readLeaf(leaf, subject, facts));
  }
  if (tree.kind === 'not') return negated(compileCheck(tree.of));
  const parts = [...tree.of].sort((a, b) => costOf(a) - costOf(b)).map(compileCheck);
  return combined(parts, tree.kind === 'any');
}

function negated(check: Check): Check {
  return (subject, facts) => {
    const truth = check(subject, facts);
    return typeof truth === 'boolean' ? !truth : truth;
  };
}

/** `any` is settled by one part that holds, `all` by one that does not. */
function combined(parts: readonly Check[], settledBy: boolean): Check {
  return (subject, facts) => {
    let unknown: Unknown | undefined;
    for (const part of parts) {
      const truth = part(subject, facts);
      if (truth === settledBy) return settledBy;
      if (typeof truth !== 'boolean') unknown = worse(unknown, truth);
    }
    return unknown ?? !settledBy;
  };
}

/** Cost of the dearest fact below. Trees are capped in depth when they are expanded. */
export function costOf(tree: ConditionTree<Leaf>): number {
  if (tree.kind === 'leaf') return tree.leaf.call.definition.cost;
  return tree.kind === 'not' ? costOf(tree.of) : Math.max(...tree.of.map(costOf));
}
