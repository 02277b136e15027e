import { asString, isObject, nanoseconds, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonValue, type Place, type RawSpan, type Status } from '../../../src/plugin.js';
import { readAnnotation } from './annotation.js';

/** Where a record stands, and what to do with something that must be told of it: it is counted, and noted once. */
export interface Reading {
  place: Place;
  count: (code: string) => void;
}

/** Reads one span. A span without an id gets one from its place, so that it is not lost. */
export function readSpan(value: JsonValue, pointer: string, reading: Reading): RawSpan {
  const ids = idsOf(value, pointer, reading);
  const attributes = attributesOf(value);
  const fields = { status: takeStatus(attributes), scope: takeScope(attributes) };
  return {
    type: 'span',
    ...halfOf(value, ids),
    name: asString(own(value, 'name')) ?? '',
    otelKind: asString(own(value, 'kind'))?.toLowerCase(),
    ...timesOf(value),
    ...fields,
    attributes,
    events: listOf(own(value, 'annotations')).map(readAnnotation),
    resource: resourceOf(own(value, 'localEndpoint')),
    place: { ...reading.place, pointer },
  };
}

function idsOf(value: JsonValue, pointer: string, { place, count }: Reading): { traceId: string; spanId: string } {
  const traceId = traceIdOf(own(value, 'traceId'));
  const spanId = spanIdOf(own(value, 'id'));
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `${place.file}:${place.record}`;
  return { traceId: traceId ?? `no-id:${where}`, spanId: spanId ?? `no-id:${where}${pointer}` };
}

/**
 * Client and server of one call may share an id. The server's half gets an id of its own below the client's, so that neither is taken for a copy of
 * the other; what the server called stays below the client's half, which its parent id names.
 */
function halfOf(value: JsonValue, ids: { traceId: string; spanId: string }): Pick<RawSpan, 'traceId' | 'spanId' | 'parentId' | 'remoteParent'> {
  if (own(value, 'shared') !== true) return { ...ids, parentId: parentIdOf(own(value, 'parentId')) };
  return { ...ids, spanId: `${ids.spanId}/shared`, parentId: ids.spanId, remoteParent: true };
}

function timesOf(value: JsonValue): { startNs?: bigint; endNs?: bigint } {
  const startNs = nanoseconds(own(value, 'timestamp'), 'us') || undefined;
  const duration = nanoseconds(own(value, 'duration'), 'us');
  return { startNs, endNs: startNs === undefined || duration === undefined ? undefined : startNs + duration };
}

/** Fields that have no place elsewhere, kept under their own names beside the tags. */
const besideTags = ['debug', 'shared', 'remoteEndpoint'];

function attributesOf(value: JsonValue): Map<string, JsonValue> {
  const tags = own(value, 'tags');
  const attributes = entriesOf(tags);
  const kept = own(value, 'shared') === true ? [...besideTags, 'parentId'] : besideTags;
  for (const key of kept) {
    const item = own(value, key);
    if (item !== undefined && item !== null && !attributes.has(key)) attributes.set(key, item);
  }
  return attributes;
}

function entriesOf(value: JsonValue | undefined): Map<string, JsonValue> {
  return new Map(isObject(value) ? Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const])) : []);
}

/** The tag `error` says that the call failed, whatever its text, but for the word `false`; its text is the message. */
function takeStatus(attributes: Map<string, JsonValue>): Status {
  const code = take(attributes, 'otel.status_code')?.toUpperCase();
  const description = take(attributes, 'otel.status_description');
  const error = asString(attributes.get('error'));
  const failed = code === 'ERROR' || (code !== 'OK' && error !== undefined && error !== 'false');
  if (code !== undefined || error === '' || error === 'true' || error === 'false') attributes.delete('error');
  const message = description ?? (failed && error !== 'true' && error !== '' ? error : undefined);
  return { code: failed ? 'error' : code === 'OK' ? 'ok' : 'unset', ...(message === undefined ? {} : { message }) };
}

function takeScope(attributes: Map<string, JsonValue>): RawSpan['scope'] {
  const [name, version] = ['name', 'version'].map((part) => {
    const old = take(attributes, `otel.library.${part}`);
    return take(attributes, `otel.scope.${part}`) ?? old;
  });
  return present({ name, version });
}

function take(attributes: Map<string, JsonValue>, key: string): string | undefined {
  const text = asString(attributes.get(key));
  if (text !== undefined) attributes.delete(key);
  return text === '' ? undefined : text;
}

function resourceOf(endpoint: JsonValue | undefined): RawSpan['resource'] {
  const resource = new Map([...entriesOf(endpoint)].map(([key, item]) => [key === 'serviceName' ? 'service.name' : `localEndpoint.${key}`, item]));
  return resource.size === 0 ? undefined : resource;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
