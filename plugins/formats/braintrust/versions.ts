import { asName, own, stableJson } from '../../../src/plugin.js';
import { compareVersions, mergeInto } from './merge.js';
import type { Row } from './rows.js';

/**
 * One row for each id. The same row is written again with a growing transaction id: the newest wins, and one that says `_is_merge` only holds what
 * changed. Rows that were deleted are left out.
 */
export function newest(rows: readonly Row[]): { rows: Row[]; older: number; deleted: number } {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const settled = [...groups.values()].map(settle);
  const kept = settled.filter(({ value }) => own(value, '_object_delete') !== true);
  return { rows: kept, older: rows.length - settled.length, deleted: settled.length - kept.length };
}

/** Row ids repeat from one project or experiment to another, span ids do not. */
function keyOf({ value }: Row): string {
  return [own(value, 'root_span_id'), own(value, 'span_id'), own(value, 'id')].map((id) => asName(id) ?? '').join('\n');
}

function settle(group: Row[]): Row {
  const ordered = [...group].sort((a, b) => compareVersions(a.value, b.value) || (stableJson(a.value) < stableJson(b.value) ? -1 : 1));
  return ordered.reduce((before, row) => (own(row.value, '_is_merge') === true ? { value: mergeInto(before.value, row.value), place: row.place } : row));
}
