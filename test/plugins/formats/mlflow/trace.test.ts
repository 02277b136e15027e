import { describe, expect, it } from 'vitest';
import mlflow from '../../../../plugins/formats/mlflow/index.js';
import type { JsonObject, JsonValue, RawSpan, RawTrace } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';
import { fixture } from './fixtures.js';

function read(info: JsonObject): RawTrace | undefined {
  return readWith(mlflow, { info: { trace_id: 'tr-1', ...info }, data: { spans: [] } }).traces[0];
}

function readSpan(span: JsonObject): RawSpan | undefined {
  return readWith(mlflow, { info: { trace_id: 'tr-1' }, data: { spans: [{ span_id: 'JuuASuH7ZBY=', name: 'a', attributes: {}, ...span }] } }).spans[0];
}

describe('the session', () => {
  it.each<[string, JsonObject, RawTrace['session']]>([
    ['is read from the metadata', { trace_metadata: { 'mlflow.trace.session': 's1' } }, { id: 's1', key: 'mlflow.trace.session' }],
    ['loses one pair of literal quotes', { trace_metadata: { 'mlflow.trace.session': '"s1"' } }, { id: 's1', key: 'mlflow.trace.session' }],
    ['loses one pair only', { trace_metadata: { 'mlflow.trace.session': '""s1""' } }, { id: '"s1"', key: 'mlflow.trace.session' }],
    ['keeps digits', { trace_metadata: { 'mlflow.trace.session': '007' } }, { id: '007', key: 'mlflow.trace.session' }],
    ['is read from the early tag', { tags: { 'mlflow.trace.session': 's1' } }, { id: 's1', key: 'tags.mlflow.trace.session' }],
    ['is read from the tag session_id', { tags: { session_id: 's1' } }, { id: 's1', key: 'tags.session_id' }],
    ['goes before tags in the metadata', { trace_metadata: { 'mlflow.trace.session': 'm' }, tags: { session_id: 't' } }, { id: 'm', key: 'mlflow.trace.session' }],
    ['is read from metadata as text', { trace_metadata: '{"mlflow.trace.session":"s1"}' }, { id: 's1', key: 'mlflow.trace.session' }],
    ['is none when it is empty', { trace_metadata: { 'mlflow.trace.session': '' } }, undefined],
    ['is none when nothing names it', { trace_metadata: { 'mlflow.trace.user': 'u' } }, undefined],
  ])('%s', (_, info, session) => {
    expect(read(info)?.session).toEqual(session);
  });

  it('and user of an ingested trace lose the quotes they carry', () => {
    expect(readWith(mlflow, fixture('own-otlp-ingested-3.11.2dev.json')).traces[0]).toMatchObject({ session: { id: 'sess-9' }, user: 'bob' });
  });
});

describe('the trace id', () => {
  it.each<[string, string]>([
    ['"tr-1"', 'tr-1'],
    ['trace:/main.agents/50eba241f722f2a55a23d011ff133174', 'trace:/main.agents/50eba241f722f2a55a23d011ff133174'],
    ['50eba241f722f2a55a23d011ff133174', '50eba241f722f2a55a23d011ff133174'],
  ])('%s is %s', (trace_id, expected) => {
    expect(read({ trace_id })?.traceId).toBe(expected);
  });
});

