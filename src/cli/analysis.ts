import type { AnalysisReport } from '../report/analysis-report.js';
import type { CommandContext } from './command.js';
import { readOptions, withProgress } from './dumps.js';
import type { AnalyzeOptions } from './library.js';
import type { CliOptions } from './options.js';

/**
 * Runs the rule packs over the dumps of a command.
 *
 * @throws ConfigError, RuleError, PluginError, UsageError
 */
export async function analyzeDumps(context: CommandContext): Promise<AnalysisReport> {
  const read = readOptions(context, context.args);
  const { analyze, loadConfig } = await context.library();
  const config = context.options.config === undefined ? undefined : await loadConfig(context.options.config);
  return withProgress(context, (onProgress) => analyze({ ...read, ...ruleOptions(context.options, config), onProgress }));
}

type Config = Awaited<ReturnType<Awaited<ReturnType<CommandContext['library']>>['loadConfig']>>;

/** Packs, changes to rules, gate and limits. What the command line says wins over the config file. */
export function ruleOptions(options: CliOptions, config?: Config): Omit<AnalyzeOptions, 'dumps'> {
  return {
    packs: [...(config?.packs ?? []), ...options.rules],
    overrides: config?.rules,
    gate: gatePolicy(options, config?.gate),
    limits: config?.limits,
    keepScorerTraces: options.keepScorerTraces || config?.keepScorerTraces === true,
  };
}

/** The gate that the options ask for, over the one of the config; what neither says is left to the library. */
function gatePolicy({ gate, minConfidence }: CliOptions, configured: AnalyzeOptions['gate']): AnalyzeOptions['gate'] {
  if (gate === 'off' || (gate === undefined && configured === 'off')) return 'off';
  const base = configured === 'off' ? undefined : configured;
  if (base === undefined && gate === undefined && minConfidence === undefined) return undefined;
  return { ...base, ...(gate === undefined ? {} : { minSeverity: gate }), ...(minConfidence === undefined ? {} : { minConfidence }) };
}
