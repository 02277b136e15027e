import type { JsonValue } from '../../../src/plugin.js';

/** A value with its JSON pointer in the record. */
export interface Located {
  value: JsonValue;
  pointer: string;
}

/** One trace as any shape holds it, before its members are read. */
export interface TraceParts {
  /** Trace info of version 2 or 3, under any of their names. */
  info?: Located;
  spans: Located[];
  /** Whole inputs and outputs of the root, kept beside the spans. */
  request?: JsonValue;
  response?: JsonValue;
}

/** Something in the record that gives no trace and must not go unsaid. */
export interface Remark {
  code: string;
  message: string;
  pointer: string;
}

export type Part = { trace: TraceParts } | { remark: Remark };

/** The items of a list, each with its pointer; nothing when the value is no list. */
export function itemsAt(value: JsonValue | undefined, pointer: string): Located[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [];
}

/** A trace whose members stand somewhere else in the record than where they were cut. */
export function relocated(parts: TraceParts, relocate: (pointer: string) => string): TraceParts {
  const move = (located: Located): Located => ({ ...located, pointer: relocate(located.pointer) });
  return { ...parts, info: parts.info && move(parts.info), spans: parts.spans.map(move) };
}
