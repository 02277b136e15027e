import { anyValue, asName, attributeMap, nanoseconds, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawLog } from '../../../src/plugin.js';
import type { Place } from '../../../src/plugin.js';
import { field } from './field.js';

/** Reads a log record that belongs to a span; `undefined` when it names no trace and span. */
export function readLog(value: JsonValue, place: Place): RawLog | undefined {
  const traceId = traceIdOf(field(value, 'traceId'));
  const spanId = spanIdOf(field(value, 'spanId'));
  return traceId === undefined || spanId === undefined ? undefined : { type: 'log', traceId, spanId, event: eventOf(value), place };
}

function eventOf(value: JsonValue): RawEvent {
  const attributes = attributeMap(field(value, 'attributes'));
  const body = anyValue(field(value, 'body'));
  return {
    name: asName(field(value, 'eventName')) ?? asName(attributes.get('event.name')) ?? nameIn(body) ?? 'log',
    timeNs: timeOf(value),
    attributes,
    ...(body === null ? {} : { body }),
  };
}

/** Older writers put the name of the event into the body. A body of several words is text. */
function nameIn(body: JsonValue): string | undefined {
  return typeof body === 'string' && /^[\w.-]{1,100}$/.test(body) && body.includes('.') ? body : undefined;
}

function timeOf(value: JsonValue): bigint | undefined {
  const times = [field(value, 'timeUnixNano'), field(value, 'observedTimeUnixNano')].map((time) => nanoseconds(time, 'ns'));
  return times.find((time) => time !== undefined && time !== 0n);
}
