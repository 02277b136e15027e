import { describe, expect, it } from 'vitest';
import phoenix from '../../../../plugins/formats/phoenix/index.js';
import { at, type Assessment, type JsonObject, type JsonValue, type RawSpan } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';
import { cancelled, fixture, listed, originals, table } from '../same-sessions.js';

const page = fixture('phoenix/rest-spans.json');
const spans = at(page, 'data') as JsonObject[];
const frame = fixture('phoenix/dataframe-columns.json') as Record<string, JsonObject>;
const labels = Object.keys(frame['name'] ?? {});
const names = Object.keys(frame);
const rows = labels.map((label) => Object.fromEntries(names.map((name) => [name, frame[name]?.[label] ?? null])));

const span: JsonObject = {
  id: 'U3BhbjoxMg==',
  name: 'ChatCompletion',
  context: { trace_id: '50eba241f722f2a55a23d011ff133174', span_id: '074a45ddf42b83e2' },
  span_kind: 'LLM',
  parent_id: '26eb804ae1fb6416',
  start_time: '2026-11-20T14:12:51.487761+00:00',
  end_time: '2026-11-20T14:12:51.606166+00:00',
  status_code: 'OK',
  status_message: '',
  attributes: { 'llm.model_name': 'm' },
  events: [],
};

function readSpan(fields: JsonObject): RawSpan {
  const [first] = readWith(phoenix, { ...span, ...fields }).spans;
  if (!first) throw new Error('no span');
  return first;
}

describe('the fixtures', () => {
  it.each<[string, unknown[]]>([
    ['rest-spans.json', [table, cancelled]],
    ['dataframe-columns.json', [table, cancelled]],
    ['otlpv1-page.json', [cancelled]],
    ['px-trace-list.json', [{ ...table, turns: table.turns.slice(0, 1), tools: [] }, cancelled]],
  ])('%s lists as the sessions that were sent to the server', async (name, sessions) => {
    const read = await listed(`test/fixtures/phoenix/${name}`);
    expect(read.sessions).toEqual(sessions);
    expect(read.codes).toEqual([]);
  });

  it('hold what OpenTelemetry exported', async () => {
    expect((await listed('test/fixtures/phoenix/rest-spans.json')).sessions).toEqual((await listed(...originals)).sessions);
  });

  it('of 2023 lists with ids of their time and the session of the conversation', async () => {
    const { sessions, codes } = await listed('test/fixtures/phoenix/legacy.jsonl');
    expect(sessions).toEqual([
      {
        id: 'birds-1',
        turns: [expect.objectContaining({ input: 'Where do herons nest?', output: 'In tall trees near water.', status: 'ok', tokens: [60, 8], spans: ['query chain ok', 'retrieve retriever ok', 'llm llm ok'] })],
        tools: [],
      },
    ]);
    expect(codes).toEqual([]);
  });

  it('as CSV lists the same tree, texts and tokens, and says which columns hold Python text', async () => {
    const { sessions, dump, codes } = await listed('test/fixtures/phoenix/dataframe.csv');
    expect(sessions[0]).toEqual(table);
    expect(sessions[1]).toMatchObject({ id: 'reader-730', turns: [{ tokens: [318, 41], tree: cancelled.turns[0]?.tree, status: 'ok' }] });
    expect(dump.intake.files[0]?.shapes.map(({ shape }) => shape)).toEqual(['Phoenix data frame row']);
    expect(new Set(codes)).toEqual(new Set(['python-text']));
  });

  it('of trace summaries list the tree without texts, and say so', async () => {
    const { sessions, codes } = await listed('test/fixtures/phoenix/rest-traces.json');
    expect(sessions).toHaveLength(4);
    expect(sessions[3]).toMatchObject({ turns: [{ tree: cancelled.turns[0]?.tree, input: undefined }], tools: [[1, 'execute_tool cancel_subscription', undefined, undefined, true]] });
    expect(codes).toEqual(expect.arrayContaining(['stubs', 'no-text', 'no-usage']));
  });

  it('of a session lists its turns without spans, and gives traces of another file their session', async () => {
    const alone = await listed('test/fixtures/phoenix/rest-session.json');
    expect(alone.sessions).toMatchObject([{ id: 'guest-5521', turns: [{}, {}, {}] }]);
    expect(alone.codes).toEqual(['session-only', 'no-spans']);
    const both = await listed('test/fixtures/phoenix/rest-session.json', 'test/fixtures/phoenix/rest-traces.json');
    expect(both.sessions).toMatchObject([{ id: 'guest-5521', turns: [{ tree: table.turns[0]?.tree }, { tree: table.turns[1]?.tree }, { tree: table.turns[2]?.tree }] }, {}]);
  });

  it('of traces hold the annotations of spans and traces', async () => {
    const { dump } = await listed('test/fixtures/phoenix/px-trace-list.json');
    const judged = dump.sessions.flatMap(({ turns }) => turns.flatMap(({ assessments }) => assessments.map(({ name, value, rationale, source }) => [name, value, rationale, source.type])));
    expect(judged.sort()).toEqual([
      ['correctness', 'correct', 'The opening hours are right.', 'llm_judge'],
      ['helpful', 0, undefined, 'human'],
      ['note', undefined, 'Billing was down.', 'human'],
      ['tone', 'polite', undefined, 'code'],
    ]);
  });

  it('of annotations of traces go with spans of another file; those of spans cannot be placed', async () => {
    const { dump, codes } = await listed('test/fixtures/phoenix/rest-spans.json', 'test/fixtures/phoenix/trace-annotations.json', 'test/fixtures/phoenix/span-annotations.json');
    expect(dump.sessions[0]?.turns[0]?.assessments.map(({ name }) => name)).toEqual(['tone']);
    expect(codes).toEqual(['annotation-without-trace']);
  });
});

