import type { Evidence, JsonValue } from '../model/index.js';

/** A turn that may have caused what went wrong, with the reasons. */
export interface SuspectRow {
  turn: number;
  agent: string;
  traceId: string;
  spanId: string;
  score: number;
  because: { cue: string; text: string; evidence: Evidence[] }[];
}

/** The suspects of one session, best first. */
export interface SuspectsRow {
  session: string;
  suspects: SuspectRow[];
}

/** The value of one fact on one subject, or the reason why it cannot be had. */
export interface FactRow {
  session: string;
  turn?: number;
  traceId?: string;
  spanId?: string;
  fact: string;
  value: JsonValue;
  reason?: string;
  evidence?: Evidence[];
}
