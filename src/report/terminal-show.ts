import type { Session, Turn, TurnText } from '../model/index.js';
import { durationMs, formatDuration, shortTime } from '../util/duration.js';
import { counted, groupDigits } from '../util/numbers.js';
import { headline, oneLine, safeText, wrap } from '../util/safe-text.js';
import { sessionRow } from './session-row.js';
import { renderAssessment } from './terminal-assessment.js';
import { ruler, type Style } from './terminal-style.js';
import { renderTree } from './terminal-tree.js';
import { retries } from './timeline.js';

/** What of a session is shown, and how much of it. */
export interface ShowView {
  style: Style;
  width: number;
  /** Only these turns; all when absent. */
  turns?: ReadonlySet<number>;
  /** Texts and trees whole, whatever their size. */
  full: boolean;
}

const shownLines = 12;
const shownSpans = 200;
const speaker = 8;

/** A session as a conversation, turn by turn, each with its judgements and its span tree. */
export function* renderSession(session: Session, view: ShowView): Generator<string> {
  yield* header(session, view);
  const attempts = retries(session);
  for (const turn of session.turns) {
    if (view.turns !== undefined && !view.turns.has(turn.number)) continue;
    yield* renderTurn(turn, view);
    yield* renderTree(turn, { ...view, spans: view.full ? Infinity : shownSpans, retries: attempts });
    yield '\n';
  }
}

function* header(session: Session, { style, width }: ShowView): Generator<string> {
  const row = sessionRow(session);
  yield `${style.quiet('Session')} ${style.strong(oneLine(session.id))}\n`;
  const numbers = [counted(row.turns, 'turn'), counted(row.spans, 'span'), counted(row.errors, 'error'), tokenText(row.inputTokens, row.outputTokens)];
  const time = [...(row.durationMs === undefined ? [] : [formatDuration(row.durationMs)]), ...(row.startTime === undefined ? [] : [`from ${shortTime(row.startTime)} UTC`])];
  yield `  ${[...numbers, ...time].join(' · ')}\n`;
  if (session.user !== undefined) yield `  user ${oneLine(session.user)}\n`;
  for (const line of wrap(safeText(`grouped by: ${session.key.reason}`), width - 2)) yield `  ${style.quiet(line)}\n`;
  for (const file of session.files.slice(0, 5)) yield `  ${style.quiet(oneLine(file))}\n`;
  if (session.files.length > 5) yield `  ${style.quiet(`… and ${counted(session.files.length - 5, 'file')} more`)}\n`;
  for (const assessment of session.assessments) yield* renderAssessment(assessment, style, width);
  for (const assessment of session.setAside) yield* renderAssessment(assessment, style, width, true);
  yield '\n';
}

function tokenText(input: number | undefined, output: number | undefined): string {
  if (input === undefined && output === undefined) return 'tokens not recorded';
  const count = (value: number | undefined): string => (value === undefined ? '?' : groupDigits(value));
  return `${count(input)} → ${count(output)} tokens`;
}

function* renderTurn(turn: Turn, view: ShowView): Generator<string> {
  const { style, width } = view;
  yield `${turnRuler(turn, style, width)}\n`;
  yield `   ${style.quiet(`trace ${headline(turn.traceId, width - 10)}`)}\n`;
  yield* said('user', turn.input, view);
  yield* said('agent', turn.output, view);
  for (const assessment of turn.assessments) yield* renderAssessment(assessment, style, width);
  for (const assessment of turn.setAside) yield* renderAssessment(assessment, style, width, true);
  yield '\n';
}

function turnRuler(turn: Turn, style: Style, width: number): string {
  const title = `Turn ${turn.number}`;
  const ms = durationMs(turn.startNs, turn.endNs);
  const parts = [
    headline(turn.agent, 30),
    ...(ms === undefined ? [] : [formatDuration(ms)]),
    ...(turn.usage === undefined ? [] : [tokenText(turn.usage.input, turn.usage.output)]),
  ];
  const state = statusText(turn);
  const plain = [title, ...(state === '' ? [] : [state]), ...parts].join(' · ');
  const status = state === '' ? [] : [turn.status === 'error' ? style.bad(state) : style.warn(state)];
  return ruler(style, [style.strong(title), ...status, ...parts].join(' · '), plain, width);
}

function statusText({ status }: Turn): string {
  if (status === 'error') return 'ERROR';
  return status === 'in_progress' ? 'still in progress' : '';
}

function* said(who: string, text: TurnText | undefined, { style, width, full }: ShowView): Generator<string> {
  const lines = text === undefined ? [] : textLines(text.text, width - speaker - 4, full);
  const notes = textNotes(text);
  let label = style.strong(who.padEnd(speaker));
  for (const line of [...lines, ...notes.map(style.quiet)]) {
    yield `  ${label}${line}\n`;
    label = ' '.repeat(speaker);
  }
}

function textLines(text: string, width: number, full: boolean): string[] {
  const room = Math.max(20, width);
  if (text === '') return [];
  if (full) return wrap(safeText(text), room);
  const looked = text.slice(0, room * (shownLines + 1));
  const lines = wrap(safeText(looked), room);
  if (lines.length <= shownLines && looked.length === text.length) return lines;
  return [...lines.slice(0, shownLines), `… (${groupDigits(text.length)} characters; --full shows them all)`];
}

/** What has to be known of a text beside its words: not recorded is another thing than empty. */
function textNotes(text: TurnText | undefined): string[] {
  if (text === undefined) return ['(not recorded)'];
  return [
    ...(text.text === '' ? ['(recorded as empty)'] : []),
    ...(text.truncated === true ? ['(cut off in the recording)'] : []),
    ...(text.redacted === true ? ['(withheld in the recording)'] : []),
  ];
}
