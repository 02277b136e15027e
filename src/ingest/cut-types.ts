import type { JsonValue } from '../model/index.js';

/** A value that was cut out of the stream. */
export interface CutValue {
  type: 'value';
  /** The bytes of the value; valid until the next step. */
  bytes: Buffer;
  /** The value, where it had to be parsed to be cut. */
  value?: JsonValue;
  offset: number;
  /** Length in the stream. More than `bytes` for a document whose record arrays were cut out of it. */
  length: number;
  within?: string;
}

/** Something that is not a record, and what was done about it. */
export interface CutDamage {
  type: 'damage';
  code: 'record-not-json' | 'truncated' | 'too-deep' | 'record-too-large';
  /** First byte of what was passed over. */
  offset: number;
  length: number;
  /** Offset of the byte at which it broke. */
  at: number;
  expected: string;
  /** The bytes from `offset` to `at`, where they are few enough for a second look. */
  sample?: Buffer;
}

/** Bytes between records that hold nothing but should not be there. Told once per file. */
export interface CutStray {
  type: 'stray';
  offset: number;
}

export type Cut = CutValue | CutDamage | CutStray;

/** What a cutter gives at each step; `undefined`: more bytes are needed. */
export type Step = Cut | undefined;
