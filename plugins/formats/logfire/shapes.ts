import { isObject, own, type JsonObject, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** A row in a record, with where it stands. */
export interface Row {
  value: JsonObject;
  pointer: string;
}

/** Says whether a record is a row, or the answer of the query API with rows inside. */
export function recogniseLogfire(record: JsonValue): Recognition | undefined {
  const key = rowKey(record);
  if (key !== undefined) return { score: 0.95, shape: 'Logfire query row', because: `has "trace_id", "span_id" and "${key}"` };
  const [first] = rowsIn(record);
  const inside = first && rowKey(first.value);
  if (inside !== undefined) return { score: 0.92, shape: 'Logfire query result', because: `has rows with "${inside}"` };
  return isEnvelope(record) ? { score: 0.9, shape: 'Logfire query result', because: 'has "columns" of Logfire\'s records and no rows' } : undefined;
}

const ownColumns = ['otel_status_code', 'otel_scope_name', 'otel_events', 'otel_resource_attributes', 'otel_links', 'otel_status_message', 'is_exception'];

/** A column that shows that a row is Logfire's. A query may select any of them, so one is enough beside the ids and a time or name of its own. */
function rowKey(value: JsonValue): string | undefined {
  if (own(value, 'trace_id') === undefined || own(value, 'span_id') === undefined) return undefined;
  const timed = own(value, 'start_timestamp') !== undefined && own(value, 'span_name') !== undefined;
  return ownColumns.find((name) => own(value, name) !== undefined) ?? (timed ? 'span_name' : undefined);
}

/** Rows of a record: the record itself, a list, `rows`, the `data` of version 2 of the API, or columns of values. */
export function rowsIn(record: JsonValue): Row[] {
  if (Array.isArray(record)) return objects(record, '');
  const rows = own(record, 'rows');
  const data = own(record, 'data');
  if (Array.isArray(rows)) return rows.length > 0 ? objects(rows, '/rows') : [];
  if (Array.isArray(data)) return objects(data, '/data');
  return columnRows(own(record, 'columns')) ?? (isObject(record) && rowKey(record) !== undefined ? [{ value: record, pointer: '' }] : []);
}

function objects(list: readonly JsonValue[], pointer: string): Row[] {
  return list.flatMap((value, index) => (isObject(value) ? [{ value, pointer: `${pointer}/${index}` }] : []));
}

/** The first form of the API: one object for each column, with the values of all rows. */
function columnRows(columns: JsonValue | undefined): Row[] | undefined {
  if (!Array.isArray(columns)) return undefined;
  const lists = columns.map((column) => [String(own(column, 'name') ?? ''), own(column, 'values')] as const);
  const length = Math.max(0, ...lists.map(([, values]) => (Array.isArray(values) ? values.length : 0)));
  return Array.from({ length }, (_, index) => ({ value: Object.fromEntries(lists.map(([name, values]) => [name, (Array.isArray(values) ? values[index] : undefined) ?? null])), pointer: '/columns' }));
}

/** What is left of a result whose rows were cut out. */
function isEnvelope(record: JsonValue): boolean {
  const columns = own(record, 'columns');
  return Array.isArray(own(record, 'rows')) && Array.isArray(columns) && columns.some((column) => ownColumns.includes(String(own(column, 'name'))));
}
