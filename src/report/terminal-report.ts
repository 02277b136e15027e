import type { Finding, Session } from '../model/index.js';
import { counted } from '../util/numbers.js';
import { headline, wrap } from '../util/safe-text.js';
import type { AnalysisReport } from './analysis-report.js';
import type { ReporterOptions } from './reporter.js';
import { sessionRow } from './session-row.js';
import { renderFinding } from './terminal-finding.js';
import { stripLegend, turnStrip } from './terminal-strip.js';
import { createStyle, ruler, type Style } from './terminal-style.js';
import { renderSummary } from './terminal-summary.js';

/** More findings than this nobody reads on a terminal: the rest is counted by rule. */
const shownInFull = 50;
const shownEvidence = 3;

/** Findings for people: worst first, by session, with the way of the error, evidence, and what to do. */
export function* renderTerminal(report: AnalysisReport, options: ReporterOptions): Generator<string> {
  const style = createStyle(options.colour);
  yield* findings(report, style, options);
  yield* renderSummary(report, style, options.width);
}

function* findings(report: AnalysisReport, style: Style, { width }: ReporterOptions): Generator<string> {
  const shown = report.findings.slice(0, shownInFull);
  const sessions = new Map(report.sessions.map((session) => [session.id, session]));
  if (shown.some(({ session }) => (sessions.get(session)?.turns.length ?? 0) > 1)) yield `${wrap(stripLegend, width).map(style.quiet).join('\n')}\n\n`;
  for (const [id, group] of bySession(shown)) {
    yield* sessionHead(id, sessions.get(id), group, style, width);
    for (const finding of group) {
      yield* renderFinding(finding, { style, width, evidence: shownEvidence });
      yield '\n';
    }
  }
  yield* leftOut(report.findings.slice(shownInFull), style);
}

/** Groups in the order of their first finding: the session with the worst finding comes first. */
function bySession(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.session);
    if (group === undefined) groups.set(finding.session, [finding]);
    else group.push(finding);
  }
  return groups;
}

function* sessionHead(id: string, session: Session | undefined, group: readonly Finding[], style: Style, width: number): Generator<string> {
  const name = headline(id, Math.max(20, width - 20)) || 'whole dump';
  yield `${ruler(style, `${style.quiet('Session')} ${style.strong(name)}`, `Session ${name}`, width)}\n`;
  if (session === undefined) return;
  const row = sessionRow(session);
  const numbers = [counted(row.turns, 'turn'), counted(row.spans, 'span'), counted(row.errors, 'error')].join(', ');
  yield `   ${style.quiet(`${numbers}, ${counted(group.length, 'finding')}`)}\n`;
  if (row.turns > 1) yield `   ${turnStrip(session, group, style)}\n`;
  yield '\n';
}

function* leftOut(findings: readonly Finding[], style: Style): Generator<string> {
  if (findings.length === 0) return;
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  yield `${style.strong(`… and ${counted(findings.length, 'finding')} more`)} ${style.quiet('(--format jsonl lists them all)')}\n`;
  for (const [rule, count] of counts) yield `  ${headline(rule, 60)}  ${count}\n`;
  yield '\n';
}
