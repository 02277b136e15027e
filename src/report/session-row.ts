import type { Session } from '../model/index.js';
import { durationMs } from '../util/duration.js';

/** One session as a row: the keys are kept stable for other programs. */
export interface SessionRow {
  session: string;
  turns: number;
  /** Recorded spans: those that stand in for missing parents are not counted. */
  spans: number;
  /** Spans that ended in an error, and turns whose trace did without any span saying so. */
  errors: number;
  inputTokens?: number;
  outputTokens?: number;
  /** Start of the first turn, in nanoseconds since 1970; ISO 8601 in JSON. */
  startTime?: bigint;
  durationMs?: number;
  /** What named the session. */
  key: string;
  reason: string;
  /** Number of findings; absent when no rules were run. */
  findings?: number;
}

/** Sums a session up. `findings` is left out where no rules were run. */
export function sessionRow(session: Session, findings?: number): SessionRow {
  return {
    session: session.id,
    turns: session.turns.length,
    spans: spanCount(session),
    errors: errorCount(session),
    inputTokens: session.usage?.input,
    outputTokens: session.usage?.output,
    startTime: session.startNs,
    durationMs: durationMs(session.startNs, session.endNs),
    key: session.key.key,
    reason: session.key.reason,
    findings,
  };
}

const spanCount = (session: Session): number =>
  session.turns.reduce((sum, turn) => sum + turn.spans.filter((span) => span.synthetic === undefined).length, 0);

function errorCount(session: Session): number {
  let errors = 0;
  for (const turn of session.turns) {
    const failed = turn.spans.filter((span) => span.status.code === 'error').length;
    errors += failed === 0 && turn.status === 'error' ? 1 : failed;
  }
  return errors;
}
