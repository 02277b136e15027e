import type { FactCall } from '../facts/registry.js';
import type { Confidence } from '../model/index.js';
import type { ConditionTree } from './condition-tree.js';
import type { Confirm } from './confirm.js';
import type { Leaf } from './leaf.js';
import type { Check } from './precheck.js';
import type { Rule } from './schema.js';
import type { SubjectPath } from './subject-paths.js';

/** Something a message or an identity takes from a subject. */
export type Source = { kind: 'text'; text: string } | { kind: 'subject'; path: SubjectPath } | { kind: 'fact'; call: FactCall; path?: string };

/** A rule that was checked and compiled. Everything it names exists and fits. */
export interface LoadedRule {
  id: string;
  pack: string;
  /** The rule with the site's params and severity in place. */
  rule: Rule;
  files: { rule: string; page: string; cases: string };
  needs: readonly FactCall[];
  tree: ConditionTree<Leaf>;
  leaves: readonly Leaf[];
  check: Check;
  /** Made when first asked for: most rules never fire. */
  confirm: Confirm;
  say: readonly Source[];
  identity: readonly Source[];
  confidence: Confidence | FactCall;
  rootCause?: FactCall;
  evidence: readonly FactCall[];
}

/** A rule that cannot be used, and why; of a pack that cannot be used, its name stands in place of the rule. */
export interface NotLoadedRule {
  rule: string;
  file: string;
  reason: string;
}
