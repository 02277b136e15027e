import type { JsonValue, Place, RawItem } from '../../../src/plugin.js';

/** A value with its JSON pointer in the record. */
export interface Located {
  value: JsonValue;
  pointer: string;
}

/** Where a record stands, and what to do with something that must be told of it: it is counted, and noted once. */
export interface Reading {
  place: Place;
  count: (code: string) => void;
}

/** One thing that Phoenix writes. */
export interface Shape {
  /** For people. */
  title: string;
  score: number;
  /** What shows that a value has this shape, or `undefined`. Looks at keys only. */
  test(value: JsonValue): string | undefined;
  read(located: Located, reading: Reading): Iterable<RawItem>;
}

/** The items of a list, each with its pointer; one thing that is no list stands for itself. */
export function items({ value, pointer }: Located): Located[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [{ value, pointer }];
}
