export { loadPacks, type LoadedPacks, type LoadOptions, type RuleOverride } from './load.js';
export type { LoadedRule, NotLoadedRule } from './rule.js';
export type { Vocabulary } from './link.js';
export { createOperatorRegistry, type OperatorRegistry } from './operator-registry.js';
export { evaluateRun, evaluateSession } from './evaluate.js';
export { explain, type Explanation } from './explain.js';
export { loadCases, runCases, type CaseResult, type FactsFor } from './cases.js';
export type { Cases, CompactSession } from './case-schema.js';
