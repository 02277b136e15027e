import { asName, isObject, nanoseconds, own, spanIdOf, traceIdOf, type Assessment, type JsonObject, type JsonValue, type RawTrace } from '../../../src/plugin.js';
import type { Row } from './rows.js';

/** What the rows of each trace say of it as a whole: scores and expectations of its spans, and the metadata of its root. */
export function tracesOf(rows: readonly Row[]): RawTrace[] {
  const traces = new Map<string, RawTrace>();
  for (const { value, place } of rows) {
    const traceId = traceIdOf(own(value, 'root_span_id'));
    if (traceId === undefined) continue;
    const known: RawTrace = traces.get(traceId) ?? { type: 'trace', traceId, metadata: new Map(), tags: new Map(), assessments: [], place };
    for (const assessment of assessmentsOf(value)) known.assessments.push(assessment);
    if (isRoot(value)) Object.assign(known, { place, metadata: metadataOf(value) });
    traces.set(traceId, known);
  }
  return [...traces.values()];
}

function isRoot(row: JsonObject): boolean {
  return own(row, 'span_id') === own(row, 'root_span_id') || own(row, 'is_root') === true;
}

function metadataOf(row: JsonObject): Map<string, JsonValue> {
  const metadata = own(row, 'metadata');
  return new Map(Object.entries(isObject(metadata) ? metadata : {}).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])));
}

function assessmentsOf(row: JsonObject): Assessment[] {
  const common = { spanId: spanIdOf(own(row, 'span_id')), createdNs: nanoseconds(own(row, 'created')), valid: true };
  const scores = own(row, 'scores');
  const feedback = Object.entries(isObject(scores) ? scores : {}).flatMap(([name, value]): Assessment[] =>
    value === undefined || value === null ? [] : [{ ...common, name, kind: 'feedback', value, rationale: rationaleOf(row), source: { type: 'unknown' } }],
  );
  const expected = own(row, 'expected');
  if (expected === undefined || expected === null) return feedback;
  return [...feedback, { ...common, name: 'expected', kind: 'expectation', value: expected, source: { type: 'unknown' } }];
}

/** Scorers put their reasons into the metadata of their own span. */
function rationaleOf(row: JsonObject): string | undefined {
  const metadata = own(row, 'metadata');
  return asName(own(metadata, 'rationale')) ?? asName(own(metadata, 'reason'));
}
