import { builtin } from './builtin.js';
import { evaluateRun, evaluateSession } from './engine/evaluate.js';
import { type LoadedPacks, loadPacks, type RuleOverride } from './engine/load.js';
import { createOperatorRegistry } from './engine/operator-registry.js';
import type { OperatorPlugin } from './engine/operator.js';
import { type FactOptions, factRegistry, factsOf } from './fact-bench.js';
import type { FactRegistry } from './facts/registry.js';
import { decideGate, type GatePolicy, recordsText, startSettling } from './findings/index.js';
import { type Dump, readDump, type ReadOptions } from './read-dump.js';
import type { AnalysisReport } from './report/analysis-report.js';
import { shippedRules, version } from './version.js';

/** What to analyse, with which rules, and when it fails. */
export interface AnalyzeOptions extends ReadOptions, FactOptions {
  /** Folders of rule packs beside those that ship. */
  packs?: readonly string[];
  operators?: readonly OperatorPlugin[];
  /** Changes to rules, by rule id. */
  overrides?: Readonly<Record<string, RuleOverride>>;
  /** Which findings fail the run. Default: severity `medium` and worse. */
  gate?: GatePolicy | 'off';
}

/**
 * Analyses dumps: reads them, rebuilds their sessions, runs the rule packs and settles what they found.
 *
 * @returns Everything that a report is made of: findings worst first, outcomes by kind, what the dump lacks, the gate.
 * @throws RuleError when a pack cannot be used at all; PluginError when a plugin cannot.
 * @example
 * const report = await analyze({ dumps: ['traces.jsonl'] });
 * for (const finding of report.findings) console.log(finding.turn, finding.message);
 */
export async function analyze(options: AnalyzeOptions): Promise<AnalysisReport> {
  const registry = factRegistry(options);
  const packs = await loadRules(options, registry);
  const dump = await readDump(options);
  const settled = await evaluate(dump, packs, registry);
  const { sessions, intake, diagnostics, completeness } = dump;
  return {
    tool: { name: 'backturn', version },
    intake,
    sessions,
    ...settled,
    rules: { loaded: packs.rules.map(({ id }) => id), notLoaded: packs.notLoaded },
    diagnostics: [...packs.diagnostics, ...diagnostics],
    completeness,
    gate: decideGate({ ...settled, sessions: sessions.length, textRecorded: recordsText(sessions) }, options.gate),
  };
}

/** The rules that ship and those of the packs that were named. */
function loadRules(options: AnalyzeOptions, facts: FactRegistry): Promise<LoadedPacks> {
  const operators = createOperatorRegistry([...builtin.operators, ...(options.operators ?? [])]);
  return loadPacks([shippedRules, ...(options.packs ?? [])], { facts, operators, overrides: options.overrides });
}

async function evaluate({ sessions }: Dump, { rules }: LoadedPacks, registry: FactRegistry): Promise<ReturnType<ReturnType<typeof startSettling>['finish']>> {
  const facts = factsOf(sessions, registry);
  const settling = startSettling();
  for (const session of sessions) settling.add(await evaluateSession(rules, session, facts));
  settling.add(await evaluateRun(rules, sessions, facts));
  return settling.finish(sessions);
}
