import { asString, attributeMap, own, parentIdOf, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawItem, type RawSpan, type Status } from '../../../src/plugin.js';
import { annotationsOf, traceOfAnnotations } from './annotation.js';
import { attributesOf } from './attributes.js';
import { cell, first, hasAny, listOf, timeOf } from './fields.js';
import type { Located, Reading, Shape } from './shape.js';

/** A span as REST, the command line and the files of 2023 hold it. */
export const span: Shape = {
  title: 'Phoenix span',
  score: 0.95,
  test: (value) => {
    const context = own(value, 'context');
    if (!hasAny(context, 'trace_id', 'span_id') || own(value, 'status_code') === undefined) return undefined;
    if (own(value, 'span_kind') !== undefined) return 'has "context", "span_kind" and "status_code"';
    return hasAny(value, 'kind') && !hasAny(value, 'status') ? 'has "context", "kind" and "status_code"' : undefined;
  },
  read: (located, reading) => readSpan(located, reading),
};

/** Gives the span, and its annotations where it has any. `traceId` is the one of the trace around it. */
export function* readSpan({ value, pointer }: Located, reading: Reading, traceId?: string): Generator<RawItem> {
  const ids = idsOf(value, pointer, reading, traceId);
  yield {
    type: 'span',
    ...ids,
    parentId: parentIdOf(first(value, 'parent_id', 'parent_span_id')),
    name: asString(own(value, 'name')) ?? '',
    otelKind: kindOf(own(value, 'kind')),
    startNs: timeOf(own(value, 'start_time')),
    endNs: timeOf(own(value, 'end_time')),
    status: statusOf(value),
    attributes: attributesOf(value),
    events: listOf(own(value, 'events')).map(readEvent),
    place: { ...reading.place, pointer },
  };
  const assessments = annotationsOf(value, ids.spanId);
  if (assessments.length > 0) yield traceOfAnnotations(ids.traceId, assessments, { ...reading.place, pointer });
}

/** A span without an id gets one from its place, so that it is not lost. */
function idsOf(value: JsonValue, pointer: string, { place, count }: Reading, around?: string): Pick<RawSpan, 'traceId' | 'spanId'> {
  const context = own(value, 'context');
  const traceId = traceIdOf(first(context, 'trace_id') ?? first(value, 'trace_id')) ?? around;
  const spanId = spanIdOf(first(context, 'span_id') ?? first(value, 'span_id'));
  if (traceId === undefined || spanId === undefined) count('span-without-id');
  const where = `${place.file}:${place.record}`;
  return { traceId: traceId ?? `no-id:${where}`, spanId: spanId ?? `no-id:${where}${pointer}` };
}

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'];

function kindOf(value: JsonValue | undefined): string | undefined {
  const word = (asString(value) ?? '').toLowerCase().replace(/^span_?kind[._]/, '');
  return kinds.find((kind) => kind === word);
}

function statusOf(value: JsonValue): Status {
  const word = (asString(own(value, 'status_code')) ?? '').toLowerCase().replace(/^.*\./, '');
  const code = (['ok', 'error'] as const).find((known) => known === word) ?? 'unset';
  const message = asString(first(value, 'status_message'));
  return message === undefined ? { code } : { code, message };
}

function readEvent(value: JsonValue): RawEvent {
  return { name: asString(own(value, 'name')) ?? '', timeNs: timeOf(own(value, 'timestamp')), attributes: attributeMap(cell(own(value, 'attributes'))) };
}
