import { describe, expect, it } from 'vitest';
import mlflow from '../../../../plugins/formats/mlflow/index.js';
import { own, type JsonObject, type JsonValue, type RawTrace } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';
import { fixture, lines, object, objects, rewritten, rows } from './fixtures.js';

const get = fixture('own-get-3.11.2dev.json');
const search = fixture('own-search-3.11.2dev.json');
const restTrace = fixture('own-rest-GetTrace-3.11.2dev.json');
const [first, second] = ['tr-50eba241f722f2a55a23d011ff133174', 'tr-d01bfa3aba0363d1246bea448adb43cd'];

const spansOf = (value: JsonValue, traceId?: string) => placeless(readWith(mlflow, value).spans).filter((span) => traceId === undefined || span.traceId === traceId);
const tracesOf = (value: JsonValue): Omit<RawTrace, 'place'>[] => readWith(mlflow, value).traces.map(({ place: _place, ...trace }) => trace).sort((a, b) => (a.traceId < b.traceId ? -1 : 1));
const inSearch = (traceId: string): JsonObject => objects(search, 'traces').find((trace) => own(trace['info'], 'trace_id') === traceId) ?? {};

describe('one conversation gives the same spans', () => {
  const expected = spansOf(get);
  const spans = objects(get, 'data', 'spans');
  const info = object(get, 'info');

  it.each<[string, JsonValue]>([
    ['from a page of the search', search],
    ['from an element of the page', inSearch(first)],
    ['from a list of traces', [get]],
    ['from a row of pandas', { trace_id: first, state: 'OK', trace: JSON.stringify(get) }],
    ['from a row whose trace is an object', { trace_id: first, state: 'OK', trace: get }],
    ['from the columns of a row without a trace', { ...info, spans }],
    ['from a row whose spans are text', { ...info, spans: JSON.stringify(spans) }],
    ['from the artifact', { spans }],
    ['from the artifact of version 2', { spans, request: null, response: null }],
    ['from a serving response', { choices: [], databricks_output: { trace: get } }],
    ['from an inference table', { databricks_request_id: 'x', response: JSON.stringify({ databricks_output: { trace: get } }) }],
    ['from an old inference table', { app_version_id: '1', start_timestamp: 1, 'mlflow.trace_schema.version': 3, spans }],
    ['from an export', { system: {}, mlflow: get }],
    ['from a REST answer whose spans are dicts', { trace: { trace_info: info, spans } }],
    ['from a batch', { traces: [{ trace_info: info, spans }] }],
  ])('%s', (_, value) => {
    expect(spansOf(value, first)).toEqual(expected);
  });

  it.each(Object.entries(rewritten))('from span dicts %s', (_, rewrite) => {
    expect(spansOf({ info, data: { spans: spans.map(rewrite) } })).toEqual(expected);
    expect(spansOf({ spans: spans.map(rewrite) })).toEqual(expected);
  });

  it('from single span dicts', () => {
    expect(placeless(spans.flatMap((span) => readWith(mlflow, span).spans))).toEqual(expected);
  });

  it('from typed attributes of REST', () => {
    expect(spansOf(restTrace)).toEqual(spansOf(inSearch(second)));
  });

  it('and was read in full', () => {
    expect(expected.map(({ spanId, parentId, name }) => [spanId, parentId, name])).toEqual([
      ['074a45ddf42b83e2', '26eb804ae1fb6416', 'llm'],
      ['26eb804ae1fb6416', undefined, 'agent'],
      ['b21dd9b757f841b8', '26eb804ae1fb6416', 'get_weather'],
    ]);
    expect(expected[1]).toMatchObject({ traceId: first, startNs: 1795174491265637442n, endNs: 1795174491403592768n, status: { code: 'ok' } });
    expect(expected[1]?.attributes.get('mlflow.spanInputs')).toEqual({ messages: [{ role: 'user', content: 'weather in Paris?' }] });
    expect(expected[2]?.events).toEqual([{ name: 'progress', timeNs: 1795174491376367872n, attributes: new Map<string, JsonValue>([['pct', 50], ['ok', true]]) }]);
  });
});

