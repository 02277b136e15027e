import { asCount, asString, attributeMap, isObject, own, parentIdOf, present, spanIdOf, traceIdOf, type JsonValue, type RawEvent, type RawLink, type RawSpan, type Recognition } from '../../../src/plugin.js';
import { idsOf } from './ids.js';
import { placeOf, type Part } from './part.js';
import { kindOf, listOf, nonEmpty, scopeOf, statusOf, timeOf } from './words.js';

/** Spans of Go's `stdouttrace` exporter: the same things as elsewhere, under capitalised names. */
export function recogniseGo(value: JsonValue): Recognition | undefined {
  const printed = own(own(value, 'SpanContext'), 'TraceID') !== undefined && own(value, 'Name') !== undefined;
  return printed ? { score: 0.95, shape: 'Go stdouttrace span', because: 'has "SpanContext.TraceID" and "Name"' } : undefined;
}

/** Reads one span. */
export function readGo(part: Part): RawSpan {
  const { value } = part;
  const context = own(value, 'SpanContext');
  const parent = own(value, 'Parent');
  const parentId = parentIdOf(own(parent, 'SpanID'));
  return {
    type: 'span',
    ...idsOf(own(context, 'TraceID'), own(context, 'SpanID'), part),
    parentId,
    name: asString(own(value, 'Name')) ?? '',
    otelKind: kindOf(own(value, 'SpanKind')),
    startNs: timeOf(own(value, 'StartTime')),
    endNs: timeOf(own(value, 'EndTime')),
    status: statusOf(own(own(value, 'Status'), 'Code'), own(own(value, 'Status'), 'Description')),
    attributes: attributeMap(own(value, 'Attributes')),
    events: listOf(own(value, 'Events')).map(readEvent),
    links: linksOf(own(value, 'Links')),
    resource: nonEmpty(attributeMap(own(value, 'Resource'))),
    scope: scopeOf(scopeIn(value), 'Name', 'Version'),
    dropped: droppedOf(value),
    remoteParent: parentId === undefined || own(parent, 'Remote') !== true ? undefined : true,
    place: placeOf(part),
  };
}

function scopeIn(value: JsonValue): JsonValue | undefined {
  const scope = own(value, 'InstrumentationScope');
  return isObject(scope) ? scope : own(value, 'InstrumentationLibrary');
}

function readEvent(value: JsonValue): RawEvent {
  return { name: asString(own(value, 'Name')) ?? '', timeNs: timeOf(own(value, 'Time')), attributes: attributeMap(own(value, 'Attributes')) };
}

function linksOf(value: JsonValue | undefined): RawLink[] | undefined {
  const links = listOf(value).flatMap((link) => {
    const [traceId, spanId] = [traceIdOf(own(own(link, 'SpanContext'), 'TraceID')), spanIdOf(own(own(link, 'SpanContext'), 'SpanID'))];
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes: attributeMap(own(link, 'Attributes')) }] : [];
  });
  return links.length === 0 ? undefined : links;
}

/** Versions before 1.0 wrote `DroppedAttributeCount` and the like. */
function droppedOf(value: JsonValue): RawSpan['dropped'] {
  const count = (...names: string[]): number | undefined => names.map((name) => asCount(own(value, name))).find((number) => number !== undefined && number > 0);
  return present({
    attributes: count('DroppedAttributes', 'DroppedAttributeCount'),
    events: count('DroppedEvents', 'DroppedMessageEventCount'),
    links: count('DroppedLinks', 'DroppedLinkCount'),
  });
}
