import type { JsonValue, Place, RawSpan, Status } from '../../model/index.js';
import { parentIdOf, spanIdOf, traceIdOf } from '../read/ids.js';
import { compactJson } from '../read/content.js';
import { nanoseconds, type TimeUnit } from '../read/time.js';
import { asString } from '../read/values.js';
import { attributeReader } from './attributes.js';
import type { CheckedMapping } from './schema.js';
import { lookup, type Spot } from './source.js';
import { kindReader, statusReader, type Count } from './words.js';

/** One span of a record: where it stands, and the span it stands in. */
export interface Standing extends Spot {
  place: Place;
  pointer: string;
  parentId?: string;
}

export type SpanReader = (standing: Standing, count: Count) => RawSpan;

/** Compiles the reader of one span. */
export function spanReader(mapping: CheckedMapping): SpanReader {
  const { span } = mapping;
  const kindOf = kindReader(span.kind);
  const attributesOf = attributeReader(mapping);
  const [idsOf, timesOf, statusOf, nameOf] = [idReader(span), timeReader(span), failureReader(span), lookup(span.name)];
  return (standing, count) => ({
    type: 'span',
    ...idsOf(standing, count),
    name: asString(nameOf(standing)) ?? '',
    ...timesOf(standing, count),
    status: statusOf(standing, count),
    attributes: attributesOf(standing, kindOf(standing, count)),
    events: [],
    place: standing.pointer === '' ? standing.place : { ...standing.place, pointer: standing.pointer },
  });
}

type SpanMapping = CheckedMapping['span'];
type Part<K extends keyof RawSpan> = (standing: Standing, count: Count) => Pick<RawSpan, K>;

/** A span whose id is missing gets one from its place, so that it is not lost; said so when the mapping names an id. */
function idReader(span: SpanMapping): Part<'traceId' | 'spanId' | 'parentId'> {
  const [traceAt, spanAt, parentAt] = [lookup(span.traceId), lookup(span.spanId), lookup(span.parentId)];
  return (standing, count) => {
    const [traceId, spanId] = [traceIdOf(traceAt(standing)), spanIdOf(spanAt(standing))];
    if ((span.traceId !== undefined && traceId === undefined) || (span.spanId !== undefined && spanId === undefined)) count('span-without-id');
    const where = `no-id:${standing.place.file}:${standing.place.record}`;
    const parentId = parentIdOf(parentAt(standing)) ?? standing.parentId;
    return { traceId: traceId ?? where, spanId: spanId ?? where + standing.pointer, parentId };
  };
}

function timeReader(span: SpanMapping): Part<'startNs' | 'endNs'> {
  const [startAt, endAt, durationAt] = [clock(span.start), clock(span.end), clock(span.duration)];
  return (standing, count) => {
    const startNs = startAt(standing, count);
    const endNs = endAt(standing, count);
    const duration = endNs === undefined ? durationAt(standing, count) : undefined;
    return { startNs, endNs: endNs ?? (startNs !== undefined && duration !== undefined ? startNs + duration : undefined) };
  };
}

/** Reads a time or a duration. Zero and empty stand where no time was set; anything else that is no time is told. */
function clock(source: SpanMapping['start'] | SpanMapping['duration']): (spot: Spot, count: Count) => bigint | undefined {
  const find = lookup(source);
  const unit: TimeUnit | undefined = typeof source === 'object' ? source.unit : undefined;
  return (spot, count) => {
    const value = find(spot);
    if (value === undefined || value === '') return undefined;
    const time = nanoseconds(value, unit);
    if (time === undefined) count('mapping-unreadable-time');
    return time;
  };
}

/** A message of a failure makes the span an error, unless the status itself says otherwise. */
function failureReader(span: SpanMapping): (standing: Standing, count: Count) => Status {
  const statusOf = statusReader(span.status);
  const errorAt = lookup(span.error);
  return (standing, count) => {
    const message = messageOf(errorAt(standing));
    const code = statusOf(standing, count) ?? (message === undefined ? 'unset' : 'error');
    return message === undefined ? { code } : { code, message };
  };
}

/** `false`, empty texts and empty lists are how writers say that nothing failed. */
function messageOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return undefined;
  if (typeof value === 'object' && Object.keys(value).length === 0) return undefined;
  return compactJson(value);
}
