import type { AnalysisReport } from './analysis-report.js';
import { findingRow } from './finding-row.js';
import { toJson } from './to-json.js';

/** One JSON object a line, a line a finding: for benchmarks and `jq`. */
export function* renderJsonLines(report: AnalysisReport): Generator<string> {
  for (const finding of report.findings) yield `${toJson(findingRow(finding))}\n`;
}
