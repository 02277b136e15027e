import type { Session, Span, ToolCall, Turn } from '../model/index.js';
import { durationMs } from '../util/duration.js';
import { stableJson } from '../util/stable-json.js';

/** A stretch of a turn in which no span without children was running. */
export interface Gap {
  ms: number;
  /** Share of the turn. */
  share: number;
  /** The span that ended last before it; absent at the beginning of the turn. */
  after?: Span;
}

/** Time in which a span ran and none of its children did. */
export interface OwnTime {
  span: Span;
  ms: number;
}

interface Stretch {
  startNs: bigint;
  endNs: bigint;
  span: Span;
}

/** Share of a turn from which on a gap is worth a word. */
const noticeableGap = 0.2;

/** The span below the root with the most time of its own; absent where there is none with times. Idle time of the root shows as gaps. */
export function slowest(turn: Turn): OwnTime | undefined {
  const timed = turn.spans.filter((span) => span !== turn.root && span.synthetic === undefined);
  let found: OwnTime | undefined;
  for (const span of timed) {
    const ms = ownTime(span);
    if (ms > (found?.ms ?? 0)) found = { span, ms };
  }
  return found;
}

function ownTime(span: Span): number {
  const whole = stretch(span, undefined);
  if (whole === undefined) return 0;
  const covered = merge(span.children.flatMap((child) => clip(stretch(child, span.endNs), whole) ?? []));
  const children = covered.reduce((sum, { startNs, endNs }) => sum + (durationMs(startNs, endNs) ?? 0), 0);
  return Math.max(0, (durationMs(whole.startNs, whole.endNs) ?? 0) - children);
}

/** Gaps of more than a fifth of the turn, in order of time. */
export function gaps(turn: Turn): Gap[] {
  const whole = turn.startNs === undefined || turn.endNs === undefined ? undefined : { startNs: turn.startNs, endNs: turn.endNs, span: turn.root };
  const total = whole === undefined ? 0 : (durationMs(whole.startNs, whole.endNs) ?? 0);
  if (whole === undefined || total === 0 || turn.spans.length < 2) return [];
  const leaves = turn.spans.filter((span) => span.children.length === 0);
  const busy = merge(leaves.flatMap((span) => clip(stretch(span, whole.endNs), whole) ?? []));
  return busy.length === 0 ? [] : between(whole, busy, total);
}

function between(whole: Stretch, busy: readonly Stretch[], total: number): Gap[] {
  const found: Gap[] = [];
  let free = whole.startNs;
  let after: Span | undefined;
  for (const next of [...busy, { startNs: whole.endNs, endNs: whole.endNs, span: whole.span }]) {
    const ms = durationMs(free, next.startNs) ?? 0;
    if (ms > total * noticeableGap) found.push({ ms, share: ms / total, after });
    [free, after] = [next.endNs, next.span];
  }
  return found;
}

/** A span that never ended counts as running until `openEnd`. */
function stretch(span: Span, openEnd: bigint | undefined): Stretch | undefined {
  const endNs = span.endNs ?? openEnd;
  return span.startNs === undefined || endNs === undefined || endNs < span.startNs ? undefined : { startNs: span.startNs, endNs, span };
}

function clip(part: Stretch | undefined, whole: Stretch): Stretch | undefined {
  if (part === undefined || part.endNs < whole.startNs || part.startNs > whole.endNs) return undefined;
  const startNs = part.startNs < whole.startNs ? whole.startNs : part.startNs;
  const endNs = part.endNs > whole.endNs ? whole.endNs : part.endNs;
  return { startNs, endNs, span: part.span };
}

/** Joins stretches that touch; of joined ones the span that ends last is kept. */
function merge(parts: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const part of [...parts].sort((a, b) => compareBig(a.startNs, b.startNs))) {
    const last = merged.at(-1);
    if (last === undefined || part.startNs > last.endNs) merged.push({ ...part });
    else if (part.endNs > last.endNs) [last.endNs, last.span] = [part.endNs, part.span];
  }
  return merged;
}

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Tool spans that repeat a failed call with the same arguments, with the number of the attempt (2 for the first retry). */
export function retries(session: Session): Map<Span, number> {
  const found = new Map<Span, number>();
  const failed = new Map<string, number>();
  for (const call of session.toolCalls) {
    const key = `${call.turn} ${call.name} ${stableJson(call.arguments)}`;
    const attempt = (failed.get(key) ?? 0) + 1;
    if (attempt > 1 && call.span !== undefined) found.set(call.span, attempt);
    remember(failed, key, call, attempt);
  }
  return found;
}

function remember(failed: Map<string, number>, key: string, call: ToolCall, attempt: number): void {
  if (call.failed) failed.set(key, attempt);
  else failed.delete(key);
}