describe('one conversation gives the same trace information', () => {
  it('from a single trace and from a page', () => {
    expect(tracesOf(get)).toEqual(tracesOf(search).filter(({ traceId }) => traceId === first));
  });

  it('from REST, but for what REST does not hold', () => {
    expect(tracesOf(fixture('own-rest-SearchTracesV3-3.11.2dev.json'))).toEqual(tracesOf(search).map((trace) => ({ ...trace, lacks: ['spans'] })));
    expect(tracesOf(restTrace)).toEqual(tracesOf(search).filter(({ traceId }) => traceId === second));
  });

  it('from an export, but for the judgements that it leaves out', () => {
    const [trace] = tracesOf(get);
    const kept = new Set(['helpful', 'err', 'expected_facts']);
    const assessments = trace?.assessments.filter(({ name }) => kept.has(name));
    expect(tracesOf(fixture('own-export-import-trace-body.json'))).toEqual([{ ...trace, assessments, lacks: ['text'] }]);
  });
});

describe('tables of pandas give the same', () => {
  const records = fixture('own-pandas-records-3.11.2dev.json');
  const split = (): JsonValue => {
    const table = objects(records);
    const names = Object.keys(table[0] ?? {});
    return { columns: names, index: table.map((_, index) => index), data: table.map((cells) => names.map((name) => cells[name] ?? null)) };
  };
  const withoutTexts = (traces: ReturnType<typeof tracesOf>) => traces.map(({ input: _input, output: _output, ...trace }) => trace);

  it.each<[string, () => JsonValue]>([
    ['by columns', () => fixture('own-pandas-columns-3.11.2dev.json')],
    ['by lines', () => lines('own-pandas-lines-3.11.2dev.jsonl')],
    ['by rows', split],
    ['as CSV', () => rows('own-pandas-3.11.2dev.csv')],
  ])('%s', (_, value) => {
    expect(spansOf(value())).toEqual(spansOf(records));
    // In CSV the column of whole requests is Python text, so there the previews of the trace are read.
    expect(withoutTexts(tracesOf(value()))).toEqual(withoutTexts(tracesOf(records)));
  });

  it('and the spans of the artifact', () => {
    const artifact = spansOf(fixture('own-artifact-traces-3.11.2dev.json'));
    expect(artifact).toHaveLength(3);
    expect(artifact).toEqual(spansOf(records, 'tr-67fd7f527bbd594085f410fab8e4a8e7'));
  });

  it('and whole requests where the cells hold JSON', () => {
    const { traces } = readWith(mlflow, records);
    expect(traces[0]?.input).toEqual({ value: { messages: [{ role: 'user', content: 'and Rome?' }] }, truncated: false });
    expect(traces[0]?.output).toEqual({ value: 'error', truncated: false });
  });

  it('and the same spans without the column that holds the whole trace', () => {
    const bare = objects(records).map(({ trace: _trace, ...cells }) => cells);
    expect(spansOf(bare)).toEqual(spansOf(records));
    expect(tracesOf(bare).map(({ traceId, requestTimeNs, durationNs, session }) => [traceId, requestTimeNs, durationNs, session?.id])).toEqual(
      tracesOf(records).map(({ traceId, requestTimeNs, durationNs, session }) => [traceId, requestTimeNs, durationNs, session?.id]),
    );
  });
});

describe('a CSV row without a readable trace', () => {
  const [row] = rows('own-pandas-3.11.2dev.csv').map(({ trace: _trace, ...cells }) => cells);
  const { traces, spans, notes } = readWith(mlflow, row ?? null);

  it('gives what its plain cells hold', () => {
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatchObject({ traceId: 'tr-e32cff5afa5eda6442a82e40a7ed6e63', state: 'ok', requestTimeNs: 1795174699071000000n, durationNs: 1000000n, lacks: ['spans'] });
    expect(traces[0]?.output).toEqual({ value: 'error', truncated: false });
    expect(traces[0]?.input).toBeUndefined();
    expect(spans).toEqual([]);
  });

  it('is noted with the columns and what to do', () => {
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ code: 'python-text', pointer: '/spans' });
    expect(notes[0]?.message).toContain('spans, request, trace_metadata, tags');
    expect(notes[0]?.message).toContain('mlflow traces search --output json');
  });

  it('says nothing when the trace beside them is readable', () => {
    expect(rows('own-pandas-3.11.2dev.csv').flatMap((whole) => readWith(mlflow, whole).notes)).toEqual([]);
  });
});

