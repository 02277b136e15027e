import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { ConditionResult } from '../model/index.js';
import { unmetNeed } from './evaluate.js';
import { judge, readLeaf } from './leaf.js';
import type { LoadedRule } from './rule.js';
import { isUnknown, type Truth } from './truth.js';

/** Why a rule fires on a subject or does not. */
export interface Explanation {
  verdict: 'fires' | 'clear' | 'not-evaluated' | 'failed';
  /** Why the rule cannot be decided. */
  reason?: string;
  /** Every comparison with its actual value, those included that an evaluation would skip. */
  conditions: ConditionResult[];
}

/** Evaluates every condition of a rule on a subject, whether it still matters or not. */
export function explain(rule: LoadedRule, subject: Subject, facts: FactReader): Explanation {
  const truth = unmetNeed(rule, subject, facts) ?? rule.check(subject, facts);
  return { ...verdictOf(truth), conditions: rule.leaves.map((leaf) => explainLeaf(leaf, subject, facts)) };
}

function verdictOf(truth: Truth): Pick<Explanation, 'verdict' | 'reason'> {
  if (!isUnknown(truth)) return { verdict: truth ? 'fires' : 'clear' };
  return 'missing' in truth ? { verdict: 'not-evaluated', reason: truth.missing } : { verdict: 'failed', reason: truth.failed };
}

function explainLeaf(leaf: LoadedRule['leaves'][number], subject: Subject, facts: FactReader): ConditionResult {
  const { name, fact, params, operator, expected } = leaf;
  const reading = readLeaf(leaf, subject, facts);
  const truth = judge(leaf, reading);
  const result: ConditionResult = { name, fact, params, operator, expected };
  if ('value' in reading) result.actual = reading.value;
  if (typeof truth === 'boolean') result.met = truth;
  if ('missing' in reading) result.missing = reading.missing;
  else if (isUnknown(truth)) result.missing = 'failed' in truth ? truth.failed : truth.missing;
  return result;
}
