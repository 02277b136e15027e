import {
  asString,
  attributeMap,
  isObject,
  nanoseconds,
  own,
  parentIdOf,
  spanIdOf,
  traceIdOf,
  type JsonValue,
  type RawEvent,
  type RawLink,
  type RawSpan,
  type ReadContext,
  type Status,
} from '../../../src/plugin.js';
import { decodeAttributes } from './attributes.js';
import { cell, first, plainId } from './names.js';
import type { Located } from './parts.js';
import { spanTimeOf } from './times.js';

/**
 * Reads one span dict of any version.
 *
 * @param ids The trace id that joins it, and the id to use where the span states none.
 */
export function readSpan({ value, pointer }: Located, ids: { traceId: string; spare: string }, context: ReadContext): RawSpan {
  return {
    type: 'span',
    traceId: ids.traceId,
    spanId: spanIdOf(spanIdIn(value)) ?? ids.spare,
    parentId: parentIdOf(first(value, 'parent_span_id', 'parentSpanId', 'parent_id')),
    name: asString(own(value, 'name')) ?? '',
    otelKind: kindOf(own(value, 'kind')),
    startNs: spanTimeOf(value, 'start'),
    endNs: spanTimeOf(value, 'end'),
    status: statusOf(value),
    attributes: attributesOf(value),
    events: listOf(own(value, 'events')).map(readEvent),
    links: linksOf(value, ids.traceId),
    place: { ...context.place, pointer },
  };
}

/** The span's id as recorded. */
export function spanIdIn(span: JsonValue): JsonValue | undefined {
  return first(own(span, 'context'), 'span_id') ?? first(span, 'span_id', 'spanId');
}

/** Trace id that the span itself states: the request id among its attributes, the only one that every writer gets right. */
export function requestIdOf(span: JsonValue): string | undefined {
  return plainId(decodeAttributes(own(span, 'attributes')).get('mlflow.traceRequestId'));
}

/** Trace id made of the span's own, for files without trace information. MLflow 3 puts `tr-` before the OpenTelemetry id. */
export function derivedTraceId(span: JsonValue): string | undefined {
  const old = traceIdOf(first(own(span, 'context'), 'trace_id'));
  return old ?? prefixed(traceIdOf(first(span, 'trace_id', 'traceId')));
}

function prefixed(id: string | undefined): string | undefined {
  return id !== undefined && /^[0-9a-f]{32}$/.test(id) ? `tr-${id}` : id;
}

/** Old and foreign writers keep inputs, outputs and type beside the attributes. */
const besideAttributes = [
  ['inputs', 'mlflow.spanInputs'],
  ['outputs', 'mlflow.spanOutputs'],
  ['span_type', 'mlflow.spanType'],
] as const;

function attributesOf(span: JsonValue): Map<string, JsonValue> {
  const attributes = decodeAttributes(own(span, 'attributes'));
  for (const [name, key] of besideAttributes) {
    const value = own(span, name);
    if (value !== undefined && !attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}

const codes = ['unset', 'ok', 'error'] as const;

/** `STATUS_CODE_OK`, `OK`, `{code}`, `{status_code, description}`, or `status_code` beside `status_message`. */
function statusOf(span: JsonValue): Status {
  const status = own(span, 'status');
  const recorded = isObject(status) ? first(status, 'code', 'status_code') : (first(span, 'status_code', 'statusCode') ?? status);
  const word = String(recorded ?? '').toLowerCase().replace(/^.*\./, '').replace(/^status_code_/, '');
  const code = codes.find((known, number) => known === word || String(number) === word) ?? 'unset';
  const message = asString(first(status, 'message', 'description') ?? first(span, 'status_message'));
  return message === undefined ? { code } : { code, message };
}

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'];

function kindOf(value: JsonValue | undefined): string | undefined {
  const word = String(value ?? '').toLowerCase().replace(/^span_?kind[._]/, '');
  return kinds.find((kind, index) => kind === word || String(index + 1) === word);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const list = cell(value);
  return Array.isArray(list) ? list : [];
}

/** Values of events are recorded plainly, not as JSON text. */
function readEvent(value: JsonValue): RawEvent {
  const time = nanoseconds(first(value, 'time_unix_nano', 'timeUnixNano'), 'ns') ?? nanoseconds(first(value, 'timestamp'));
  const recorded = cell(own(value, 'attributes'));
  const attributes = isObject(recorded) ? new Map(Object.entries(recorded).flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const]))) : attributeMap(recorded);
  return { name: asString(own(value, 'name')) ?? '', timeNs: time || undefined, attributes };
}

/** Ids of links are hex where the span's own are base64, and need the prefix of the trace ids beside them. */
function linksOf(span: JsonValue, traceId: string): RawLink[] | undefined {
  const links = listOf(own(span, 'links')).flatMap((link) => {
    const otel = traceIdOf(first(link, 'trace_id', 'traceId'));
    const spanId = spanIdOf(first(link, 'span_id', 'spanId'));
    const linked = traceId.startsWith('tr-') ? prefixed(otel) : otel;
    return linked === undefined || spanId === undefined ? [] : [{ traceId: linked, spanId, attributes: decodeAttributes(own(link, 'attributes')) }];
  });
  return links.length === 0 ? undefined : links;
}
