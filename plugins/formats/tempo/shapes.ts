import { isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

const summaryKeys = ['rootServiceName', 'rootTraceName', 'spanSets', 'spanSet'];
const metricKeys = ['inspectedTraces', 'inspectedBytes', 'inspectedSpans', 'completedJobs', 'totalJobs', 'totalBlocks'];

/** Says what a record of a search is: a summary of a trace, or the answer around a list of them. */
export function recogniseTempo(record: JsonValue): Recognition | undefined {
  return ofSummary(Array.isArray(record) ? record.find((item) => isObject(item)) : record) ?? ofAnswer(record);
}

function ofSummary(value: JsonValue | undefined): Recognition | undefined {
  const key = summaryKeys.find((name) => own(value, name) !== undefined);
  const known = typeof own(value, 'traceID') === 'string' && !Array.isArray(own(value, 'spans'));
  return known && key !== undefined ? { score: 0.95, shape: 'Tempo search result', because: `has "traceID" and "${key}"` } : undefined;
}

function ofAnswer(value: JsonValue): Recognition | undefined {
  const traces = own(value, 'traces');
  if (!Array.isArray(traces)) return undefined;
  const inner = ofSummary(traces.slice(0, 20).find((item) => isObject(item)));
  if (inner) return { ...inner, because: `${inner.because} inside "traces"` };
  const counted = traces.length === 0 && metricKeys.some((key) => own(own(value, 'metrics'), key) !== undefined);
  return counted ? { score: 0.9, shape: 'Tempo search result', because: 'has "traces" and the "metrics" of a search' } : undefined;
}
