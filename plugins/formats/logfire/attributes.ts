import { attributeMap, decoded, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

/** Columns that say something of a span which its attributes need not say, and the attribute under which Logfire's SDK writes the same. */
const sdkNames: ReadonlyMap<string, string> = new Map([
  ['message', 'logfire.msg'],
  ['kind', 'logfire.span_type'],
  ['level', 'logfire.level_num'],
  ['tags', 'logfire.tags'],
]);

/** Columns that are read into fields of the span. */
const read = new Set([
  ...['trace_id', 'span_id', 'parent_span_id', 'span_name', 'start_timestamp', 'end_timestamp', 'duration', 'attributes', 'is_exception', 'exception_type', 'exception_message', 'exception_stacktrace'],
  ...['otel_span_kind', 'otel_status_code', 'otel_status_message', 'otel_events', 'otel_links', 'otel_resource_attributes', 'otel_scope_name', 'otel_scope_version'],
  ...['service_name', 'service_namespace', 'service_version', 'deployment_environment'],
]);

/**
 * The attributes of a row, as an object or (in CSV) as its JSON, and the columns beside them. What the attributes say themselves goes first. The text
 * of attributes that cannot be read is kept like any other column.
 */
export function attributesOf(row: JsonObject): Map<string, JsonValue> {
  const recorded = decoded(own(row, 'attributes'));
  const attributes = attributeMap(recorded);
  for (const [column, value] of Object.entries(row)) {
    const key = sdkNames.get(column) ?? column;
    const known = read.has(column) && !(column === 'attributes' && typeof recorded === 'string');
    if (!known && value !== undefined && value !== null && value !== '' && !attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}
