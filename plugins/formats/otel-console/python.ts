import { asString, attributeMap, isObject, own, parentIdOf, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawLink, type RawSpan, type Recognition } from '../../../src/plugin.js';
import { idsOf } from './ids.js';
import { placeOf, type Part } from './part.js';
import { kindOf, listOf, nonEmpty, statusOf, timeOf } from './words.js';

/** `ReadableSpan.to_json()`, as `ConsoleSpanExporter` prints it. Other writers with a `context` spell the kind or the status otherwise. */
export function recognisePython(value: JsonValue): Recognition | undefined {
  const kind = own(value, 'kind');
  const printed = own(own(value, 'context'), 'trace_id') !== undefined && typeof kind === 'string' && kind.startsWith('SpanKind.');
  const other = own(value, 'span_kind') !== undefined || own(value, 'status_code') !== undefined;
  return printed && !other ? { score: 0.95, shape: 'Python SDK span', because: `has "context.trace_id" and the kind "${kind.slice(0, 40)}"` } : undefined;
}

/** Reads one span. */
export function readPython(part: Part): RawSpan {
  const { value } = part;
  const context = own(value, 'context');
  const status = own(value, 'status');
  return {
    type: 'span',
    ...idsOf(own(context, 'trace_id'), own(context, 'span_id'), part),
    parentId: parentIdOf(own(value, 'parent_id')),
    name: asString(own(value, 'name')) ?? '',
    otelKind: kindOf(own(value, 'kind')),
    startNs: timeOf(own(value, 'start_time')),
    endNs: timeOf(own(value, 'end_time')),
    status: statusOf(own(status, 'status_code'), own(status, 'description')),
    attributes: attributeMap(own(value, 'attributes')),
    events: listOf(own(value, 'events')).map(readEvent),
    links: linksOf(own(value, 'links')),
    resource: resourceOf(own(value, 'resource')),
    place: placeOf(part),
  };
}

function readEvent(value: JsonValue): RawEvent {
  return { name: asString(own(value, 'name')) ?? '', timeNs: timeOf(own(value, 'timestamp')), attributes: attributeMap(own(value, 'attributes')) };
}

function linksOf(value: JsonValue | undefined): RawLink[] | undefined {
  const links = listOf(value).flatMap((link) => {
    const [traceId, spanId] = [traceIdOf(own(own(link, 'context'), 'trace_id')), spanIdOf(own(own(link, 'context'), 'span_id'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(own(link, 'attributes')) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

/** Older versions print the attributes of the resource without the object around them. */
function resourceOf(value: JsonValue | undefined): RawSpan['resource'] {
  const attributes = own(value, 'attributes');
  return nonEmpty(attributeMap(isObject(attributes) ? attributes : value));
}
