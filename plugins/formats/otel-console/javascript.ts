import { asCount, asString, attributeMap, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawLink, type RawSpan, type Recognition } from '../../../src/plugin.js';
import { contextOf, hasContext, isPair, resourceAttributes } from './javascript-parts.js';
import { idsOf } from './ids.js';
import { placeOf, type Part } from './part.js';
import { kindOf, listOf, nonEmpty, scopeOf, statusOf, timeOf } from './words.js';

/**
 * A `ReadableSpan` of the JavaScript SDK, written with `JSON.stringify`: ids in a span context, or a resource in private fields. One with its ids at
 * the top and a plain resource is a span without envelope, which the OTLP format reads.
 */
export function recogniseJavaScript(value: JsonValue): Recognition | undefined {
  if (!isPair(own(value, 'startTime'))) return undefined;
  if (hasContext(value)) return { score: 0.95, shape: 'JavaScript SDK span', because: 'has "spanContext" and "startTime" as [seconds, nanoseconds]' };
  const flat = own(value, 'traceId') !== undefined && own(value, 'spanId') !== undefined && resourceAttributes(own(value, 'resource')).fromPrivate;
  return flat ? { score: 0.9, shape: 'JavaScript SDK span', because: 'has "startTime" as [seconds, nanoseconds] and private fields of a resource' } : undefined;
}

/** Reads one span. */
export function readJavaScript(part: Part): RawSpan {
  const { value } = part;
  const context = contextOf(value);
  const [startNs, parentId] = [timeOf(own(value, 'startTime')), parentOf(value)];
  return {
    type: 'span',
    ...idsOf(own(context, 'traceId'), own(context, 'spanId'), part),
    parentId,
    name: asString(own(value, 'name')) ?? '',
    otelKind: kindOf(own(value, 'kind'), 1),
    startNs,
    endNs: endOf(value, startNs),
    status: statusOf(own(own(value, 'status'), 'code'), own(own(value, 'status'), 'message')),
    attributes: attributeMap(own(value, 'attributes')),
    events: listOf(own(value, 'events')).map(readEvent),
    links: linksOf(own(value, 'links')),
    resource: nonEmpty(resourceAttributes(own(value, 'resource')).attributes),
    scope: scopeOf(own(value, 'instrumentationScope') ?? own(value, 'instrumentationLibrary'), 'name', 'version'),
    dropped: droppedOf(value),
    remoteParent: parentId !== undefined && own(own(value, 'parentSpanContext'), 'isRemote') === true ? true : undefined,
    place: placeOf(part),
  };
}

function parentOf(value: JsonValue): string | undefined {
  return parentIdOf(own(value, 'parentSpanId')) ?? parentIdOf(own(own(value, 'parentSpanContext'), 'spanId'));
}

/** The end as recorded, else the start and the duration. A span that had not ended has `[0, 0]`. */
function endOf(value: JsonValue, startNs: bigint | undefined): bigint | undefined {
  const ended = own(value, 'ended') ?? own(value, '_ended');
  const duration = timeOf(own(value, 'duration') ?? own(value, '_duration'));
  return timeOf(own(value, 'endTime')) ?? (startNs === undefined || duration === undefined || ended === false ? undefined : startNs + duration);
}

function readEvent(value: JsonValue): RawEvent {
  return { name: asString(own(value, 'name')) ?? '', timeNs: timeOf(own(value, 'time')), attributes: attributeMap(own(value, 'attributes')) };
}

function linksOf(value: JsonValue | undefined): RawLink[] | undefined {
  const links = listOf(value).flatMap((link) => {
    const [traceId, spanId] = [traceIdOf(own(own(link, 'context'), 'traceId')), spanIdOf(own(own(link, 'context'), 'spanId'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(own(link, 'attributes')) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

/** Counts stand in getters, which JSON leaves out, or in the private fields behind them. */
function droppedOf(value: JsonValue): RawSpan['dropped'] {
  const count = (name: string): number | undefined => asCount(own(value, name) ?? own(value, `_${name}`)) || undefined;
  return present({ attributes: count('droppedAttributesCount'), events: count('droppedEventsCount'), links: count('droppedLinksCount') });
}
