import type { JsonValue, RawTrace } from '../../../src/plugin.js';

/** What a piece of a record is. */
export type What = 'observation' | 'trace' | 'score';

/** A piece of a record, before its fields are read. */
export interface Part {
  what: What;
  value: JsonValue;
  /** Where it stands in the record. */
  pointer: string;
  /** Only an update of something that was created in another record: what it does not say is unknown. */
  partial?: boolean;
  /** What the whole record shows that the trace cannot hold. */
  lacks?: RawTrace['lacks'];
}

/** Something in the record that gives no span and must not go unsaid. */
export interface Remark {
  code: string;
  message: string;
  pointer: string;
}

export type Piece = Part | { remark: Remark };
