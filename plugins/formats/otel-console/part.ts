import type { JsonValue, Place } from '../../../src/plugin.js';

/** A value of a record, where it stands, and where to tell of it: what must be told is counted, and noted once. */
export interface Part {
  value: JsonValue;
  /** JSON pointer inside the record; empty when the value is the record. */
  pointer: string;
  place: Place;
  count: (code: string) => void;
}

/** Place of the value: that of the record, with the pointer where there is one. */
export function placeOf({ place, pointer }: Part): Place {
  return pointer === '' ? place : { ...place, pointer };
}
