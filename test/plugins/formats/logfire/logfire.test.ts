import { describe, expect, it } from 'vitest';
import { formats } from '../../../../plugins/formats/index.js';
import logfire from '../../../../plugins/formats/logfire/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import type { JsonObject, JsonValue, RawSpan } from '../../../../src/plugin.js';
import { listing, read } from '../otel-console/listing.js';
import { nested, oddValues, place, placeless, readWith } from '../read-with.js';

const row: JsonObject = {
  start_timestamp: '2026-11-20T15:17:36.336944Z',
  end_timestamp: '2026-11-20T15:17:37.336944Z',
  duration: 1,
  trace_id: '50eba241f722f2a55a23d011ff133174',
  span_id: '074a45ddf42b83e2',
  parent_span_id: '26eb804ae1fb6416',
  span_name: 'chat gpt-x',
  message: 'chat with gpt-x',
  kind: 'span',
  level: 17,
  is_exception: true,
  service_name: 'bot',
  otel_scope_name: 'pydantic-ai',
  otel_scope_version: '2',
  otel_status_code: 'ERROR',
  otel_status_message: 'boom',
  attributes: { 'gen_ai.request.model': 'gpt-x', n: 3 },
  otel_events: [{ event_name: 'exception', event_timestamp: '2026-11-20T15:17:37Z', attributes: { 'exception.type': 'Boom' } }],
  otel_resource_attributes: { 'service.version': '1.4.2' },
};
const { attributes: _attributes, otel_events: _events, otel_status_code: _code, otel_status_message: _message, ...few } = row;

const first = (value: JsonValue): RawSpan | undefined => readWith(logfire, value).spans[0];
const columnsOf = (rows: JsonObject[]): JsonObject => ({ columns: Object.keys(rows[0] ?? {}).map((name) => ({ name, datatype: 'Utf8', nullable: true, values: rows.map((each) => each[name] ?? null) })) });
/** A row as CSV holds it: objects and lists as JSON, all else as text. */
const cells = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeof item === 'object' ? JSON.stringify(item) : key === 'is_exception' || key === 'level' ? (item ?? '') : String(item)]));

describe('fixtures', () => {
  it.each([['rows.jsonl', ['Logfire query row']], ['rows.csv', ['Logfire query row']], ['row-result.json', ['Logfire query result', 'Logfire query row']], ['column-result.json', ['Logfire query result']], ['result-v2.json', ['Logfire query result']]])(
    '%s is read in full',
    async (name, shapes) => {
      const dump = await read(`logfire/${name}`);
      expect(listing(dump)).toEqual([
        'session 01a1f989-fcef-7760-ad84-93bb1ae2481e, user -, tokens 170/26',
        '  1 shop unset 111/13: Cancel order 7 -> Order 7 is cancelled.',
        '    agent invoke_agent shop, llm chat stub-model, tool execute_tool cancel_order!, llm chat stub-model',
        '    calls cancel_order({"order":7}) c1 = refused: order 7 has shipped FAILED',
        '  2 shop unset 59/13: Thanks -> You are welcome.',
        '    agent invoke_agent shop, llm chat stub-model',
      ]);
      expect(dump.intake.files[0]?.shapes.map(({ shape }) => shape)).toEqual(shapes);
      expect(dump.diagnostics.map(({ code }) => code)).toEqual(['pending-span']);
    },
  );
});

