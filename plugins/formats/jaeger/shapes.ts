import { isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** Says what a Jaeger record is, by its keys. */
export function recogniseJaeger(record: JsonValue): Recognition | undefined {
  const first = Array.isArray(record) ? firstObject(record) : record;
  return isObject(first) ? (ofPage(first) ?? ofTrace(first) ?? ofSpan(first)) : undefined;
}

function ofPage(value: JsonValue): Recognition | undefined {
  const data = own(value, 'data');
  const inner = Array.isArray(data) ? firstObject(data) : data;
  const trace = ofTrace(inner) ?? ofSpan(inner);
  if (trace) return { score: 0.95, shape: 'Jaeger page of traces', because: `${trace.because} inside "data"` };
  const empty = inner === undefined || inner === null;
  const envelope = ['errors', 'total', 'limit', 'offset'].every((key) => own(value, key) !== undefined);
  return empty && data !== undefined && envelope ? { score: 0.9, shape: 'Jaeger page without traces', because: 'has "data", "total", "limit", "offset" and "errors"' } : undefined;
}

function ofTrace(value: JsonValue | undefined): Recognition | undefined {
  const spans = own(value, 'spans');
  const known = isObject(own(value, 'processes')) || (Array.isArray(spans) && ofSpan(firstObject(spans)) !== undefined);
  if (!Array.isArray(spans) || typeof own(value, 'traceID') !== 'string' || !known) return undefined;
  return { score: 0.95, shape: 'Jaeger trace', because: 'has "traceID", "spans" and "processes"' };
}

function ofSpan(value: JsonValue | undefined): Recognition | undefined {
  const known = ['traceID', 'spanID', 'operationName'].every((key) => own(value, key) !== undefined);
  return known ? { score: 0.95, shape: 'Jaeger span', because: 'has "traceID", "spanID" and "operationName"' } : undefined;
}

function firstObject(list: readonly JsonValue[]): JsonValue | undefined {
  return list.slice(0, 20).find((item) => isObject(item));
}
