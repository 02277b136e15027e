import type { JsonValue, RawItem, ReadContext } from '../../../src/plugin.js';
import { readRow } from './row.js';
import { rowsIn } from './shapes.js';

/** Gives the spans of a record. Rows without ids are noted once. */
export function* readRows(value: JsonValue, { place, note }: ReadContext): Generator<RawItem> {
  let withoutId = 0;
  for (const row of rowsIn(value)) {
    yield readRow(row.value, row.pointer === '' ? place : { ...place, pointer: row.pointer }, () => (withoutId += 1));
  }
  if (withoutId > 0) note('span-without-id', `${withoutId} span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.`);
}
