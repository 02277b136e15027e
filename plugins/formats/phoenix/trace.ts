import { asFinite, asString, isObject, nanoseconds, own, spanIdOf, traceIdOf, type JsonValue, type RawItem, type RawTrace } from '../../../src/plugin.js';
import { annotationsOf } from './annotation.js';
import { first, hasAll, hasAny, listOf, others, timeOf } from './fields.js';
import { items, type Located, type Reading, type Shape } from './shape.js';
import { readSpan, span } from './span.js';

/** A trace as `px trace list`, `px trace get` and the folder of traces hold it. */
export const trace: Shape = {
  title: 'Phoenix trace',
  score: 0.95,
  test: (value) => {
    const spans = own(value, 'spans');
    if (typeof own(value, 'traceId') !== 'string' || !Array.isArray(spans)) return undefined;
    if (hasAny(value, 'rootSpan')) return 'has "traceId", "spans" and "rootSpan"';
    return spans.some((item) => span.test(item) !== undefined) ? 'has "traceId" and "spans" of Phoenix' : undefined;
  },
  read: (located, reading) => readTrace(located, reading),
};

/** The status is kept as it is: it sums up the spans, of which one may have failed without the trace. */
const traceFields = new Set(['traceId', 'spans', 'rootSpan', 'startTime', 'endTime', 'duration', 'annotations', 'notes']);

function* readTrace({ value, pointer }: Located, reading: Reading): Generator<RawItem> {
  const traceId = traceIdOf(own(value, 'traceId')) ?? `no-id:${reading.place.file}:${reading.place.record}${pointer}`;
  const spans = spansOf(value, pointer);
  yield {
    type: 'trace',
    traceId,
    state: spans.length === 0 ? stateOf(own(value, 'status')) : undefined,
    requestTimeNs: timeOf(own(value, 'startTime')),
    durationNs: nanoseconds(own(value, 'duration'), 'ms') ?? between(own(value, 'startTime'), own(value, 'endTime')),
    metadata: new Map(others(value, traceFields)),
    tags: new Map(),
    assessments: annotationsOf(value),
    lacks: spans.length === 0 ? ['spans'] : undefined,
    place: { ...reading.place, pointer },
  };
  yield* readAll(spans, reading, traceId);
}

/** The root span is a copy of one of the spans; it is read where it is not. */
function spansOf(value: JsonValue, pointer: string): Located[] {
  const spans = items({ value: [...listOf(own(value, 'spans'))], pointer: `${pointer}/spans` });
  const root = own(value, 'rootSpan');
  const id = rootId(root);
  const copied = id === undefined || spans.some((item) => rootId(item.value) === id);
  return isObject(root) && !copied ? [...spans, { value: root, pointer: `${pointer}/rootSpan` }] : spans;
}

function rootId(value: JsonValue | undefined): string | undefined {
  return spanIdOf(first(own(value, 'context'), 'span_id') ?? first(value, 'span_id'));
}

function stateOf(value: JsonValue | undefined): RawTrace['state'] {
  const word = (asString(value) ?? '').toLowerCase();
  return (['ok', 'error'] as const).find((state) => state === word);
}

function between(start: JsonValue | undefined, end: JsonValue | undefined): bigint | undefined {
  const [from, to] = [timeOf(start), timeOf(end)];
  return from === undefined || to === undefined ? undefined : to - from;
}

function* readAll(spans: readonly Located[], reading: Reading, traceId: string): Generator<RawItem> {
  for (const item of spans) {
    if (isObject(item.value)) yield* readSpan(item, reading, traceId);
    else reading.count('span-not-object');
  }
}

/** A trace of `/v1/projects/{project}/traces`: sums, and stubs of spans at most. */
export const summary: Shape = {
  title: 'Phoenix trace summary',
  score: 0.9,
  test: (value) => {
    if (!hasAll(value, 'trace_id', 'project_id', 'start_time') || hasAny(value, 'span_id', 'op_name', 'run_type')) return undefined;
    const counted = asFinite(own(value, 'token_count_total')) !== undefined || Array.isArray(own(value, 'spans'));
    return counted ? 'has "trace_id", "project_id" and token counts or stubs of spans' : undefined;
  },
  read: (located, reading) => readSummary(located, reading),
};

const summaryFields = new Set(['trace_id', 'start_time', 'end_time', 'spans', 'annotations', 'notes']);

function* readSummary({ value, pointer }: Located, reading: Reading): Generator<RawItem> {
  const traceId = traceIdOf(own(value, 'trace_id')) ?? `no-id:${reading.place.file}:${reading.place.record}${pointer}`;
  const spans = items({ value: [...listOf(own(value, 'spans'))], pointer: `${pointer}/spans` });
  yield {
    type: 'trace',
    traceId,
    requestTimeNs: timeOf(own(value, 'start_time')),
    durationNs: between(own(value, 'start_time'), own(value, 'end_time')),
    metadata: new Map(others(value, summaryFields)),
    tags: new Map(),
    assessments: annotationsOf(value),
    lacks: spans.length === 0 ? ['spans'] : ['text'],
    place: { ...reading.place, pointer },
  };
  if (spans.length > 0) reading.count('stubs');
  yield* readAll(spans, reading, traceId);
}

/** A session of `px session get` and `/v1/sessions/{id}`: it names its traces and holds none. */
export const session: Shape = {
  title: 'Phoenix session',
  score: 0.95,
  test: (value) => (hasAll(value, 'session_id', 'project_id') && Array.isArray(own(value, 'traces')) ? 'has "session_id", "project_id" and "traces"' : undefined),
  read: (located, reading) => readSession(located, reading),
};

const sessionFields = new Set(['traces', 'session_id', 'annotations', 'notes', 'start_time', 'end_time']);

function* readSession({ value, pointer }: Located, { place, count }: Reading): Generator<RawTrace> {
  const id = asString(first(value, 'session_id'));
  const assessments = annotationsOf(value).map((assessment) => ({ ...assessment, session: id }));
  const traces = items({ value: [...listOf(own(value, 'traces'))], pointer: `${pointer}/traces` }).filter((item) => traceIdOf(own(item.value, 'trace_id')) !== undefined);
  const metadata = others(value, sessionFields).map(([key, item]) => [`session.${key}`, item] as const);
  for (const [index, item] of traces.entries()) {
    yield { ...traceInSession(item.value), ...(id === undefined ? {} : { session: { id, key: 'session_id' } }), metadata: new Map(metadata), assessments: index === 0 ? assessments : [], place: { ...place, pointer: item.pointer } };
  }
  count(traces.length === 0 ? 'session-without-traces' : 'session-only');
}

function traceInSession(value: JsonValue): Omit<RawTrace, 'place'> {
  return {
    type: 'trace',
    traceId: traceIdOf(own(value, 'trace_id')) ?? '',
    requestTimeNs: timeOf(own(value, 'start_time')),
    durationNs: between(own(value, 'start_time'), own(value, 'end_time')),
    metadata: new Map(),
    tags: new Map(),
    assessments: [],
    lacks: ['spans', 'text'],
  };
}
