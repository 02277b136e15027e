import { at, isObject, own, type JsonValue } from '../../../src/plugin.js';
import { cell, hasAny } from './names.js';
import { itemsAt, type Located, type Part } from './parts.js';
import type { Shape } from './shape.js';

const longInfoKeys = ['trace_location', 'trace_metadata', 'request_metadata', 'request_preview', 'response_preview', 'assessments', 'tags'];
const infoKeys = [...longInfoKeys, 'request_time', 'state', 'execution_duration_ms'];

/** Info and spans side by side. */
export const trace: Shape = {
  title: 'MLflow trace',
  score: 0.95,
  test: (value) => {
    const info = own(value, 'info');
    const id = ['trace_id', 'request_id'].find((name) => hasAny(info, name));
    const other = own(value, 'data') !== undefined && spansIn(value) === undefined && !isObject(own(value, 'data'));
    return id === undefined || other ? undefined : `has "info.${id}"${spansIn(value) ? ' and spans' : ''}`;
  },
  parts: infoAndSpans,
};

/** What `--extract-fields` leaves of a trace: info or spans may be gone, and their ids too. */
export const selected: Shape = {
  title: 'MLflow trace of selected fields',
  score: 0.5,
  test: (value) => {
    const keys = isObject(value) ? Object.keys(value) : [];
    if (keys.length === 0 || !keys.every((key) => key === 'info' || key === 'data')) return undefined;
    const known = hasAny(own(value, 'info'), ...infoKeys) || isObject(own(value, 'data'));
    const spans = spansIn(value)?.every((span) => isObject(span)) ?? !hasAny(value, 'data');
    return known && spans ? `has nothing but ${keys.map((key) => `"${key}"`).join(' and ')}` : undefined;
  },
  parts: infoAndSpans,
};

/** The list of spans: under `data.spans`, or `data` itself where it is a list of stubs. */
function spansIn(value: JsonValue): JsonValue[] | undefined {
  const data = own(value, 'data');
  const spans = own(data, 'spans');
  if (Array.isArray(spans)) return spans;
  return Array.isArray(data) && data.every((stub) => hasAny(stub, 'span_id')) ? data : undefined;
}

function* infoAndSpans(value: JsonValue, pointer: string): Generator<Part> {
  const data = own(value, 'data');
  const info = own(value, 'info');
  const spans = itemsAt(spansIn(value), Array.isArray(data) ? `${pointer}/data` : `${pointer}/data/spans`);
  yield { trace: { info: isObject(info) ? { value: info, pointer: `${pointer}/info` } : undefined, spans, request: own(data, 'request'), response: own(data, 'response') } };
}

/** REST: `trace_info` beside `spans`, as such or under `trace`. */
export const rest: Shape = {
  title: 'MLflow REST trace',
  score: 0.95,
  test: (value) => (isObject(own(value, 'trace_info')) ? 'has "trace_info"' : isObject(at(value, 'trace', 'trace_info')) ? 'has "trace.trace_info"' : undefined),
  *parts(value, pointer) {
    const inner = own(value, 'trace_info') === undefined ? `${pointer}/trace` : pointer;
    const body = inner === pointer ? value : (own(value, 'trace') ?? null);
    yield { trace: { info: { value: own(body, 'trace_info') ?? null, pointer: `${inner}/trace_info` }, spans: itemsAt(own(body, 'spans'), `${inner}/spans`) } };
  },
};

/** Trace information alone, as searches by REST return it. */
export const infoOnly: Shape = {
  title: 'MLflow trace information without spans',
  score: 0.85,
  test: (value) => {
    if (hasAny(value, 'spans', 'trace', 'span_id', 'context')) return undefined;
    if (hasAny(value, 'trace_id') && hasAny(value, 'trace_location', 'trace_metadata')) return 'has "trace_id" and "trace_location" or "trace_metadata", no spans';
    return hasAny(value, 'request_id') && hasAny(value, 'request_metadata', 'trace_metadata', 'timestamp_ms') ? 'has "request_id" and "request_metadata", no spans' : undefined;
  },
  *parts(value, pointer) {
    yield { trace: { info: { value, pointer }, spans: [] } };
  },
};

/** The artifact `traces.json`, and the old inference table of agents: spans without trace information. */
export const artifact: Shape = {
  title: 'MLflow artifact of spans',
  score: 0.85,
  test: (value) => {
    const spans = cell(own(value, 'spans'));
    if (!Array.isArray(spans) || hasAny(value, 'trace_id', 'request_id', 'traceId', 'traceID', 'info', 'processes')) return undefined;
    if (hasAny(value, 'mlflow.trace_schema.version')) return 'has "spans" and "mlflow.trace_schema.version"';
    if (spans.some((span) => isSpanDict(span))) return 'has "spans" of MLflow span dicts';
    return spans.length === 0 && hasAny(value, 'request') && hasAny(value, 'response') ? 'has "spans", "request" and "response"' : undefined;
  },
  *parts(value, pointer) {
    const spans = itemsAt(cell(own(value, 'spans')), `${pointer}/spans`);
    yield { trace: { info: inferenceInfo(value, pointer), spans, request: own(value, 'request'), response: own(value, 'response') } };
    yield* truncation(own(value, 'is_truncated'), `${pointer}/is_truncated`);
  },
};

/** Columns of the inference table as trace information of its own kind. */
function inferenceInfo(value: JsonValue, pointer: string): Located | undefined {
  if (!hasAny(value, 'start_timestamp', 'app_version_id', 'is_truncated')) return undefined;
  const names = ['app_version_id', 'is_truncated', 'mlflow.trace_schema.version'].filter((key) => hasAny(value, key));
  const columns = names.map((key) => [key, own(value, key)] as const);
  return { value: { start_timestamp: own(value, 'start_timestamp'), trace_metadata: Object.fromEntries(columns) }, pointer };
}

export function* truncation(flag: JsonValue | undefined, pointer: string): Generator<Part> {
  if (flag === true || flag === 'true') yield { remark: { code: 'truncated-trace', message: 'The server says that it cut this trace; spans or texts of it are missing.', pointer } };
}

/** Looks at a span's keys: an MLflow span dict has MLflow attributes, or the version-2 fields that no other format combines. */
function isSpanDict(span: JsonValue): boolean {
  const attributes = cell(own(span, 'attributes'));
  if (hasMlflowKey(attributes)) return true;
  if (!hasAny(span, 'attributes', 'name')) return false;
  const v2 = hasAny(own(span, 'context'), 'span_id') && hasAny(span, 'status_code') && !hasAny(span, 'span_kind', 'kind');
  return v2 || (hasAny(span, 'span_id') && hasAny(span, 'start_time_unix_nano') && hasAny(span, 'parent_span_id') && isObject(attributes));
}

function hasMlflowKey(attributes: JsonValue | undefined): boolean {
  const keys = Array.isArray(attributes) ? attributes.map((pair) => own(pair, 'key')) : isObject(attributes) ? Object.keys(attributes) : [];
  return keys.some((key) => key === 'mlflow.traceRequestId' || key === 'mlflow.spanType');
}

/** One span dict by itself, such as a line of a table of spans. */
export const bareSpan: Shape = {
  title: 'MLflow span without its trace',
  score: 0.85,
  test: (value) => (hasAny(value, 'span_id', 'context') && !hasAny(value, 'traceId', 'spans') && hasMlflowKey(cell(own(value, 'attributes'))) ? 'is a span with MLflow attributes' : undefined),
  *parts(value, pointer) {
    yield { trace: { spans: [{ value, pointer }] } };
  },
};
