import type { AnalysisReport } from './analysis-report.js';
import { sessionRow } from './session-row.js';
import { jsonList, toJson } from './to-json.js';

/** Name and version of the form of this report. A change that breaks readers raises the number. */
const reportSchema = 'backturn.report/1';

/** The whole analysis as one JSON document, with the verdict inside. */
export function* renderJson(report: AnalysisReport): Generator<string> {
  yield `{\n  "schema": ${toJson(reportSchema)}`;
  yield* member('tool', report.tool);
  yield* member('gate', report.gate);
  yield* member('intake', report.intake);
  yield* list('findings', report.findings);
  yield* member('outcomes', report.outcomes);
  yield* list('notEvaluated', report.notEvaluated);
  yield* list('failures', report.failures);
  yield* member('rules', report.rules);
  yield* list('diagnostics', report.diagnostics);
  yield* list('completeness', report.completeness);
  yield* list('sessions', sessionRows(report));
  yield '\n}\n';
}

function* member(name: string, value: unknown): Generator<string> {
  yield `,\n  ${toJson(name)}: ${toJson(value)}`;
}

function* list(name: string, values: Iterable<unknown>): Generator<string> {
  yield `,\n  ${toJson(name)}: `;
  yield* jsonList(values, '  ');
}

function* sessionRows(report: AnalysisReport): Generator<unknown> {
  const findings = new Map<string, number>();
  for (const { session } of report.findings) findings.set(session, (findings.get(session) ?? 0) + 1);
  for (const session of report.sessions) yield sessionRow(session, findings.get(session.id) ?? 0);
}
