import { attributeMap, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { cell } from './literal.js';

/** Columns that are read into fields of the span. */
const read = new Set([
  ...['Timestamp', 'StartTime', 'EndTime', 'Duration', 'TraceId', 'SpanId', 'ParentSpanId', 'SpanName', 'SpanKind', 'ServiceName', 'StatusCode', 'StatusMessage'],
  ...['SpanAttributes', 'ResourceAttributes', 'ScopeName', 'ScopeVersion', 'Events', 'Links'],
]);

/**
 * The attributes of a row, and columns that nobody knows under their own names. What the attributes say themselves goes first. The text of attributes
 * that cannot be read is kept like any other column.
 */
export function attributesOf(row: JsonObject): Map<string, JsonValue> {
  const recorded = cell(own(row, 'SpanAttributes'));
  const attributes = attributeMap(recorded);
  for (const [column, value] of Object.entries(row)) {
    const known = (read.has(column) && !(column === 'SpanAttributes' && typeof recorded === 'string')) || /^(?:Events|Links)\./.test(column) || attributes.has(column);
    if (!known && value !== undefined && value !== null && value !== '') attributes.set(column, value);
  }
  return attributes;
}