describe('the same spans', () => {
  const expected = placeless(readWith(phoenix, page).spans);

  it.each<[string, JsonValue]>([
    ['a list', spans],
    ['a list of one page', { data: spans, next_cursor: null }],
    ['a trace of the command line', { traceId: 'x', spans, rootSpan: spans[0] ?? null, startTime: null, endTime: null, duration: 5, status: 'OK' }],
    ['a trace whose root is no copy', { traceId: 'x', spans: spans.slice(1), rootSpan: spans[0] ?? null }],
  ])('come from %s', (_, value) => {
    const { recognition, spans: read, notes } = readWith(phoenix, value);
    expect(recognition?.score).toBe(0.95);
    expect(placeless(read)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('come from each span by itself, as in JSON Lines or cut from a page', () => {
    expect(placeless(spans.flatMap((one) => readWith(phoenix, one, '/data').spans))).toEqual(expected);
  });

  it('have pointers that lead to them', () => {
    expect(readWith(phoenix, page).spans[2]?.place.pointer).toBe('/data/2');
    expect(readWith(phoenix, { traceId: 'x', spans, rootSpan: null }).spans[2]?.place.pointer).toBe('/spans/2');
    expect(readWith(phoenix, frame).spans[2]?.place.pointer).toBe(`/context.span_id/${labels[2]}`);
  });
});

describe('a data frame', () => {
  const expected = placeless(readWith(phoenix, frame).spans);
  const without = (row: JsonObject, ...columns: string[]): JsonObject => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)));

  it.each<[string, JsonValue]>([
    ['as a list of rows', rows],
    ['split into names and cells', { columns: names, index: labels, data: rows.map((row) => names.map((name) => row[name] ?? null)) }],
    ['by columns, with the span id as label alone', without(frame, 'context.span_id')],
    ['split, with the span id as label alone', { columns: names.filter((name) => name !== 'context.span_id'), index: labels, data: rows.map((row) => names.filter((name) => name !== 'context.span_id').map((name) => row[name] ?? null)) }],
  ])('%s gives the same spans', (_, value) => {
    const { recognition, spans: read } = readWith(phoenix, value);
    expect(recognition?.score).toBe(0.95);
    expect(placeless(read)).toEqual(expected);
  });

  it('gives rows as lines the same spans', () => {
    expect(placeless(rows.flatMap((row) => readWith(phoenix, row).spans))).toEqual(expected);
  });

  it('that lost its ids gives spans with ids of their place, with a note', () => {
    const { spans: read, notes } = readWith(phoenix, rows.map((row) => without(row, 'context.span_id')));
    expect(new Set(read.map(({ spanId }) => spanId)).size).toBe(rows.length);
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });

  it('keeps absent and empty apart, and unknown columns', () => {
    const [read] = readWith(phoenix, { 'context.trace_id': 'a', 'context.span_id': 'b', span_kind: 'LLM', end_time: null, 'attributes.input.value': null, 'attributes.output.value': '', 'eval.Correct.score': 1, parent_id: null }).spans;
    expect(read?.attributes).toEqual(new Map<string, JsonValue>([['output.value', ''], ['openinference.span.kind', 'LLM'], ['eval.Correct.score', 1]]));
    expect([read?.endNs, read?.parentId]).toEqual([undefined, undefined]);
  });

  it('reads nested columns under dotted names', () => {
    const tool = readWith(phoenix, rows).spans.find(({ name }) => name.startsWith('execute_tool'));
    expect(tool?.attributes.get('gen_ai.tool.call.id')).toBe('call_cX9s01');
    expect(tool?.attributes.get('error.type')).toBe('ConnectionError');
    expect(tool?.events[0]).toMatchObject({ name: 'exception', timeNs: 1795183971548851000n });
  });
});

