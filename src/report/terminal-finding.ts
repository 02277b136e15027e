import type { Evidence, Finding } from '../model/index.js';
import { displayWidth, headline, oneLine, safeText, wrap } from '../util/safe-text.js';
import type { Paint, Style } from './terminal-style.js';

const indent = '  ';
const labelWidth = 12;
const excerptLines = 2;

/** How much of a finding is shown. */
export interface FindingView {
  style: Style;
  width: number;
  /** At most so many pieces of evidence. */
  evidence: number;
}

/**
 * One finding for people: what, where, how it came there, what shows it, what to do.
 *
 * ```text
 *   HIGH  errors/value-reused  turn 5  certain
 *   The answer repeats 48213, which came from a failed call.
 *     root cause  turn 3 ▸ turn 4 ▸ turn 5
 *     evidence    turn 3 · tool result · search_orders   dump.json:14
 *                 “no order 48213”
 *     fix         Stop the agent when the lookup fails.
 * ```
 */
export function* renderFinding(finding: Finding, view: FindingView): Generator<string> {
  yield `${indent}${head(finding, view.style)}\n`;
  for (const line of wrap(safeText(finding.message), view.width - indent.length)) yield `${indent}${line}\n`;
  yield* rootCause(finding, view);
  yield* evidenceLines(finding, view);
  if (finding.fix !== '') yield* field('fix', finding.fix, view);
}

function head(finding: Finding, style: Style): string {
  const where = finding.turn === undefined ? 'whole session' : `turn ${finding.turn}`;
  const span = finding.spanName === undefined ? [] : [style.quiet(headline(finding.spanName, 40))];
  const sure = finding.confidence === 'certain' ? 'certain' : 'candidate';
  return [style.badge(finding.severity), style.strong(oneLine(finding.rule)), where, ...span, style.quiet(sure)].join('  ');
}

function* rootCause(finding: Finding, view: FindingView): Generator<string> {
  const cause = finding.rootCause;
  if (cause === undefined) return;
  yield `${label('root cause', view.style)}${drawChain(cause, view.style)}\n`;
  for (const because of cause.because.slice(0, 3)) yield* field('', because, view, view.style.quiet);
}

/** The way of an error through the turns: `turn 3 ▸ turn 4 ▸ turn 5`. */
function drawChain(cause: NonNullable<Finding['rootCause']>, style: Style): string {
  const turns = [...new Set([cause.turn, cause.introducedAt, ...cause.carriedBy, ...(cause.surfacedAt === undefined ? [] : [cause.surfacedAt])])];
  const shown = shorten(turns.sort((a, b) => a - b));
  const path = shown.map((turn) => (turn === cause.turn ? style.bad(style.strong(`turn ${turn}`)) : turn === undefined ? '…' : `turn ${turn}`));
  const end = cause.challengedAt === undefined ? '' : style.quiet(`  (challenged at turn ${cause.challengedAt})`);
  return `${path.join(' ▸ ')}${end}`;
}

/** Long ways keep their two ends. */
function shorten(turns: readonly number[]): (number | undefined)[] {
  return turns.length <= 8 ? [...turns] : [...turns.slice(0, 4), undefined, ...turns.slice(-3)];
}

function* evidenceLines(finding: Finding, view: FindingView): Generator<string> {
  let first = true;
  const shown = new Set<string>();
  for (const evidence of finding.evidence.slice(0, view.evidence)) {
    for (const line of evidenceHead(evidence, view)) {
      yield `${label(first ? 'evidence' : '', view.style)}${line}\n`;
      first = false;
    }
    if (evidence.excerpt !== undefined && !shown.has(evidence.excerpt)) yield* excerpt(evidence.excerpt, view);
    if (evidence.excerpt !== undefined) shown.add(evidence.excerpt);
  }
  const left = finding.evidence.length - view.evidence;
  if (left > 0) yield* field('', `… and ${left} more in --format json`, view, view.style.quiet);
}

/** What it is and where it stands: on one line where both fit. */
function evidenceHead(evidence: Evidence, { style, width }: FindingView): string[] {
  const room = Math.max(20, width - labelWidth - 4);
  const turn = evidence.turn === undefined ? [] : [`turn ${evidence.turn}`];
  const span = evidence.spanName === undefined ? [] : [oneLine(evidence.spanName)];
  const what = headline([...turn, oneLine(evidence.what), ...span].join(' · '), room);
  const where = whereOf(evidence);
  if (displayWidth(what) + displayWidth(where) + 2 <= room) return [`${what}  ${style.quiet(where)}`.trimEnd()];
  return [what, style.quiet(headline(where, room))];
}

/** Where a piece of evidence stands, to be found again: file, record and span. */
export function whereOf(evidence: Evidence): string {
  const place = evidence.place === undefined ? [] : [`${oneLine(evidence.place.file)}:${evidence.place.record}`];
  const span = evidence.spanId === undefined ? [] : [`span ${headline(evidence.spanId, 20)}`];
  return [...place, ...span].join(' ');
}

function* excerpt(text: string, { style, width }: FindingView): Generator<string> {
  const room = Math.max(20, width - indent.length - labelWidth - 3);
  const quoted = text === '' ? 'recorded as empty' : `“${headline(text, room * excerptLines - 4)}”`;
  for (const line of wrap(quoted, room)) yield `${label('', style)}${style.name(line)}\n`;
}

function* field(name: string, text: string, { style, width }: FindingView, paint: Paint = (plain) => plain): Generator<string> {
  let first = true;
  for (const line of wrap(safeText(text), Math.max(20, width - indent.length - labelWidth - 2))) {
    yield `${label(first ? name : '', style)}${paint(line)}\n`;
    first = false;
  }
}

const label = (name: string, style: Style): string => `${indent}${indent}${style.quiet(name.padEnd(labelWidth))}`;
