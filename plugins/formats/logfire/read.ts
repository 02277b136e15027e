import { asString, decoded, own, type JsonObject, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { readRow } from './row.js';
import { rowsIn } from './shapes.js';

/** Gives the spans of a record. A pending span is a twin that tells of a span's start before the span itself is there; it is left out and counted. */
export function* readRows(value: JsonValue, { place, note }: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const count = (code: string): void => void told.set(code, (told.get(code) ?? 0) + 1);
  for (const row of rowsIn(value)) {
    if (isPending(row.value)) count('pending-span');
    else yield readRow(row.value, row.pointer === '' ? place : { ...place, pointer: row.pointer }, count);
  }
  for (const [code, number] of told) note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

function isPending(row: JsonObject): boolean {
  const type = own(decoded(own(row, 'attributes')), 'logfire.span_type');
  return asString(own(row, 'kind')) === 'pending_span' || type === 'pending_span';
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'pending-span': 'pending span(s), which only announce that another span began, were left out. A span that never ended shows as a parent that is missing.',
};
