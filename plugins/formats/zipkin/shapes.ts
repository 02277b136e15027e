import { isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** Keys that other formats have beside `traceId` and `id`, and Zipkin has not. */
const foreign = ['spanId', 'span_id', 'type', 'parentObservationId', 'observations', 'spans', 'context', 'startTime', 'model'];
const kinds = ['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER'];

/** Says what a Zipkin record is, by its keys: a span, a list of spans, or a list of such lists. */
export function recogniseZipkin(record: JsonValue): Recognition | undefined {
  const found = ofSpan(firstInside(record));
  return found && Array.isArray(record) ? { ...found, shape: 'Zipkin v2 list of spans' } : found;
}

/** The first object inside at most two lists. */
function firstInside(record: JsonValue): JsonValue | undefined {
  let inner: JsonValue | undefined = record;
  for (let depth = 0; depth < 2 && Array.isArray(inner); depth += 1) {
    inner = inner.slice(0, 20).find((item) => isObject(item) || (Array.isArray(item) && item.length > 0));
  }
  return inner;
}

function ofSpan(value: JsonValue | undefined): Recognition | undefined {
  if (typeof own(value, 'traceId') !== 'string' || typeof own(value, 'id') !== 'string' || foreign.some((key) => own(value, key) !== undefined)) return undefined;
  if (isObject(own(value, 'localEndpoint'))) return recognition(0.95, '"localEndpoint"');
  if (own(value, 'timestamp') !== undefined && own(value, 'duration') !== undefined) return recognition(0.8, '"timestamp" and "duration"');
  return kinds.includes(String(own(value, 'kind'))) ? recognition(0.8, '"kind" in capitals') : undefined;
}

function recognition(score: number, keys: string): Recognition {
  return { score, shape: 'Zipkin v2 span', because: `has "traceId", "id" and ${keys}, no "spanId"` };
}
