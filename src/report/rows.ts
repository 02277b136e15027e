import type { Suspect } from '../facts/blame.js';
import type { Evidence, JsonValue } from '../model/index.js';

/** The turns that may have caused what went wrong in a session, best first. */
export interface BlameRow {
  session: string;
  suspects: Suspect[];
}

/** The value of one fact on one subject, or the reason why it cannot be had. */
export interface MeasureRow {
  session: string;
  turn?: number;
  traceId?: string;
  spanId?: string;
  fact: string;
  value: JsonValue;
  /** Why `value` is null. */
  reason?: string;
  evidence?: Evidence[];
}