describe('selected fields', () => {
  it('give the spans that hold something, and a note for the others', () => {
    const spans = objects(get, 'data', 'spans');
    const value = { traces: [{ info: { trace_id: first }, data: { spans: [{}, spans[1] ?? {}] } }], next_page_token: null };
    const read = readWith(mlflow, value);
    expect(read.spans.map(({ name }) => name)).toEqual(['llm']);
    expect(read.notes.map(({ code, pointer }) => [code, pointer])).toEqual([['fields-not-extracted', '/traces/0/data/spans/0']]);
  });

  it('without attributes lack text', () => {
    const read = readWith(mlflow, { info: { trace_id: first }, data: { spans: [{ span_id: 'JuuASuH7ZBY=', name: 'agent' }] } });
    expect(read.traces[0]?.lacks).toEqual(['text']);
    expect(read.spans[0]).toMatchObject({ traceId: first, spanId: '26eb804ae1fb6416', name: 'agent' });
  });

  it('without ids are kept under ids made of their place', () => {
    const read = readWith(mlflow, { traces: [{ data: { spans: [{ name: 'a' }, { name: 'b' }] } }] });
    expect(read.recognition).toBeDefined();
    expect(read.spans.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([
      ['no-id:dump.json:1/traces/0/data/spans/0', 'no-id:0'],
      ['no-id:dump.json:1/traces/0/data/spans/0', 'no-id:1'],
    ]);
    expect(read.notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });
});

describe('a page', () => {
  it.each<[string, JsonValue | undefined, string[]]>([
    ['with a token says that there are more', 'abc', ['more-pages']],
    ['with null is the last', null, []],
    ['with an empty token is the last', '', []],
    ['without a token is the last', undefined, []],
  ])('%s', (_, next_page_token, codes) => {
    expect(readWith(mlflow, { traces: [get], next_page_token }).notes.map(({ code }) => code)).toEqual(codes);
  });

  it('whose traces were cut out is still known by its token', () => {
    const { recognition, notes } = readWith(mlflow, { traces: [], next_page_token: 'abc' });
    expect(recognition?.shape).toBe('MLflow page of traces');
    expect(notes.map(({ code, pointer }) => [code, pointer])).toEqual([['more-pages', '/next_page_token']]);
  });

  it('notes what is no trace among traces', () => {
    expect(readWith(mlflow, { traces: [get, { strange: 1 }] }).notes.map(({ code, pointer }) => [code, pointer])).toEqual([['not-a-trace', '/traces/1']]);
  });

  it('without spans gives traces that lack them', () => {
    const read = readWith(mlflow, { info: object(get, 'info'), data: { spans: [] } });
    expect(read.traces[0]?.lacks).toEqual(['spans']);
  });
});

describe('the trace information of version 2', () => {
  const info = { request_id: 'abc123', experiment_id: '7', timestamp_ms: 1795174491265, execution_time_ms: 137, status: 'OK', request_metadata: [{ key: 'mlflow.trace.session', value: 's1' }, { key: 'k', value: 'v' }], tags: [{ key: 'mlflow.trace.user', value: 'u1' }] };
  const v2 = { traceId: 'abc123', state: 'ok', requestTimeNs: 1795174491265000000n, durationNs: 137000000n, session: { id: 's1', key: 'mlflow.trace.session' }, user: 'u1' };

  it('is read from lists of keys and values', () => {
    const { traces } = readWith(mlflow, { traces: [info] });
    expect(traces[0]).toMatchObject({ ...v2, lacks: ['spans'] });
    expect(traces[0]?.metadata.get('k')).toBe('v');
    expect(traces[0]?.metadata.get('experiment_id')).toBe('7');
  });

  it('is read from objects, and its spans join on the request id', () => {
    const spans = objects(get, 'data', 'spans').map((span) => rewritten['of 2.14 to 2.21.0']?.(span) ?? {});
    const read = readWith(mlflow, { info: { ...info, request_metadata: { 'mlflow.trace.session': 's1' } }, data: { spans, request: '{"q": 1}', response: '"a"' } });
    expect(read.traces[0]).toMatchObject({ traceId: 'abc123', input: { value: { q: 1 }, truncated: false }, output: { value: 'a', truncated: false } });
    expect(new Set(read.spans.map(({ traceId }) => traceId))).toEqual(new Set(['abc123']));
  });

  it('mixed with names of version 3 is read too', () => {
    expect(readWith(mlflow, { info: { request_id: 'abc123', trace_metadata: { 'mlflow.trace.session': 's1' }, state: 'ERROR' }, data: { spans: [] } }).traces[0]).toMatchObject({ traceId: 'abc123', state: 'error', session: { id: 's1' } });
  });
});

describe('an artifact', () => {
  const spans = objects(fixture('own-artifact-traces-3.11.2dev.json'), 'spans');
  const anonymous = spans.map((span) => ({ ...span, attributes: { 'mlflow.spanType': '"AGENT"' } }));

  it('without any MLflow trace id derives it from the ids of its spans', () => {
    expect(new Set(spansOf({ spans: anonymous }).map(({ traceId }) => traceId))).toEqual(new Set(['tr-67fd7f527bbd594085f410fab8e4a8e7']));
  });

  it('of version 2 gives a trace for its request and response', () => {
    const { traces } = readWith(mlflow, { spans, request: '{"q": "hi"}', response: '"hello"' });
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatchObject({ traceId: 'tr-67fd7f527bbd594085f410fab8e4a8e7', input: { value: { q: 'hi' } }, output: { value: 'hello' } });
  });

  it('of version 3 gives no trace', () => {
    expect(readWith(mlflow, { spans }).traces).toEqual([]);
  });
});

describe('other files of MLflow', () => {
  it('that only list exports are noted', () => {
    const { recognition, notes } = readWith(mlflow, { system: {}, info: {}, mlflow: { experiments: [{ id: '1', traces: ['tr-1'] }] } });
    expect(recognition?.shape).toBe('mlflow-export-import trace');
    expect(notes.map(({ code }) => code)).toEqual(['export-index']);
  });

  it('that were cut by the server are noted', () => {
    const info = { ...object(get, 'info'), trace_metadata: { is_truncated: true } };
    expect(readWith(mlflow, { databricks_output: { trace: { info, data: { spans: [] } } } }).notes.map(({ code }) => code)).toEqual(['truncated-trace']);
  });
});

describe('recognition', () => {
  it.each<[string, JsonValue, string]>([
    ['own-get', get, 'MLflow trace, span dicts of 3.5.1 and later'],
    ['own-trace-3.4.1dev', fixture('own-trace-3.4.1dev.json'), 'MLflow trace, span dicts of 3.0 to 3.4'],
    ['own-trace-3.5.0', fixture('own-trace-3.5.0-shape.json'), 'MLflow trace, span dicts of 3.5.0'],
    ['own-rest-GetTrace', restTrace, 'MLflow REST trace, typed span attributes of REST'],
    ['own-export-import', fixture('own-export-import-trace-body.json'), 'MLflow trace, span stubs'],
  ])('names %s', (_, value, shape) => {
    expect(mlflow.recognise(value, {})?.shape).toBe(shape);
  });

  it.each<[string, JsonValue]>([
    ['an OTLP request', { resourceSpans: [{ scopeSpans: [] }] }],
    ['an OTLP span without envelope', { traceId: 'a', spanId: 'b', startTimeUnixNano: '1', attributes: [{ key: 'mlflow.spanType', value: { stringValue: '"LLM"' } }] }],
    ['a Jaeger page', { data: [{ traceID: 'a', spans: [{ operationName: 'x' }], processes: {} }] }],
    ['a Jaeger trace', { traceID: 'a', spans: [{ spanID: 'b' }], processes: {} }],
    ['a Tempo search', { traces: [{ traceID: 'a', rootServiceName: 'x' }] }],
    ['a Phoenix trace', { traceId: 'a', spans: [{ context: { span_id: 'b' }, span_kind: 'LLM', status_code: 'OK', name: 'x' }], rootSpan: {} }],
    ['a Phoenix span', { context: { trace_id: 'a', span_id: 'b' }, span_kind: 'LLM', status_code: 'OK', name: 'x', attributes: {} }],
    ['a LangSmith run', { id: 'a', trace_id: 'b', run_type: 'llm', inputs: {}, status: 'success' }],
    ['a Langfuse row', { id: 'a', trace_id: 'b', parent_observation_id: null, provided_model_name: 'x' }],
    ['prose', 'info.trace_id'],
  ])('leaves %s to others', (_, value) => {
    expect(mlflow.recognise(value, {})).toBeUndefined();
  });
});

describe('a pointer', () => {
  it.each<[string, JsonValue, string, string]>([
    ['of a trace', get, '/info', '/data/spans/1'],
    ['of a page', search, '/traces/0/info', '/traces/0/data/spans/1'],
    ['of REST', restTrace, '/trace/trace_info', '/trace/spans/1'],
    ['of a row, into whose text it cannot lead', { trace_id: 'x', state: 'OK', trace: JSON.stringify(get) }, '/trace', '/trace'],
    ['of a table by columns', fixture('own-pandas-columns-3.11.2dev.json'), '/trace/0', '/trace/0'],
    ['of a serving response', { databricks_output: { trace: get } }, '/databricks_output/trace/info', '/databricks_output/trace/data/spans/1'],
    ['of a serving response kept as text', { response: JSON.stringify({ databricks_output: { trace: get } }) }, '/response', '/response'],
    ['of an export', { system: {}, mlflow: get }, '/mlflow/info', '/mlflow/data/spans/1'],
  ])('%s', (_, value, info, span) => {
    const { traces, spans } = readWith(mlflow, value);
    expect([traces[0]?.place.pointer, spans[1]?.place.pointer]).toEqual([info, span]);
  });
});

describe('odd input', () => {
  const [span] = objects(get, 'data', 'spans');
  const info = object(get, 'info');

  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, { info: odd }, { info, data: odd }, { info, data: { spans: odd } }, { traces: odd }, { traces: [odd, get] }, { spans: odd }, { spans: [span ?? null, odd] }];
    values.push({ mlflow: odd, system: odd }, { trace: odd }, { trace: { trace_info: info, spans: odd } }, { trace_info: odd }, { databricks_output: { trace: odd } }, { response: odd });
    values.push({ trace_id: odd, trace: odd, spans: odd }, { trace_id: { 0: odd }, trace: odd, spans: { 0: odd } }, { columns: ['trace_id', 'trace', odd], data: odd }, { columns: ['trace_id', 'trace'], data: [odd, [odd]] });
    for (const key of Object.keys(info)) values.push({ info: { ...info, [key]: odd }, data: { spans: [] } });
    for (const key of Object.keys(span ?? {})) values.push({ info, data: { spans: [{ ...span, [key]: odd }] } });
    for (const value of values) expect(() => readWith(mlflow, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['info', 'data', 'trace', 'mlflow', 'traces']) {
      expect(() => readWith(mlflow, nested(20_000, (inner) => ({ [key]: inner, system: {} })))).not.toThrow();
      expect(() => readWith(mlflow, nested(20_000, (inner) => ({ [key]: [inner] })))).not.toThrow();
    }
    const deep = nested(20_000, (inner) => [inner]);
    expect(readWith(mlflow, { info, data: { spans: [{ ...span, attributes: { 'mlflow.spanInputs': deep } }] } }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse('{"info":{"trace_id":"tr-1","trace_metadata":{"__proto__":"x","constructor":"y"},"__proto__":{"state":"ERROR"}},"data":{"spans":[{"span_id":"a","attributes":{"__proto__":"\\"z\\""}}]}}') as JsonValue;
    const { traces, spans } = readWith(mlflow, value);
    expect(traces[0]?.state).toBeUndefined();
    expect([...(traces[0]?.metadata ?? [])]).toEqual([['__proto__', 'x'], ['constructor', 'y']]);
    expect(spans[0]?.attributes.get('__proto__')).toBe('z');
  });
});
