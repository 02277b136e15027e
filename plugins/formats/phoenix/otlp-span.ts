import { asCount, asString, attributeMap, isObject, nanoseconds, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawSpan, type Status } from '../../../src/plugin.js';
import { hasAll, listOf } from './fields.js';
import type { Located, Reading, Shape } from './shape.js';

/** A span of `/spans/otlpv1`: OpenTelemetry's fields in snake_case, without resource and scope. */
export const otlpSpan: Shape = {
  title: 'Phoenix span (OTLP v1)',
  // Above the general reading of spans without envelope, which does not know the nulls between which Phoenix writes a value.
  score: 0.65,
  test: (value) => (hasAll(value, 'trace_id', 'span_id', 'start_time_unix_nano') && Array.isArray(own(value, 'attributes')) ? 'has "trace_id", "span_id", "start_time_unix_nano" and a list of attributes' : undefined),
  *read(located, reading) {
    yield readOtlpSpan(located, reading);
  },
};

function readOtlpSpan({ value, pointer }: Located, { place, count }: Reading): RawSpan {
  const [traceId, spanId] = [traceIdOf(own(value, 'trace_id')), spanIdOf(own(value, 'span_id'))];
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `${place.file}:${place.record}`;
  return {
    type: 'span',
    traceId: traceId ?? `no-id:${where}`,
    spanId: spanId ?? `no-id:${where}${pointer}`,
    parentId: parentIdOf(own(value, 'parent_span_id')),
    name: asString(own(value, 'name')) ?? '',
    otelKind: kindOf(own(value, 'kind')),
    startNs: timeOf(own(value, 'start_time_unix_nano')),
    endNs: timeOf(own(value, 'end_time_unix_nano')),
    status: statusOf(own(value, 'status')),
    attributes: attributesOf(value),
    events: listOf(own(value, 'events')).map(readEvent),
    dropped: droppedOf(value),
    place: { ...place, pointer },
  };
}

function timeOf(value: JsonValue | undefined): bigint | undefined {
  return nanoseconds(value, 'ns') || undefined;
}

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

function kindOf(value: JsonValue | undefined): string | undefined {
  const word = (asString(value) ?? '').toLowerCase().replace(/^span_?kind[._]/, '');
  const kind = /^\d$/.test(word) ? kinds[Number(word)] : kinds.find((known) => known === word);
  return kind === 'unspecified' ? undefined : kind;
}

const codes = ['unset', 'ok', 'error'] as const;

function statusOf(value: JsonValue | undefined): Status {
  const word = (asString(own(value, 'code')) ?? '').toLowerCase().replace(/^status_?code[._]/, '');
  const code = (/^\d$/.test(word) ? codes[Number(word)] : codes.find((known) => known === word)) ?? 'unset';
  const message = asString(own(value, 'message'));
  return message === undefined || message === '' ? { code } : { code, message };
}

function readEvent(value: JsonValue): RawEvent {
  return { name: asString(own(value, 'name')) ?? '', timeNs: timeOf(own(value, 'time_unix_nano')), attributes: attributesOf(value) };
}

/** The server writes every member of a value, `null` where it does not hold: these are taken out before the value is decoded. */
function attributesOf(holder: JsonValue): Map<string, JsonValue> {
  return attributeMap(listOf(own(holder, 'attributes')).map((pair) => ({ key: own(pair, 'key'), value: withoutNulls(own(pair, 'value') ?? null, 0) })));
}

const depthLimit = 64;

function withoutNulls(value: JsonValue, depth: number): JsonValue {
  if (depth >= depthLimit) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined || item === null ? [] : [[key, withoutNulls(item, depth + 1)]])));
}

function droppedOf(value: JsonValue): RawSpan['dropped'] {
  const count = (name: string): number | undefined => asCount(own(value, `dropped_${name}_count`)) || undefined;
  return present({ attributes: count('attributes'), events: count('events'), links: count('links') });
}