describe('a span', () => {
  it('is read in full', () => {
    expect(readSpan({ events: [{ name: 'e', timestamp: '2026-11-20T14:12:51.5+00:00', attributes: { a: 1 } }] })).toEqual({
      type: 'span',
      traceId: '50eba241f722f2a55a23d011ff133174',
      spanId: '074a45ddf42b83e2',
      parentId: '26eb804ae1fb6416',
      name: 'ChatCompletion',
      otelKind: undefined,
      startNs: 1795183971487761000n,
      endNs: 1795183971606166000n,
      status: { code: 'ok' },
      attributes: new Map([['llm.model_name', 'm'], ['openinference.span.kind', 'LLM'], ['id', 'U3BhbjoxMg==']]),
      events: [{ name: 'e', timeNs: 1795183971500000000n, attributes: new Map([['a', 1]]) }],
      place: { file: 'dump.json', record: 1, offset: 0, length: 10, pointer: '' },
    });
  });

  it.each<[string, JsonObject, Partial<RawSpan>]>([
    ['an error', { status_code: 'ERROR', status_message: 'boom' }, { status: { code: 'error', message: 'boom' } }],
    ['no status', { status_code: 'UNSET' }, { status: { code: 'unset' } }],
    ['no parent', { parent_id: null }, { parentId: undefined }],
    ['no end', { end_time: null }, { endNs: undefined }],
    ['the words of the documentation', { parent_id: null, parent_span_id: 'aaaaaaaaaaaaaaaa', kind: 'SpanKind.INTERNAL' }, { parentId: 'aaaaaaaaaaaaaaaa', otelKind: 'internal' }],
  ])('with %s is read so', (_, fields, expected) => {
    expect(readSpan(fields)).toMatchObject(expected);
  });

  it('of the documentation is known without its kind of OpenInference', () => {
    const { span_kind: _, ...rest } = span;
    expect(phoenix.recognise({ ...rest, kind: 'SpanKind.INTERNAL' }, {})?.shape).toBe('Phoenix span');
  });

  it('of unknown kind says nothing of it', () => {
    expect(readSpan({ span_kind: 'UNKNOWN' }).attributes.has('openinference.span.kind')).toBe(false);
  });

  it('never replaces an attribute', () => {
    const attributes = { 'openinference.span.kind': 'CHAIN', 'session.id': 's1', id: 7 };
    expect(readSpan({ attributes, conversation: { conversation_id: 's2' } }).attributes).toEqual(new Map(Object.entries(attributes)));
  });

  it('has the session of its conversation', () => {
    expect(readSpan({ conversation: { conversation_id: 's2' } }).attributes.get('session.id')).toBe('s2');
  });

  it('has its tool parameters whole again, beside the flat keys', () => {
    const read = readSpan({ attributes: { 'tool.parameters.city': 'Paris', 'tool.parameters.days.0': 1, 'tool.parameters.days.1': 2, 'tool.parameters.at.x.y': true } });
    expect(read.attributes.get('tool.parameters')).toEqual({ city: 'Paris', days: [1, 2], at: { x: { y: true } } });
    expect(read.attributes.get('tool.parameters.city')).toBe('Paris');
  });

  it('in snake_case with values between nulls is read as OTLP', () => {
    const nulls = { array_value: null, bool_value: null, bytes_value: null, double_value: null, int_value: null, kvlist_value: null, string_value: null };
    const value: JsonValue = {
      trace_id: 'AA', span_id: 'BB', parent_span_id: null, name: 'a', kind: 'SPAN_KIND_CLIENT', start_time_unix_nano: '1795174491265637442', end_time_unix_nano: null, status: { code: 2, message: 'boom' }, dropped_events_count: 3, links: null,
      attributes: [{ key: 's', value: { ...nulls, string_value: '' } }, { key: 'n', value: { ...nulls, int_value: 12 } }, { key: 'l', value: { ...nulls, array_value: { values: [{ ...nulls, string_value: 'stop' }] } } }, { key: 'none', value: nulls }],
      events: [{ name: 'exception', time_unix_nano: 5, attributes: [{ key: 'a', value: { ...nulls, bool_value: false } }] }],
    };
    const { recognition, spans: read } = readWith(phoenix, value);
    expect(recognition?.score).toBe(0.65);
    expect(phoenix.recognise({ data: [value], next_cursor: null }, {})?.score).toBe(0.95);
    expect(read[0]).toMatchObject({ otelKind: 'client', parentId: undefined, startNs: 1795174491265637442n, endNs: undefined, status: { code: 'error', message: 'boom' }, dropped: { events: 3 } });
    expect(read[0]?.attributes).toEqual(new Map<string, JsonValue>([['s', ''], ['n', 12], ['l', ['stop']], ['none', null]]));
    expect(read[0]?.events).toEqual([{ name: 'exception', timeNs: 5n, attributes: new Map([['a', false]]) }]);
  });
});

