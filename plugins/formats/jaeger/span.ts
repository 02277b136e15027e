import {
  asBoolean,
  asString,
  nanoseconds,
  own,
  present,
  type JsonValue,
  type Place,
  type RawEvent,
  type RawLink,
  type RawSpan,
  type Status,
} from '../../../src/plugin.js';
import { jaegerSpanId, jaegerTraceId } from './ids.js';
import { parentOf, referencesOf } from './references.js';
import { tagMap, takeTag } from './tags.js';

/** Where a record stands, and what to do with something that must be told of it: it is counted, and noted once. */
export interface Reading {
  place: Place;
  count: (code: string) => void;
}

/** Reads one span. A span without an id gets one from its place, so that it is not lost. */
export function readSpan(value: JsonValue, pointer: string, process: JsonValue | undefined, reading: Reading): RawSpan {
  const ids = idsOf(value, pointer, reading);
  const tags = tagMap(own(value, 'tags') ?? own(value, 'tag'), () => reading.count('repeated-tag'));
  const fields = { otelKind: takeTag(tags, 'span.kind')?.toLowerCase(), status: takeStatus(tags), scope: takeScope(tags) };
  addWarnings(tags, value, reading);
  return {
    type: 'span',
    ...ids,
    parentId: parentOf(value, ids.traceId),
    name: asString(own(value, 'operationName')) ?? '',
    ...timesOf(value),
    ...fields,
    attributes: tags,
    events: listOf(own(value, 'logs')).map(readLog),
    links: linksOf(value, ids.traceId),
    resource: resourceOf(process),
    place: { ...reading.place, pointer },
  };
}

function idsOf(value: JsonValue, pointer: string, { place, count }: Reading): { traceId: string; spanId: string } {
  const traceId = jaegerTraceId(own(value, 'traceID'));
  const spanId = jaegerSpanId(own(value, 'spanID'));
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `${place.file}:${place.record}`;
  return { traceId: traceId ?? `no-id:${where}`, spanId: spanId ?? `no-id:${where}${pointer}` };
}

/** Start and duration are microseconds. */
function timesOf(value: JsonValue): { startNs?: bigint; endNs?: bigint } {
  const startNs = nanoseconds(own(value, 'startTime'), 'us') || undefined;
  const duration = nanoseconds(own(value, 'duration'), 'us');
  return { startNs, endNs: startNs === undefined || duration === undefined ? undefined : startNs + duration };
}

/** The status of OpenTelemetry stands in tags; older clients write `error` alone. A text there is what went wrong. */
function takeStatus(tags: Map<string, JsonValue>): Status {
  const code = takeTag(tags, 'otel.status_code', 'status.code')?.toUpperCase();
  const message = takeTag(tags, 'otel.status_description', 'status.message');
  const failed = asBoolean(tags.get('error'));
  if (failed !== undefined) tags.delete('error');
  const isError = code === 'ERROR' || (code !== 'OK' && failed === true);
  return { code: isError ? 'error' : code === 'OK' ? 'ok' : 'unset', ...(message === undefined ? {} : { message }) };
}

function takeScope(tags: Map<string, JsonValue>): RawSpan['scope'] {
  return present({ name: takeTag(tags, 'otel.scope.name', 'otel.library.name'), version: takeTag(tags, 'otel.scope.version', 'otel.library.version') });
}

function addWarnings(tags: Map<string, JsonValue>, value: JsonValue, { count }: Reading): void {
  const warnings = own(value, 'warnings');
  if (!Array.isArray(warnings) || warnings.length === 0) return;
  count('jaeger-warnings');
  if (!tags.has('warnings')) tags.set('warnings', warnings);
}

/** The name of an event is the field `event`, with older clients `message`. */
function readLog(log: JsonValue): RawEvent {
  const fields = tagMap(own(log, 'fields'));
  const name = takeTag(fields, 'event') ?? asString(fields.get('message'));
  return { name: name ?? 'log', timeNs: nanoseconds(own(log, 'timestamp'), 'us') || undefined, attributes: fields };
}

function linksOf(value: JsonValue, traceId: string): RawLink[] | undefined {
  const parent = parentOf(value, traceId);
  const links = referencesOf(value).filter((reference) => reference.traceId !== traceId || reference.spanId !== parent);
  return links.length === 0 ? undefined : links.map(({ type, ...ids }) => ({ ...ids, attributes: new Map([['opentracing.ref_type', type]]) }));
}

function resourceOf(process: JsonValue | undefined): RawSpan['resource'] {
  const resource = tagMap(own(process, 'tags') ?? own(process, 'tag'));
  const service = asString(own(process, 'serviceName'));
  if (service !== undefined) resource.set('service.name', service);
  return resource.size === 0 ? undefined : resource;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
