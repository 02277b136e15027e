import {
  asCount,
  asString,
  attributeMap,
  nanoseconds,
  parentIdOf,
  present,
  spanIdOf,
  traceIdOf,
  type JsonValue,
  type Place,
  type RawEvent,
  type RawLink,
  type RawSpan,
} from '../../../src/plugin.js';
import { kindOf, statusOf } from './enums.js';
import { field, listField } from './field.js';

/** Where a record stands, and what to do with something that must be told of it: it is counted, and noted once. */
export interface Reading {
  place: Place;
  count: (code: string) => void;
}

/** What the spans below a resource and a scope share. */
export interface Origin {
  resource?: Map<string, JsonValue>;
  scope?: { name?: string; version?: string };
}

/** Reads one span. A span without an id gets one from its place, so that it is not lost. */
export function readSpan(value: JsonValue, pointer: string, origin: Origin, reading: Reading): RawSpan {
  const hrTime = Array.isArray(field(value, 'startTime'));
  const parentId = parentIdOf(field(value, 'parentSpanId', 'parentId') ?? field(field(value, 'parentSpanContext'), 'spanId'));
  return {
    type: 'span',
    ...idsOf(value, pointer, reading),
    parentId,
    name: asString(field(value, 'name')) ?? '',
    otelKind: kindOf(field(value, 'kind', 'spanKind'), hrTime ? 1 : 0),
    ...timesOf(value),
    status: statusOf(field(value, 'status', 'statusCode')),
    attributes: attributeMap(field(value, 'attributes')),
    events: (listField(value, 'events') ?? []).map(readEvent),
    links: linksOf(value),
    resource: origin.resource,
    scope: origin.scope,
    dropped: droppedOf(value),
    remoteParent: parentId === undefined ? undefined : remoteParentOf(field(value, 'flags')),
    place: { ...reading.place, pointer },
  };
}

function idsOf(value: JsonValue, pointer: string, { place, count }: Reading): { traceId: string; spanId: string } {
  const traceId = traceIdOf(field(value, 'traceId') ?? field(field(value, 'spanContext'), 'traceId'));
  const spanId = spanIdOf(field(value, 'spanId') ?? field(field(value, 'spanContext'), 'spanId'));
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `${place.file}:${place.record}`;
  return { traceId: traceId ?? `no-id:${where}`, spanId: spanId ?? `no-id:${where}${pointer}` };
}

function timesOf(value: JsonValue): { startNs?: bigint; endNs?: bigint } {
  const startNs = nanoseconds(field(value, 'startTimeUnixNano'), 'ns') ?? nanoseconds(field(value, 'startTime'));
  const endNs = nanoseconds(field(value, 'endTimeUnixNano'), 'ns') ?? nanoseconds(field(value, 'endTime'));
  return { startNs: known(startNs), endNs: known(endNs) };
}

/** Zero stands where no time was set. */
function known(time: bigint | undefined): bigint | undefined {
  return time === 0n ? undefined : time;
}

function readEvent(value: JsonValue): RawEvent {
  return {
    name: asString(field(value, 'name')) ?? '',
    timeNs: known(nanoseconds(field(value, 'timeUnixNano'), 'ns') ?? nanoseconds(field(value, 'time', 'timestamp'))),
    attributes: attributeMap(field(value, 'attributes')),
  };
}

function linksOf(value: JsonValue): RawLink[] | undefined {
  const links = (listField(value, 'links') ?? []).flatMap((link) => {
    const context = field(link, 'context', 'spanContext') ?? link;
    const [traceId, spanId] = [traceIdOf(field(context, 'traceId')), spanIdOf(field(context, 'spanId'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(field(link, 'attributes')) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

function droppedOf(value: JsonValue): RawSpan['dropped'] {
  const count = (name: string): number | undefined => asCount(field(value, name)) || undefined;
  return present({ attributes: count('droppedAttributesCount'), events: count('droppedEventsCount'), links: count('droppedLinksCount') });
}

/** Bit 8 says that bit 9 means something, bit 9 that the parent is remote. */
function remoteParentOf(flags: JsonValue | undefined): boolean | undefined {
  const bits = asCount(flags) ?? 0;
  return (bits & 0x100) === 0 ? undefined : (bits & 0x200) !== 0;
}