describe('an annotation', () => {
  const base = { id: 'a1', name: 'helpful', annotator_kind: 'HUMAN', result: { label: null, score: null, explanation: null }, metadata: {}, identifier: '', source: 'APP', created_at: '2026-11-20T15:17:50+00:00', user_id: 'u1' };
  const read = (fields: JsonObject): unknown => readWith(phoenix, { ...span, annotations: [{ ...base, ...fields }] }).traces[0]?.assessments[0];

  it.each<[string, JsonObject, Partial<Assessment>]>([
    ['with a label', { result: { label: 'bad' } }, { value: 'bad', metadata: { source: 'APP' } }],
    ['with a score', { result: { score: 0 } }, { value: 0 }],
    ['with both', { result: { label: 'bad', score: 0.2 }, metadata: { judge: 'm' } }, { value: 'bad', metadata: { source: 'APP', score: 0.2, judge: 'm' } }],
    ['with an explanation', { result: { explanation: 'why' } }, { rationale: 'why' }],
    ['of a model', { annotator_kind: 'LLM' }, { source: { type: 'llm_judge', id: 'u1' } }],
    ['of code', { annotator_kind: 'CODE', user_id: null }, { source: { type: 'code' } }],
    ['of nobody known', { annotator_kind: 'X', user_id: null }, { source: { type: 'unknown' } }],
    ['with a name for the judge', { identifier: 'v2' }, { metadata: { source: 'APP', identifier: 'v2' } }],
    ['of a span', {}, { spanId: '074a45ddf42b83e2', kind: 'feedback', valid: true, id: 'a1', createdNs: 1795187870000000000n }],
  ])('%s is read', (_, fields, expected) => {
    expect(read(fields)).toMatchObject(expected);
  });

  it('of a session is read with the session and stands with its first trace', () => {
    const value = { session: { id: 'x', session_id: 's1', project_id: 'p', traces: [{ trace_id: 'aa' }, { trace_id: 'bb' }], annotations: [base], token_count_total: 7 } };
    const { recognition, traces, notes } = readWith(phoenix, value);
    expect(recognition).toMatchObject({ score: 0.95, shape: 'Phoenix session' });
    expect(traces.map(({ assessments }) => assessments.map(({ session }) => session))).toEqual([['s1'], []]);
    expect(traces[1]).toMatchObject({ session: { id: 's1', key: 'session_id' }, lacks: ['spans', 'text'] });
    expect(traces[1]?.metadata.get('session.token_count_total')).toBe(7);
    expect(notes.map(({ code }) => code)).toEqual(['session-only']);
  });
});

