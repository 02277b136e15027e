import type { JsonValue } from '../../../src/plugin.js';

/** A run or a piece of feedback, before its fields are read. */
export interface Part {
  what: 'run' | 'feedback';
  value: JsonValue;
  /** Where it stands in the record. */
  pointer: string;
  /** Only an update of a run that was created in another record: what it does not say is unknown. */
  partial?: boolean;
  /** Ids of the run that it stands in, for runs that do not repeat them. */
  above?: { id?: string; traceId?: string };
}

/** Something in the record that gives no span and must not go unsaid. */
export interface Remark {
  code: string;
  message: string;
  pointer: string;
}

export type Piece = Part | { remark: Remark };
