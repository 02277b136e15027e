import { listOf, asString, isObject, nanoseconds, own, parentIdOf, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawSpan, type ReadContext } from '../../../src/plugin.js';
import { attributesOf } from './attributes.js';
import { failureOf, statusOf } from './error.js';
import { textOf } from './names.js';
import { parentOf, traceOf } from './order.js';
import type { Part } from './parts.js';

/** Reads a run as a span. An update alone gives what it says; the graph joins it to the rest by its id. */
export function readRun({ value, pointer, partial, above }: Part, { place, note }: ReadContext): RawSpan {
  const run = isObject(value) ? value : {};
  const failure = failureOf(run);
  const spanId = spanIdOf(textOf(run, 'id'));
  const where = `${place.file}:${place.record}${pointer}`;
  if (spanId === undefined) note('span-without-id', 'This run has no id and was given one from its place.', pointer);
  return {
    type: 'span',
    traceId: traceIdOf(traceOf(run, above?.traceId) ?? above?.id) ?? `no-trace:${spanId ?? where}`,
    spanId: spanId ?? `no-id:${where}`,
    parentId: parentIdOf(parentOf(run) ?? above?.id),
    name: textOf(run, 'name') ?? (partial ? '' : (textOf(run, 'run_type') ?? '')),
    startNs: nanoseconds(own(run, 'start_time')),
    endNs: nanoseconds(own(run, 'end_time')),
    status: statusOf(run, failure),
    attributes: attributesOf(run, failure),
    events: listOf(own(run, 'events')).map(readEvent),
    place: { ...place, pointer },
  };
}

function readEvent(value: JsonValue): RawEvent {
  const rest = isObject(value) ? Object.entries(value).filter(([key]) => key !== 'name' && key !== 'time') : [['value', value] as const];
  const attributes = new Map(rest.flatMap(([key, member]): [string, JsonValue][] => (member === undefined ? [] : [[key, member]])));
  return { name: asString(own(value, 'name')) ?? '', timeNs: nanoseconds(own(value, 'time')), attributes };
}