describe('the state', () => {
  it.each<[JsonObject, RawTrace['state']]>([
    [{ state: 'OK' }, 'ok'],
    [{ state: 'ERROR' }, 'error'],
    [{ status: 'IN_PROGRESS' }, 'in_progress'],
    [{ state: 'TraceState.OK' }, 'ok'],
    [{ state: 'STATE_UNSPECIFIED' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (info, state) => {
    expect(read(info)?.state).toBe(state);
  });
});

describe('times', () => {
  it.each<[string, JsonObject, Partial<RawTrace>]>([
    ['of the command line', { request_time: '2026-11-20T11:34:51.265Z', execution_duration_ms: 137 }, { requestTimeNs: 1795174491265000000n, durationNs: 137000000n }],
    ['of REST', { request_time: '2026-11-20T11:34:51Z', execution_duration: '0.137s' }, { requestTimeNs: 1795174491000000000n, durationNs: 137000000n }],
    ['of pandas', { request_time: 1795174491265, execution_duration: 137 }, { requestTimeNs: 1795174491265000000n, durationNs: 137000000n }],
    ['of CSV', { request_time: '1795174491265', execution_duration: '137' }, { requestTimeNs: 1795174491265000000n, durationNs: 137000000n }],
    ['of version 2', { timestamp_ms: 1795174491265, execution_time_ms: 137 }, { requestTimeNs: 1795174491265000000n, durationNs: 137000000n }],
    ['of a trace in progress', { request_time: 1795174491265, execution_duration: null }, { durationNs: undefined }],
  ])('%s are read', (_, info, expected) => {
    expect(read(info)).toMatchObject(expected);
  });
});

describe('a preview', () => {
  it.each<[string, JsonValue, RawTrace['input']]>([
    ['is text', 'weather in Paris?', { value: 'weather in Paris?', truncated: false }],
    ['is a string in JSON', '"18C"', { value: '18C', truncated: false }],
    ['is an object in JSON', '{"q":1}', { value: { q: 1 }, truncated: false }],
    ['was cut in JSON', '{"q": "what is...', { value: '{"q": "what is...', truncated: true }],
    ['was cut in text', 'what is...', { value: 'what is...', truncated: true }],
    ['is a string in JSON that ends with three dots itself', '"well..."', { value: 'well...', truncated: false }],
  ])('%s', (_, request_preview, expected) => {
    expect(read({ request_preview })?.input).toEqual(expected);
  });

  it('falls back to the shorter one in the metadata', () => {
    expect(read({ trace_metadata: { 'mlflow.traceOutputs': '"x"' } })?.output).toEqual({ value: 'x', truncated: false });
  });

  it('is absent when none is recorded', () => {
    expect(read({ trace_metadata: { 'mlflow.traceOutputs': '' } })?.output).toBeUndefined();
  });
});

describe('what else the information holds', () => {
  it('are the number of spans, the scorer whose own trace it is, and ids of other systems', () => {
    const trace = read({ client_request_id: 'r0', trace_metadata: { 'mlflow.trace.sizeStats': '{"num_spans": 3}', k: 'v' }, tags: { 'mlflow.trace.sourceScorer': 'safety' } });
    expect(trace).toMatchObject({ expectedSpans: 3, scorerTrace: 'safety' });
    expect(trace?.metadata.get('client_request_id')).toBe('r0');
    expect(trace?.metadata.get('k')).toBe('v');
  });

  it('is nothing of it where it is not recorded', () => {
    expect(read({})).toMatchObject({ expectedSpans: undefined, scorerTrace: undefined, user: undefined, assessments: [] });
  });
});

describe('a span dict', () => {
  it.each<[string, JsonObject, Partial<RawSpan>]>([
    ['without status is unset', {}, { status: { code: 'unset' } }],
    ['with an empty status is unset', { status: {} }, { status: { code: 'unset' } }],
    ['with a status by number', { status: { code: 2, message: 'ValueError: boom' } }, { status: { code: 'error', message: 'ValueError: boom' } }],
    ['of the first versions', { status: { description: 'boom', status_code: 'ERROR' }, parent_span_id: '0x1f' }, { status: { code: 'error', message: 'boom' }, parentId: '000000000000001f' }],
    ['that never ended', { start_time_unix_nano: '5', end_time_unix_nano: null }, { startNs: 5n, endNs: undefined }],
    ['with times as text of milliseconds', { start_time: '2026-11-20T11:34:51.265Z', end_time: 1795174491266 }, { startNs: 1795174491265000000n, endNs: 1795174491266000000n }],
    ['with inputs beside its attributes', { inputs: { a: 1 }, span_type: 'TOOL' }, { attributes: new Map<string, JsonValue>([['mlflow.spanInputs', { a: 1 }], ['mlflow.spanType', 'TOOL']]) }],
    ['with a link in hex', { links: [{ trace_id: 'tr-50eba241f722f2a55a23d011ff133174', span_id: '26eb804ae1fb6416', attributes: {} }] }, { links: [{ traceId: 'tr-50eba241f722f2a55a23d011ff133174', spanId: '26eb804ae1fb6416', attributes: new Map() }] }],
    ['with a link in base64', { links: [{ trace_id: 'UOuiQfci8qVaI9AR/xMxdA==', span_id: 'JuuASuH7ZBY=' }] }, { links: [{ traceId: 'tr-50eba241f722f2a55a23d011ff133174', spanId: '26eb804ae1fb6416', attributes: new Map() }] }],
    ['with an exception whose values are plain', { events: [{ name: 'exception', timestamp: 1795174491265637442, attributes: { 'exception.message': '12' } }] }, { events: [{ name: 'exception', timeNs: BigInt('1795174491265637400'), attributes: new Map([['exception.message', '12']]) }] }],
  ])('%s is read', (_, span, expected) => {
    expect(readSpan(span)).toMatchObject(expected);
  });
});
