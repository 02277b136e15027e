import { findingRow } from './finding-row.js';
import type { ReporterPlugin } from './reporter.js';
import { toJson } from './to-json.js';

/** One JSON object a line, a line a finding: for benchmarks and `jq`. */
export const jsonlReporter: ReporterPlugin = {
  apiVersion: 1,
  id: 'jsonl',
  title: 'JSON Lines, one finding a line',
  *render(report) {
    for (const finding of report.findings) yield `${toJson(findingRow(finding))}\n`;
  },
};
