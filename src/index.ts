/**
 * The library: what the commands do, for notebooks and services. Typed, without printing, without writing.
 *
 * @packageDocumentation
 */
export { analyze, type AnalyzeOptions } from './analyze.js';
export { blame, type BlameOptions } from './blame.js';
export { type Config, configSchema, defineConfig, loadConfig, type LoadedConfig } from './config.js';
export { describeFormats } from './describe-formats.js';
export type { FormatDescription } from './report/terminal-formats.js';
export { type Mapping, mappingFormat, mappingSchema } from './adapt/mapping/index.js';
export { loadMapping } from './mapping.js';
export { measure, type MeasureOptions } from './measure.js';
export { type Dump, type DumpSource, readDump, type ReadOptions } from './read-dump.js';
export { version } from './version.js';
export type * from './model/index.js';
export type * from './report/analysis-report.js';
export type * from './report/rows.js';
export type { Suspect } from './facts/blame.js';
export { ConfigError } from './errors/config-error.js';
export { InputError } from './errors/input-error.js';
export { PluginError } from './errors/plugin-error.js';
export { RuleError } from './errors/rule-error.js';
export { UsageError } from './errors/usage-error.js';
