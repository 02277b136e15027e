import { objectOf, asString, attributeMap, isObject, nanoseconds, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonValue, type RawSpan, type ReadContext, type Status } from '../../../src/plugin.js';
import { attributesOf } from './attributes.js';
import { field, filled, textOf } from './names.js';
import type { Part } from './parts.js';

/** Reads an observation as a span. An update alone gives what it says; the graph joins it to the rest by its id. */
export function readObservation({ value, pointer, partial }: Part, { place, note }: ReadContext): RawSpan {
  const row = isObject(value) ? value : {};
  const metadata = objectOf(field(row, 'metadata'));
  return {
    type: 'span',
    ...idsOf(row, pointer, { place, note }),
    parentId: parentIdOf(filled(row, 'parentObservationId')),
    name: textOf(row, 'name') ?? (partial ? '' : (textOf(row, 'type') ?? '').toLowerCase()),
    ...timesOf(row),
    status: statusOf(row),
    attributes: attributesOf(row),
    events: [],
    resource: mapOf(own(metadata, 'resourceAttributes')),
    scope: scopeOf(own(metadata, 'scope')),
    place: { ...place, pointer },
  };
}

function idsOf(row: JsonValue, pointer: string, { place, note }: Pick<ReadContext, 'place' | 'note'>): { traceId: string; spanId: string } {
  const spanId = spanIdOf(filled(row, 'id'));
  const where = `${place.file}:${place.record}${pointer}`;
  if (spanId === undefined) note('span-without-id', 'This observation has no id and was given one from its place.', pointer);
  return { traceId: traceIdOf(filled(row, 'traceId')) ?? `no-trace:${spanId ?? where}`, spanId: spanId ?? `no-id:${where}` };
}

/** An event is a point in time and has no end of its own. */
function timesOf(row: JsonValue): { startNs?: bigint; endNs?: bigint } {
  const startNs = nanoseconds(filled(row, 'startTime'));
  const endNs = nanoseconds(filled(row, 'endTime'));
  return { startNs, endNs: endNs ?? (field(row, 'type') === 'EVENT' ? startNs : undefined) };
}

/** A level is how loud an observation is: only ERROR says that it failed. */
function statusOf(row: JsonValue): Status {
  if (textOf(row, 'level')?.toUpperCase() !== 'ERROR') return { code: 'unset' };
  const message = textOf(row, 'statusMessage');
  return message === undefined ? { code: 'error' } : { code: 'error', message };
}

function mapOf(value: JsonValue | undefined): Map<string, JsonValue> | undefined {
  const map = attributeMap(value);
  return map.size === 0 ? undefined : map;
}

function scopeOf(value: JsonValue | undefined): RawSpan['scope'] {
  return present({ name: asString(own(value, 'name')), version: asString(own(value, 'version')) });
}
