import { jsonReporter } from './json.js';
import { jsonlReporter } from './jsonl.js';
import type { ReporterPlugin } from './reporter.js';
import { terminalReporter } from './terminal-report.js';

/** The reporters that ship, in the order in which they are listed to users. */
export const builtInReporters: readonly ReporterPlugin[] = [terminalReporter, jsonReporter, jsonlReporter];

/** The reporter of that name; those of plugins come after those that ship and cannot replace them. */
export function findReporter(id: string, more: readonly ReporterPlugin[] = []): ReporterPlugin | undefined {
  return [...builtInReporters, ...more].find((reporter) => reporter.id === id);
}
