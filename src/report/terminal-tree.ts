import type { Span, Turn } from '../model/index.js';
import { durationMs, formatDuration } from '../util/duration.js';
import { counted, groupDigits, percent } from '../util/numbers.js';
import { displayWidth, headline, padLeft, padRight, wrap } from '../util/safe-text.js';
import type { Style } from './terminal-style.js';
import { gaps, slowest } from './timeline.js';

/** How a span tree is shown. */
export interface TreeView {
  style: Style;
  width: number;
  /** At most so many spans of a turn. */
  spans: number;
  /** Attempts of repeated tool calls, by span. */
  retries: ReadonlyMap<Span, number>;
}

const deepest = 12;
const statusWidth = 10;
const timeWidth = 11;
const tokenWidth = 16;
const errorLines = 3;

/**
 * The spans of a turn as a tree, with what went slowly or wrong.
 *
 * ```text
 *   AGENT plan                      ok    1.2 s   1,234 → 56
 *   ├─ LLM chat gpt-4o              ok   800 ms   1,234 → 56
 *   │    ◀ slowest
 *   └─ TOOL search               ERROR     3 ms
 *        timeout
 * ```
 */
export function* renderTree(turn: Turn, view: TreeView): Generator<string> {
  const slow = slowest(turn);
  let shown = 0;
  for (const { span, prefix, below } of walk(turn.root)) {
    if (shown === view.spans) break;
    yield `  ${spanLine(span, prefix, view)}\n`;
    const room = Math.max(20, view.width - displayWidth(below) - 4);
    for (const note of notesOn(span, span === slow?.span ? slow.ms : undefined, room, view)) yield `  ${view.style.quiet(below)}  ${note}\n`;
    shown += 1;
  }
  if (turn.spans.length > shown) yield `  ${view.style.quiet(`… and ${counted(turn.spans.length - shown, 'span')} more (--full shows them)`)}\n`;
  yield* gapLines(turn, view);
}

interface Branch {
  span: Span;
  /** What stands before the span's name, and before lines that belong to it. */
  prefix: string;
  below: string;
  depth: number;
}

/** Depth first with an explicit stack; beyond a depth the branches are no longer drawn, only numbered. */
function* walk(root: Span): Generator<Branch> {
  const seen = new Set<Span>();
  const stack: Branch[] = [{ span: root, prefix: '', below: '', depth: 0 }];
  for (let branch = stack.pop(); branch !== undefined; branch = stack.pop()) {
    if (seen.has(branch.span)) continue;
    seen.add(branch.span);
    yield branch;
    for (let i = branch.span.children.length - 1; i >= 0; i -= 1) {
      const span = branch.span.children[i];
      if (span !== undefined) stack.push(grow(branch, span, i === branch.span.children.length - 1));
    }
  }
}

function grow({ below, depth }: Branch, span: Span, last: boolean): Branch {
  if (depth < deepest) return { span, prefix: `${below}${last ? '└─ ' : '├─ '}`, below: `${below}${last ? '   ' : '│  '}`, depth: depth + 1 };
  const margin = below.slice(0, deepest * 3);
  return { span, prefix: `${margin}⋯${depth + 1} `, below: margin, depth: depth + 1 };
}

function spanLine(span: Span, prefix: string, view: TreeView): string {
  const { style } = view;
  const right = statusWidth + timeWidth + tokenWidth;
  const room = Math.max(24, view.width - 2 - right);
  const kind = span.kind === 'unknown' ? 'SPAN' : span.kind.toUpperCase();
  const title = headline(`${kind} ${spanTitle(span)}`, Math.max(12, room - prefix.length));
  const filled = padRight(`${prefix}${title}`, room).slice(prefix.length);
  const kindPart = filled.slice(0, kind.length);
  const name = span.status.code === 'error' ? style.bad(filled.slice(kind.length)) : filled.slice(kind.length);
  return `${style.quiet(prefix)}${style.name(kindPart)}${name}${numbers(span, style)}`.trimEnd();
}

function spanTitle(span: Span): string {
  if (span.synthetic === 'missing-parent') return `(parent ${span.id} is not in this dump)`;
  if (span.synthetic === 'trace-without-spans') return `${span.name} (this dump holds no spans of the trace)`;
  const model = span.requestModel ?? span.responseModel;
  return model === undefined || span.name.includes(model) ? span.name : `${span.name} (${model})`;
}

function numbers(span: Span, style: Style): string {
  const ms = durationMs(span.startNs, span.endNs);
  const time = padLeft(ms === undefined ? '' : formatDuration(ms), timeWidth);
  return `${status(span, style)}${time}${padLeft(tokens(span), tokenWidth)}`;
}

function status(span: Span, style: Style): string {
  if (span.synthetic !== undefined) return ' '.repeat(statusWidth);
  if (span.status.code === 'error') return style.bad(padLeft('ERROR', statusWidth));
  if (span.tool?.isError === true) return style.bad(padLeft('failed', statusWidth));
  if (span.endNs === undefined) return style.warn(padLeft('unfinished', statusWidth));
  return style.quiet(padLeft(span.status.code === 'ok' ? 'ok' : '', statusWidth));
}

/** Tokens in and out; a sum over spans below is marked, since it is not to be added to theirs. */
function tokens(span: Span): string {
  const usage = span.usage ?? span.aggregateUsage;
  if (usage?.input === undefined && usage?.output === undefined) return '';
  const count = (value: number | undefined): string => (value === undefined ? '?' : groupDigits(value));
  return `${span.usage === undefined ? 'Σ ' : ''}${count(usage.input)} → ${count(usage.output)}`;
}

/** What is to be said of a span, below its line. */
function* notesOn(span: Span, slowMs: number | undefined, room: number, { style, retries }: TreeView): Generator<string> {
  const error = errorText(span);
  if (error !== '') yield* wrap(headline(error, room * errorLines), room).map(style.bad);
  const attempt = retries.get(span);
  if (attempt !== undefined) yield style.warn(`↻ attempt ${attempt}, with the same arguments`);
  if (slowMs !== undefined) yield style.warn(`◀ slowest${span.children.length > 0 ? `: ${formatDuration(slowMs)} of its own` : ''}`);
}

const errorText = ({ error, status }: Span): string =>
  [error?.type, error?.message ?? status.message].filter((part) => part !== undefined && part !== '').join(': ');

function* gapLines(turn: Turn, { style, width }: TreeView): Generator<string> {
  for (const gap of gaps(turn)) {
    const where = gap.after === undefined ? 'before the first span' : `after ${gap.after.name}`;
    yield `  ${style.warn(headline(`⏸ ${formatDuration(gap.ms)} (${percent(gap.share)} of the turn) ${where}: no span was running`, width - 2))}\n`;
  }
}
