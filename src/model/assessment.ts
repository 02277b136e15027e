import type { JsonValue } from './json.js';

/** A judgement of a trace, turn or session: feedback, an expectation, or an issue. */
export interface Assessment {
  id?: string;
  name: string;
  kind: 'feedback' | 'expectation' | 'issue';
  /** Value of the feedback, or what was expected. Absent when the scorer failed. */
  value?: JsonValue;
  rationale?: string;
  source: { type: 'human' | 'llm_judge' | 'code' | 'unknown'; id?: string };
  /** The scorer itself failed. Never an error of the trace. */
  error?: { code?: string; message?: string };
  /** Set on assessments of a single span. */
  spanId?: string;
  /** Set on assessments of a whole session. */
  session?: string;
  metadata?: JsonValue;
  createdNs?: bigint;
  /** Id of the assessment that this one replaces. */
  overrides?: string;
  /** False when a newer assessment replaced it, or its author withdrew it. */
  valid: boolean;
}