describe('a note', () => {
  it.each<[string, JsonValue, string]>([
    ['of more pages', { data: [span], next_cursor: 'abc' }, 'more-pages'],
    ['of more pages on what is left of one whose spans were cut out', { data: [], next_cursor: 'abc' }, 'more-pages'],
    ['of a span without id', { ...span, context: { trace_id: 'a' } }, 'span-without-id'],
    ['of something that is no span', { traceId: 'a', rootSpan: null, spans: [span, 'x'] }, 'span-not-object'],
    ['of something that is nothing known', [span, { a: 1 }], 'not-a-trace'],
    ['of a session without traces', { session_id: 's', project_id: 'p', traces: [] }, 'session-without-traces'],
    ['of an annotation that cannot be placed', { name: 'n', annotator_kind: 'LLM', result: {}, span_id: 'a' }, 'annotation-without-trace'],
  ])('%s is given', (_, value, code) => {
    const { recognition, notes } = readWith(phoenix, value);
    expect(recognition).toBeDefined();
    expect(notes.map((note) => note.code)).toEqual([code]);
  });
});

describe('recognition', () => {
  it.each<[string, JsonValue]>([
    ['an OTLP request', { resourceSpans: [] }],
    ['an OTLP span without envelope', { traceId: 'a', spanId: 'b', startTimeUnixNano: '1', attributes: [] }],
    ['a span of the Python SDK', { name: 'a', context: { trace_id: '0x1', span_id: '0x2' }, kind: 'SpanKind.INTERNAL', parent_id: null, status: { status_code: 'OK' } }],
    ['an old MLflow span', { name: 'a', context: { trace_id: '0x1', span_id: '0x2' }, parent_id: null, status_code: 'OK', attributes: {} }],
    ['a Jaeger page', fixture('jaeger/traces.json')],
    ['a Langfuse page', { data: [{ id: 'a', traceId: 'b', type: 'SPAN' }], meta: { page: 1 } }],
    ['an MLflow search', fixture('mlflow/own-search-3.11.2dev.json')],
    ['an MLflow table by columns', fixture('mlflow/own-pandas-columns-3.11.2dev.json')],
    ['MLflow rows', fixture('mlflow/own-pandas-records-3.11.2dev.json')],
    ['a session of anybody', { session: { id: 's' } }],
  ])('leaves %s to others', (_, value) => {
    expect(phoenix.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  const otlp = at(fixture('phoenix/otlpv1-page.json'), 'data', 0) as JsonObject;
  const summary = at(fixture('phoenix/rest-traces.json'), 'data', 0) as JsonObject;
  const session = at(fixture('phoenix/rest-session.json'), 'data') as JsonObject;
  const annotation = at(fixture('phoenix/span-annotations.json'), 'data', 0) as JsonObject;
  const trace = at(fixture('phoenix/px-trace-list.json'), 0) as JsonObject;

  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, { data: odd }, { data: [odd] }, { data: [span, odd] }, [span, odd], { session: odd }, { columns: ['context.span_id'], data: odd }, { columns: ['context.span_id'], data: [odd], index: odd }];
    for (const whole of [span, otlp, summary, session, annotation, trace, rows[0] ?? {}, frame]) {
      for (const key of Object.keys(whole)) values.push({ ...whole, [key]: odd }, { ...whole, [key]: [odd] });
    }
    for (const key of ['annotations', 'notes', 'events', 'conversation', 'kind']) values.push({ ...span, [key]: odd }, { ...span, [key]: [odd] });
    for (const value of values) expect(() => readWith(phoenix, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['data', 'session', 'spans', 'attributes', 'context.span_id']) expect(() => readWith(phoenix, nested(20_000, (inner) => ({ [key]: inner })))).not.toThrow();
    const deep = nested(20_000, (inner) => ({ a: inner }));
    expect(readWith(phoenix, { ...span, attributes: deep }).spans).toHaveLength(1);
    expect(readWith(phoenix, { ...otlp, attributes: [{ key: 'a', value: deep }] }).spans).toHaveLength(1);
    expect(readWith(phoenix, { ...span, attributes: { [`tool.parameters.${'a.'.repeat(20_000)}`]: 1 } }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse('{"context":{"trace_id":"a","span_id":"b"},"span_kind":"LLM","status_code":"OK","__proto__":{"name":"x"},"attributes":{"__proto__":"y","tool.parameters.__proto__":"z"}}') as JsonValue;
    const [read] = readWith(phoenix, value).spans;
    expect(read?.name).toBe('');
    expect(read?.attributes.get('__proto__')).toBe('y');
    expect(Object.hasOwn(read?.attributes.get('tool.parameters') as JsonObject, '__proto__')).toBe(true);
  });
});
