import type { AnalysisReport } from '../report/analysis-report.js';
import type { CommandContext } from './command.js';
import { configOf, readOptions, withProgress } from './dumps.js';
import type { AnalyzeOptions, LoadedConfig } from './library.js';
import type { CliOptions } from './options.js';

/**
 * Runs the rule packs over the dumps of a command.
 *
 * @throws ConfigError, RuleError, PluginError, UsageError
 */
export async function analyzeDumps(context: CommandContext): Promise<AnalysisReport> {
  const config = await configOf(context);
  const read = await readOptions(context, context.args, config);
  const { analyze } = await context.library();
  return withProgress(context, (onProgress) => analyze({ ...read, ...ruleOptions(context.options, config), onProgress }));
}

/** Packs, changes to rules and gate. What the command line says wins over the config file. */
function ruleOptions(options: CliOptions, config?: LoadedConfig): Pick<AnalyzeOptions, 'packs' | 'overrides' | 'gate'> {
  return {
    packs: [...(config?.packs ?? []), ...options.rules],
    overrides: config?.rules,
    gate: gatePolicy(options, config?.gate),
  };
}

/** The gate that the options ask for, over the one of the config; what neither says is left to the library. */
function gatePolicy({ gate, minConfidence }: CliOptions, configured: AnalyzeOptions['gate']): AnalyzeOptions['gate'] {
  if (gate === 'off' || (gate === undefined && configured === 'off')) return 'off';
  const base = configured === 'off' ? undefined : configured;
  if (base === undefined && gate === undefined && minConfidence === undefined) return undefined;
  return { ...base, ...(gate === undefined ? {} : { minSeverity: gate }), ...(minConfidence === undefined ? {} : { minConfidence }) };
}
