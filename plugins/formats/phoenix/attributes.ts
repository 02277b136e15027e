import { asName, attributeMap, own, type JsonValue } from '../../../src/plugin.js';
import { cell, first, others } from './fields.js';
import { unflatten } from './unflatten.js';

/** Fields of a span that are read into fields of their own, or that say nothing beyond them. */
const known = new Set([
  'name', 'context', 'trace_id', 'span_id', 'span_kind', 'kind', 'parent_id', 'parent_span_id', 'start_time', 'end_time', 'status_code', 'status_message',
  'attributes', 'events', 'conversation', 'annotations', 'notes',
]);

/**
 * Attributes of a span, and under keys of OpenInference what Phoenix keeps beside them: kind, and the conversation of old files.
 * Fields that nobody knows are kept under their own names. An attribute is never replaced.
 */
export function attributesOf(span: JsonValue): Map<string, JsonValue> {
  const attributes = attributeMap(cell(own(span, 'attributes')));
  const kind = asName(first(span, 'span_kind'));
  if (kind !== undefined && kind.toUpperCase() !== 'UNKNOWN') add(attributes, 'openinference.span.kind', kind);
  add(attributes, 'session.id', first(own(span, 'conversation'), 'conversation_id'));
  rejoin(attributes, 'tool.parameters');
  for (const [key, value] of others(span, known)) add(attributes, key, value);
  return attributes;
}

function add(attributes: Map<string, JsonValue>, key: string, value: JsonValue | undefined): void {
  if (value !== undefined && !attributes.has(key)) attributes.set(key, value);
}

/** REST flattens what was one JSON text when it was recorded. The flat keys stay beside the whole. */
function rejoin(attributes: Map<string, JsonValue>, key: string): void {
  const flat = [...attributes].filter(([name]) => name.startsWith(`${key}.`));
  if (flat.length > 0) add(attributes, key, unflatten(flat.map(([name, value]) => [name.slice(key.length + 1), value])));
}
