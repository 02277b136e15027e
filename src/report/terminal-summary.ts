import { severities } from '../model/index.js';
import { counted, formatBytes, groupDigits } from '../util/numbers.js';
import { oneLine } from '../util/safe-text.js';
import type { GateDecision } from '../findings/index.js';
import type { AnalysisReport } from './analysis-report.js';
import { renderCompleteness } from './terminal-completeness.js';
import { renderDiagnostics } from './terminal-diagnostics.js';
import { hanging } from './terminal-hanging.js';
import { ruler, type Style } from './terminal-style.js';

/** What was read, what became of the rules, what the dump lacks, and the verdict. */
export function* renderSummary(report: AnalysisReport, style: Style, width: number): Generator<string> {
  yield `${ruler(style, style.strong('Summary'), 'Summary', width)}\n`;
  yield* fields(summaryFields(report), style, width);
  yield* section('Not evaluated', report.notEvaluated.length, notEvaluated(report, style, width), style);
  yield* section('Rules that failed while they ran', report.failures.length, failures(report, style, width), style);
  yield* section('Rules that were not loaded', report.rules.notLoaded.length, notLoaded(report, style, width), style);
  yield* renderCompleteness(report.completeness, style, width);
  yield* section('Notes', report.diagnostics.length, renderDiagnostics(report.diagnostics, style, width), style);
  yield `\n${verdict(report.gate, style)}\n`;
}

function summaryFields(report: AnalysisReport): [string, string][] {
  const { intake, outcomes } = report;
  const bytes = intake.files.reduce((sum, file) => sum + file.bytes, 0);
  const turns = report.sessions.reduce((sum, session) => sum + session.turns.length, 0);
  return [
    ['read', [counted(intake.files.length, 'file'), formatBytes(bytes), counted(intake.records, 'record'), unrecognised(report)].filter(Boolean).join(', ')],
    ['rebuilt', [counted(report.sessions.length, 'session'), counted(turns, 'turn'), counted(intake.spans, 'span')].join(', ')],
    ['rules', `${groupDigits(report.rules.loaded.length)} loaded`],
    ['outcomes', outcomeText(outcomes)],
    ['findings', severityText(report)],
  ];
}

function unrecognised({ intake }: AnalysisReport): string {
  const left = intake.records - intake.recognised;
  return left > 0 ? `${groupDigits(left)} of them not recognised` : '';
}

function outcomeText(outcomes: AnalysisReport['outcomes']): string {
  return [
    counted(outcomes.finding, 'finding'),
    `${groupDigits(outcomes.clear)} clear`,
    `${groupDigits(outcomes.notEvaluated)} not evaluated`,
    ...(outcomes.failed > 0 ? [`${groupDigits(outcomes.failed)} failed`] : []),
  ].join(', ');
}

function severityText(report: AnalysisReport): string {
  const counts = severities.map((severity) => [severity, report.findings.filter((finding) => finding.severity === severity).length] as const);
  const found = counts.filter(([, count]) => count > 0).map(([severity, count]) => `${groupDigits(count)} ${severity}`);
  return found.length === 0 ? 'none' : found.join(', ');
}

function* fields(entries: readonly [string, string][], style: Style, width: number): Generator<string> {
  for (const [name, text] of entries) yield* hanging(style.quiet(name.padEnd(10)), text, 10, width);
}

function* section(title: string, count: number, body: Iterable<string>, style: Style): Generator<string> {
  if (count === 0) return;
  yield `\n${style.strong(title)}\n`;
  yield* body;
}

/** By rule, so that a rule that lacks the same thing in every session takes one line. */
function* notEvaluated(report: AnalysisReport, style: Style, width: number): Generator<string> {
  const byReason = new Map<string, { rules: Set<string>; count: number }>();
  for (const item of report.notEvaluated) {
    const group = byReason.get(item.reason) ?? { rules: new Set<string>(), count: 0 };
    group.rules.add(item.rule);
    group.count += item.count;
    byReason.set(item.reason, group);
  }
  for (const [reason, { rules, count }] of [...byReason].sort(([, a], [, b]) => b.count - a.count)) {
    yield* hanging(style.quiet('· '), `${reason} (${counted(count, 'time')})`, 2, width);
    yield* hanging('    ', [...rules].join(', '), 4, width);
  }
}

function* failures(report: AnalysisReport, style: Style, width: number): Generator<string> {
  for (const failure of report.failures.slice(0, 10)) {
    const where = failure.turn === undefined ? failure.session : `${failure.session} turn ${failure.turn}`;
    yield* hanging(style.bad('✕ '), `${failure.rule} on ${where}: ${failure.error}`, 2, width);
  }
  if (report.failures.length > 10) yield `  … and ${report.failures.length - 10} more in --format json\n`;
}

function* notLoaded(report: AnalysisReport, style: Style, width: number): Generator<string> {
  for (const { rule, file, reason } of report.rules.notLoaded) {
    yield `  ${style.bad('✕')} ${style.strong(oneLine(rule))}  ${style.quiet(oneLine(file))}\n`;
    yield* hanging('  ', reason, 2, width);
  }
}

/** The verdict of the gate in one line. */
export function verdict(gate: GateDecision, style: Style): string {
  const marks = { clear: style.good('✔ clear'), failed: style.bad('✖ gate failed'), incomplete: style.warn('? incomplete'), off: style.quiet('gate off') };
  return `${style.strong(marks[gate.verdict])}  ${oneLine(gate.why)}`;
}
