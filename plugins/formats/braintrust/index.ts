import { defineFormat, type RawItem, type RawRecord, type TogetherContext } from '../../../src/plugin.js';
import { tracesOf } from './judged.js';
import { recogniseRow, rowsOf, type Row } from './rows.js';
import { readSpan } from './span.js';
import { newest } from './versions.js';

/** Rows of Braintrust logs and experiments. All are read together, because a row may be written again later. */
export default defineFormat({
  apiVersion: 1,
  id: 'braintrust',
  title: 'Braintrust rows',
  lacks: ['events on spans', 'who gave a score', 'number of spans a trace should have'],
  recognise: (record) => recogniseRow(record),
  read: (record, { note }) => readTogether([record], { note: (code, message, place) => note(code, message, place?.pointer) }),
  readTogether,
});

function* readTogether(records: readonly RawRecord[], { note }: TogetherContext): Generator<RawItem> {
  const found = records.flatMap(rowsOf);
  for (const item of found) if (!('value' in item)) note('not-a-trace', 'An item of this list is no row with span ids; it was left out.', item);
  const { rows, older, deleted } = newest(found.filter((item): item is Row => 'value' in item));
  if (older > 0) note('older-rows', `${older} row(s) were written again later with a newer "_xact_id"; the newest of each was taken, merges were laid over.`);
  if (deleted > 0) note('deleted-rows', `${deleted} row(s) say that they were deleted ("_object_delete"); they were left out.`);
  yield* tracesOf(rows);
  for (const row of rows) {
    const span = readSpan(row);
    if (span) yield span;
    else note('span-without-id', 'A row has an empty span id; it was left out.', row.place);
  }
}
