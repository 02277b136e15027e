import { asName, attributeMap, own, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawLog, type Recognition } from '../../../src/plugin.js';
import { contextOf, isPair } from './javascript-parts.js';
import { placeOf, type Part } from './part.js';
import { timeOf } from './words.js';

/** A log record of the JavaScript SDK, as VS Code Copilot writes it between its spans. */
export function recogniseJavaScriptLog(value: JsonValue): Recognition | undefined {
  const isLog = isPair(own(value, 'hrTime')) && own(value, 'startTime') === undefined;
  return isLog ? { score: 0.92, shape: 'JavaScript SDK log record', because: 'has "hrTime" as [seconds, nanoseconds]' } : undefined;
}

/** Reads a log record; one that names no trace and span is counted and left out. */
export function readJavaScriptLog(part: Part): RawLog | undefined {
  const context = contextOf(part.value);
  const [traceId, spanId] = [traceIdOf(own(context, 'traceId')), spanIdOf(own(context, 'spanId'))];
  if (traceId !== undefined && spanId !== undefined) return { type: 'log', traceId, spanId, event: eventOf(part.value), place: placeOf(part) };
  part.count('log-without-ids');
  return undefined;
}

function eventOf(value: JsonValue): RawEvent {
  const attributes = attributeMap(own(value, 'attributes'));
  const body = own(value, 'body') ?? own(value, '_body') ?? null;
  return {
    name: asName(own(value, 'eventName')) ?? asName(own(value, '_eventName')) ?? asName(attributes.get('event.name')) ?? 'log',
    timeNs: timeOf(own(value, 'hrTime')) ?? timeOf(own(value, 'hrTimeObserved')),
    attributes,
    ...(body === null ? {} : { body }),
  };
}
