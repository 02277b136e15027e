import type { Evidence } from '../model/index.js';
import { headline, oneLine, safeText, wrap } from '../util/safe-text.js';
import type { Suspect } from '../facts/blame.js';
import type { BlameRow } from './rows.js';
import { whereOf } from './terminal-finding.js';
import { ruler, type Style } from './terminal-style.js';

const shownSuspects = 5;
const shownEvidence = 2;
const margin = ' '.repeat(9);

/** The turns that may have caused what went wrong in a session, best first, each with its reasons. */
export function* renderSuspects(row: BlameRow, style: Style, width: number): Generator<string> {
  const name = headline(row.session, Math.max(20, width - 20));
  yield `${ruler(style, `${style.quiet('Session')} ${style.strong(name)}`, `Session ${name}`, width)}\n`;
  if (row.suspects.length === 0) yield '  No suspect: nothing that could be judged was recorded.\n';
  for (const [index, suspect] of row.suspects.slice(0, shownSuspects).entries()) yield* renderSuspect(suspect, index + 1, style, width);
  const left = row.suspects.length - shownSuspects;
  if (left > 0) yield `  ${style.quiet(`… and ${left} more, less likely (--format json lists them)`)}\n`;
  yield '\n';
}

function* renderSuspect(suspect: Suspect, rank: number, style: Style, width: number): Generator<string> {
  const turn = rank === 1 ? style.bad(style.strong(`turn ${suspect.turn}`)) : style.strong(`turn ${suspect.turn}`);
  yield `  ${rank}. ${turn}  ${headline(suspect.agent, 40)}  ${style.quiet(`score ${suspect.score.toFixed(2)}`)}\n`;
  yield `     ${style.quiet(headline(`trace ${suspect.traceId}  span ${suspect.spanId}`, width - 5))}\n`;
  for (const reason of suspect.because) {
    yield* bullet(reason.text, style, width);
    for (const evidence of reason.evidence.slice(0, shownEvidence)) yield* evidenceLines(evidence, style, width);
  }
}

function* evidenceLines(evidence: Evidence, style: Style, width: number): Generator<string> {
  const room = Math.max(20, width - margin.length);
  const text = evidence.excerpt === undefined || evidence.excerpt === '' ? oneLine(evidence.what) : `“${headline(evidence.excerpt, room * 2 - 4)}”`;
  for (const line of wrap(text, room)) yield `${margin}${style.name(line)}\n`;
  const where = whereOf(evidence);
  if (where !== '') yield `${margin}${style.quiet(headline(where, room))}\n`;
}

function* bullet(text: string, style: Style, width: number): Generator<string> {
  let head = style.quiet('     - ');
  for (const line of wrap(safeText(text), Math.max(20, width - 8))) {
    yield `${head}${line}\n`;
    head = '       ';
  }
}
