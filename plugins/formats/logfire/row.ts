import {
  asBoolean, asString, attributeMap, decoded, nanoseconds, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonObject, type JsonValue, type Place, type RawEvent, type RawLink, type RawSpan,
  type Status,
} from '../../../src/plugin.js';
import { attributesOf } from './attributes.js';

/** Reads one row; `count` is told of a row without ids. */
export function readRow(row: JsonObject, place: Place, count: (code: string) => void): RawSpan {
  const startNs = nanoseconds(own(row, 'start_timestamp'));
  const attributes = attributesOf(row);
  return {
    type: 'span',
    ...idsOf(row, place, count),
    parentId: parentIdOf(own(row, 'parent_span_id')),
    name: asString(own(row, 'span_name')) ?? asString(own(row, 'message')) ?? '',
    otelKind: otelKindOf(own(row, 'otel_span_kind')),
    startNs,
    endNs: endOf(row, startNs),
    status: statusOf(row),
    attributes,
    events: eventsOf(row),
    links: linksOf(own(row, 'otel_links')),
    resource: resourceOf(row),
    scope: present({ name: text(row, 'otel_scope_name'), version: text(row, 'otel_scope_version') }),
    place,
  };
}

/** An id that is missing is made of the place, so that the span is not lost. */
function idsOf(row: JsonObject, place: Place, count: (code: string) => void): { traceId: string; spanId: string } {
  const [traceId, spanId] = [traceIdOf(own(row, 'trace_id')), spanIdOf(own(row, 'span_id'))];
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `no-id:${place.file}:${place.record}`;
  return { traceId: traceId ?? where, spanId: spanId ?? `${where}${place.pointer ?? ''}` };
}

/** The duration is in seconds; log rows have none. */
function endOf(row: JsonObject, startNs: bigint | undefined): bigint | undefined {
  const duration = nanoseconds(own(row, 'duration'), 's');
  return nanoseconds(own(row, 'end_timestamp')) ?? (startNs !== undefined && duration !== undefined ? startNs + duration : undefined);
}

const kinds = new Set(['internal', 'server', 'client', 'producer', 'consumer']);

function otelKindOf(value: JsonValue | undefined): string | undefined {
  const kind = asString(value)?.toLowerCase().replace(/^span_?kind[._]/, '');
  return kind !== undefined && kinds.has(kind) ? kind : undefined;
}

const codes = ['unset', 'ok', 'error'] as const;

/** The status as recorded; where the query did not select it, a row with an exception failed. */
function statusOf(row: JsonObject): Status {
  const word = text(row, 'otel_status_code')?.toLowerCase().replace(/^status_?code[._]/, '');
  const thrown = own(row, 'otel_status_code') === undefined && asBoolean(own(row, 'is_exception')) === true;
  const code = codes.find((known) => known === word) ?? (thrown ? 'error' : 'unset');
  const message = text(row, 'otel_status_message') ?? (thrown ? text(row, 'exception_message') : undefined);
  return message === undefined ? { code } : { code, message };
}

/** Events as recorded; the columns of an exception stand in for its event where events were not selected. */
function eventsOf(row: JsonObject): RawEvent[] {
  const list = decoded(own(row, 'otel_events'));
  if (Array.isArray(list)) return list.map(readEvent);
  const columns = { 'exception.type': 'exception_type', 'exception.message': 'exception_message', 'exception.stacktrace': 'exception_stacktrace' };
  const attributes = Object.entries(columns).flatMap(([key, column]): [string, JsonValue][] => (text(row, column) === undefined ? [] : [[key, text(row, column) ?? null]]));
  return attributes.length === 0 ? [] : [{ name: 'exception', attributes: new Map(attributes) }];
}

/** Attributes of an event stand in a member of their own, or beside its name and time. */
function readEvent(value: JsonValue): RawEvent {
  const attributes = attributeMap(decoded(own(value, 'attributes')) ?? value);
  for (const key of ['event_name', 'event_timestamp', 'name', 'timestamp']) if (own(value, 'attributes') === undefined) attributes.delete(key);
  const name = asString(own(value, 'event_name')) ?? asString(own(value, 'name')) ?? '';
  return { name, timeNs: nanoseconds(own(value, 'event_timestamp') ?? own(value, 'timestamp')), attributes };
}

function linksOf(value: JsonValue | undefined): RawLink[] | undefined {
  const list = decoded(value);
  const links = (Array.isArray(list) ? list : []).flatMap((link) => {
    const context = own(link, 'context') ?? link;
    const [traceId, spanId] = [traceIdOf(own(context, 'trace_id')), spanIdOf(own(context, 'span_id'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(own(link, 'attributes')) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

const resourceColumns: readonly (readonly [column: string, key: string])[] = [
  ['service_name', 'service.name'],
  ['service_namespace', 'service.namespace'],
  ['service_version', 'service.version'],
  ['deployment_environment', 'deployment.environment.name'],
];

/** Some attributes of the resource have columns of their own. */
function resourceOf(row: JsonObject): RawSpan['resource'] {
  const attributes = attributeMap(decoded(own(row, 'otel_resource_attributes')));
  for (const [column, key] of resourceColumns) {
    const value = text(row, column);
    if (value !== undefined && !attributes.has(key)) attributes.set(key, value);
  }
  return attributes.size === 0 ? undefined : attributes;
}

function text(row: JsonObject, name: string): string | undefined {
  return asString(own(row, name)) || undefined;
}
