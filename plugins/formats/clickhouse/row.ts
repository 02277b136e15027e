import {
  asString, attributeMap, isObject, nanoseconds, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonObject, type JsonValue, type Place, type RawEvent, type RawLink, type RawSpan,
  type Status,
} from '../../../src/plugin.js';
import { attributesOf } from './attributes.js';
import { cell } from './literal.js';

/** Reads one row; `count` is told of a row without ids. */
export function readRow(row: JsonObject, place: Place, count: (code: string) => void): RawSpan {
  const startNs = nanoseconds(own(row, 'Timestamp')) ?? nanoseconds(own(row, 'StartTime'));
  return {
    type: 'span',
    ...idsOf(row, place, count),
    parentId: parentIdOf(own(row, 'ParentSpanId')),
    name: asString(own(row, 'SpanName')) ?? '',
    otelKind: kindOf(own(row, 'SpanKind')),
    startNs,
    endNs: endOf(row, startNs),
    status: statusOf(own(row, 'StatusCode'), own(row, 'StatusMessage')),
    attributes: attributesOf(row),
    events: nested(row, 'Events').map(readEvent),
    links: linksOf(row),
    resource: resourceOf(row),
    scope: present({ name: text(row, 'ScopeName'), version: text(row, 'ScopeVersion') }),
    place,
  };
}

/** An id that is missing is made of the place, so that the span is not lost. */
function idsOf(row: JsonObject, place: Place, count: (code: string) => void): { traceId: string; spanId: string } {
  const [traceId, spanId] = [traceIdOf(own(row, 'TraceId')), spanIdOf(own(row, 'SpanId'))];
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `no-id:${place.file}:${place.record}`;
  return { traceId: traceId ?? where, spanId: spanId ?? `${where}${place.pointer ?? ''}` };
}

/** The duration is in nanoseconds. Exports that leave it out may hold an end of their own. */
function endOf(row: JsonObject, startNs: bigint | undefined): bigint | undefined {
  const duration = nanoseconds(own(row, 'Duration'), 'ns');
  return startNs !== undefined && duration !== undefined ? startNs + duration : nanoseconds(own(row, 'EndTime'));
}

const kinds = new Set(['internal', 'server', 'client', 'producer', 'consumer']);

function kindOf(value: JsonValue | undefined): string | undefined {
  const kind = asString(value)?.toLowerCase().replace(/^span_?kind[._]/, '');
  return kind !== undefined && kinds.has(kind) ? kind : undefined;
}

const codes = ['unset', 'ok', 'error'] as const;

function statusOf(value: JsonValue | undefined, message: JsonValue | undefined): Status {
  const word = asString(value)?.toLowerCase().replace(/^status_?code[._]/, '') ?? '';
  const code = /^\d$/.test(word) ? codes[Number(word)] : codes.find((known) => known === word);
  return typeof message === 'string' && message !== '' ? { code: code ?? 'unset', message } : { code: code ?? 'unset' };
}

/** The name of the service has a column of its own, beside the attributes of the resource. */
function resourceOf(row: JsonObject): RawSpan['resource'] {
  const attributes = attributeMap(cell(own(row, 'ResourceAttributes')));
  const service = text(row, 'ServiceName');
  if (service !== undefined && !attributes.has('service.name')) attributes.set('service.name', service);
  return attributes.size === 0 ? undefined : attributes;
}

/** Events and links: one list for each member (`"Events.Name": []`), an object of such lists, or a list of objects. */
function nested(row: JsonObject, name: 'Events' | 'Links'): JsonObject[] {
  const whole = cell(own(row, name));
  if (Array.isArray(whole)) return whole.filter(isObject);
  const members = ['Timestamp', 'Name', 'TraceId', 'SpanId', 'TraceState', 'Attributes'].map((member) => [member, listOf(own(whole, member) ?? own(row, `${name}.${member}`))] as const);
  const length = Math.max(...members.map(([, list]) => list.length));
  return Array.from({ length }, (_, index) => Object.fromEntries(members.map(([member, list]) => [member, list[index] ?? null])));
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const list = cell(value);
  return Array.isArray(list) ? list : [];
}

function readEvent(event: JsonObject): RawEvent {
  return { name: asString(own(event, 'Name')) ?? '', timeNs: nanoseconds(own(event, 'Timestamp')), attributes: attributeMap(cell(own(event, 'Attributes'))) };
}

function linksOf(row: JsonObject): RawLink[] | undefined {
  const links = nested(row, 'Links').flatMap((link) => {
    const [traceId, spanId] = [traceIdOf(own(link, 'TraceId')), spanIdOf(own(link, 'SpanId'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(cell(own(link, 'Attributes'))) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

function text(row: JsonObject, name: string): string | undefined {
  return asString(own(row, name)) || undefined;
}