describe('a row', () => {
  it('is read in full', () => {
    expect(placeless(readWith(logfire, row).spans)).toEqual([
      {
        type: 'span',
        traceId: '50eba241f722f2a55a23d011ff133174',
        spanId: '074a45ddf42b83e2',
        parentId: '26eb804ae1fb6416',
        name: 'chat gpt-x',
        startNs: 1795187856336944000n,
        endNs: 1795187857336944000n,
        status: { code: 'error', message: 'boom' },
        attributes: new Map<string, JsonValue>([['gen_ai.request.model', 'gpt-x'], ['n', 3], ['logfire.msg', 'chat with gpt-x'], ['logfire.span_type', 'span'], ['logfire.level_num', 17]]),
        events: [{ name: 'exception', timeNs: 1795187857000000000n, attributes: new Map([['exception.type', 'Boom']]) }],
        resource: new Map([['service.version', '1.4.2'], ['service.name', 'bot']]),
        scope: { name: 'pydantic-ai', version: '2' },
      },
    ]);
  });

  const expected = placeless(readWith(logfire, row).spans);
  it.each<[string, JsonValue]>([
    ['in a list', [row]],
    ['in rows', { columns: [], rows: [row] }],
    ['in the data of version 2', { schema: { fields: [] }, data: [row] }],
    ['in columns', columnsOf([row])],
    ['as CSV', cells(row)],
  ])('reads the same %s', (_, value) => {
    const { recognition, spans, notes } = readWith(logfire, value);
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
    expect(placeless(spans)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it.each<[string, JsonObject, Partial<RawSpan>]>([
    ['that says OK', { otel_status_code: 'OK', is_exception: true }, { status: { code: 'ok' } }],
    ['whose status is empty', { otel_status_code: null, is_exception: true }, { status: { code: 'unset' } }],
    ['that was selected without a status, and had an exception', { is_exception: true, exception_message: 'gone' }, { status: { code: 'error', message: 'gone' } }],
    ['that was selected without a status, and had none', { is_exception: false }, { status: { code: 'unset' } }],
    ['without an end, by its duration in seconds', { end_timestamp: null, duration: 0.25 }, { endNs: 1795187856586944000n }],
    ['of a root', { parent_span_id: null }, { parentId: undefined }],
    ['with a kind of OpenTelemetry', { otel_span_kind: 'CLIENT' }, { otelKind: 'client' }],
    ['without a name', { span_name: null }, { name: 'chat with gpt-x' }],
  ])('%s is read so', (_, fields, read_) => {
    const { recognition, spans } = readWith(logfire, { ...few, ...fields });
    expect(recognition).toBeDefined();
    expect(spans[0]).toMatchObject(read_);
  });

  it('keeps the columns of an exception as its event, where events were not selected', () => {
    expect(first({ ...few, exception_type: 'Boom', exception_message: 'gone', exception_stacktrace: 'at x' })?.events).toEqual([
      { name: 'exception', attributes: new Map([['exception.type', 'Boom'], ['exception.message', 'gone'], ['exception.stacktrace', 'at x']]) },
    ]);
  });

  it('reads events whose attributes stand beside their name', () => {
    expect(first({ ...row, otel_events: [{ event_name: 'exception', event_timestamp: '2026-11-20T15:17:37Z', 'exception.type': 'Boom' }] })?.events).toEqual([
      { name: 'exception', timeNs: 1795187857000000000n, attributes: new Map([['exception.type', 'Boom']]) },
    ]);
  });

  it('keeps columns that nobody knows, and what attributes say goes before columns', () => {
    const attributes = first({ ...row, url_path: '/x', day: null, attributes: { 'logfire.msg': 'mine' } })?.attributes;
    expect([attributes?.get('url_path'), attributes?.has('day'), attributes?.get('logfire.msg')]).toEqual(['/x', false, 'mine']);
  });

  it('keeps the text of attributes that were cut', () => {
    expect(first({ ...few, message: null, kind: null, level: null, attributes: '{"a":"b","c' })?.attributes).toEqual(new Map([['attributes', '{"a":"b","c']]));
  });

  it('without ids is kept, with a note', () => {
    const { spans, notes } = readWith(logfire, { ...row, span_id: '' });
    expect(spans).toHaveLength(1);
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });
});

describe('pending spans', () => {
  it.each<[string, JsonObject]>([
    ['by their kind', { kind: 'pending_span' }],
    ['by their attribute', { attributes: { 'logfire.span_type': 'pending_span' } }],
    ['by their attribute in JSON', { attributes: '{"logfire.span_type":"pending_span"}' }],
  ])('told %s are left out, with their number', (_, fields) => {
    const twin = { ...row, ...fields, span_id: '00000000000000aa' };
    const { spans, notes } = readWith(logfire, { columns: [], rows: [twin, row, twin] });
    expect(spans).toHaveLength(1);
    expect(notes.map(({ code, message }) => [code, message.slice(0, 10)])).toEqual([['pending-span', '2 pending ']]);
  });

  it('do not take log rows with them', () => {
    expect(readWith(logfire, { ...row, kind: 'log' }).spans).toHaveLength(1);
  });
});

describe('recognition', () => {
  const adapter = createAdapter(formats, []);

  it.each<[string, JsonValue]>([['a row', row], ['a row of few columns', few], ['a row of name and time', { trace_id: 'a', span_id: 'b', span_name: 'c', start_timestamp: 'd' }], ['a result', { columns: [], rows: [row] }]])('takes %s', (_, value) => {
    expect(adapter.recognise({ value, place })?.format.id).toBe('logfire');
  });

  it('knows the envelope whose rows were cut out, and reads nothing from it', () => {
    const { recognition, spans, notes } = readWith(logfire, { columns: [{ name: 'otel_status_code' }], rows: [] });
    expect([recognition?.score, spans.length, notes.length]).toEqual([0.9, 0, 0]);
  });

  it.each<[string, JsonValue]>([
    ['an MLflow span', { trace_id: 'x', span_id: 'y', start_time_unix_nano: 1, attributes: {} }],
    ['a Langfuse row of a blob export', { id: 'x', trace_id: 'y', parent_observation_id: null, start_time: 'z' }],
    ['a Braintrust row', { span_id: 'x', root_span_id: 'y', span_attributes: {} }],
    ['rows of something else', { columns: [{ name: 'a' }], rows: [{ a: 1 }] }],
    ['a ClickHouse result', { meta: [], data: [{ TraceId: 'x', SpanId: 'y', SpanName: 'z' }] }],
  ])('leaves %s to others', (_, value) => {
    expect(logfire.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, [odd], { rows: odd }, { rows: [odd, row] }, { data: odd }, { columns: odd }, { columns: [odd] }, { columns: [{ name: 'trace_id', values: odd }, { name: 'span_id', values: ['x'] }] }];
    for (const key of Object.keys(row)) values.push({ ...row, [key]: odd });
    for (const value of values) expect(() => readWith(logfire, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['rows', 'data', 'columns']) expect(() => readWith(logfire, nested(20_000, (inner) => ({ [key]: [inner] })))).not.toThrow();
    expect(readWith(logfire, { ...row, attributes: nested(20_000, (inner) => ({ a: inner })) }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse('{"trace_id":"a","span_id":"b","otel_status_code":null,"__proto__":"x","attributes":{"__proto__":"y"}}') as JsonValue;
    expect(first(value)?.attributes.get('__proto__')).toBe('y');
  });
});
