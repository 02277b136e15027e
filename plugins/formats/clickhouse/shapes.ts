import { isObject, own, type JsonObject, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** Rows in a record, each with where it stands. */
export interface Row {
  value: JsonObject;
  pointer: string;
}

/** Says whether a record is a row of the table, or the result of a query over it. */
export function recogniseRows(record: JsonValue): Recognition | undefined {
  if (isRow(record)) return { score: 0.95, shape: 'ClickHouse otel_traces row', because: 'has "TraceId", "SpanId" and columns of otel_traces' };
  const [first] = rowsIn(record);
  return first && isRow(first.value) ? { score: 0.9, shape: 'ClickHouse query result', because: `has rows with "TraceId" and "SpanId" at "${first.pointer}"` } : undefined;
}

const otherColumns = ['SpanAttributes', 'SpanName', 'ParentSpanId', 'Duration', 'StatusCode'];

function isRow(value: JsonValue): boolean {
  return own(value, 'TraceId') !== undefined && own(value, 'SpanId') !== undefined && otherColumns.some((name) => own(value, name) !== undefined);
}

/** Rows of a record: the record itself, a list, or the `data` of the formats `JSON`, `JSONStrings` and `JSONCompact`. */
export function rowsIn(record: JsonValue): Row[] {
  const data = own(record, 'data');
  if (Array.isArray(record)) return objects(record, '');
  if (Array.isArray(data)) return [...objects(data, '/data'), ...compactRows(data, names(own(record, 'meta')))];
  return isObject(record) && isRow(record) ? [{ value: record, pointer: '' }] : [];
}

function objects(list: readonly JsonValue[], pointer: string): Row[] {
  return list.flatMap((value, index) => (isObject(value) ? [{ value, pointer: `${pointer}/${index}` }] : []));
}

function names(meta: JsonValue | undefined): string[] {
  return Array.isArray(meta) ? meta.map((column) => String(own(column, 'name') ?? '')) : [];
}

/** Rows that are lists, named by the columns beside them. */
function compactRows(list: readonly JsonValue[], columns: readonly string[]): Row[] {
  return list.flatMap((row, index) => {
    if (!Array.isArray(row)) return [];
    return [{ value: Object.fromEntries(columns.map((name, column) => [name, row[column] ?? null])), pointer: `/data/${index}` }];
  });
}
