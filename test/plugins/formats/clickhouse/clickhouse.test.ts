import { describe, expect, it } from 'vitest';
import clickhouse from '../../../../plugins/formats/clickhouse/index.js';
import { cell } from '../../../../plugins/formats/clickhouse/literal.js';
import { formats } from '../../../../plugins/formats/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import type { JsonObject, JsonValue, RawSpan } from '../../../../src/plugin.js';
import { listing, read } from '../otel-console/listing.js';
import { nested, oddValues, place, placeless, readWith } from '../read-with.js';

const [traceId, spanId, parentId] = ['50eba241f722f2a55a23d011ff133174', '074a45ddf42b83e2', '26eb804ae1fb6416'];

const row: JsonObject = {
  Timestamp: '2026-11-20 15:17:36.336944123',
  TraceId: traceId,
  SpanId: spanId,
  ParentSpanId: parentId,
  TraceState: '',
  SpanName: 'chat gpt-x',
  SpanKind: 'Client',
  ServiceName: 'bot',
  ResourceAttributes: { 'host.arch': 'arm64' },
  ScopeName: 'lib',
  ScopeVersion: '1',
  SpanAttributes: { 'gen_ai.request.model': 'gpt-x', 'gen_ai.usage.input_tokens': '42' },
  Duration: '1000000007',
  StatusCode: 'Error',
  StatusMessage: 'boom',
  'Events.Timestamp': ['2026-11-20 15:17:37.000000000'],
  'Events.Name': ['exception'],
  'Events.Attributes': [{ 'exception.type': 'Boom' }],
  'Links.TraceId': [traceId],
  'Links.SpanId': [parentId],
  'Links.TraceState': [''],
  'Links.Attributes': [{ why: 'x' }],
};
const plain = Object.fromEntries(Object.entries(row).filter(([key]) => !/^(?:Events|Links)\./.test(key)));
const event = { Timestamp: '2026-11-20 15:17:37.000000000', Name: 'exception', Attributes: { 'exception.type': 'Boom' } };
const link = { TraceId: traceId, SpanId: parentId, TraceState: '', Attributes: { why: 'x' } };
const lists = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).map(([key, item]) => [key, [item ?? null]]));

const first = (value: JsonValue): RawSpan | undefined => readWith(clickhouse, value).spans[0];

describe('fixtures', () => {
  const shapes: Record<string, string> = { 'rows.jsonl': 'ClickHouse otel_traces row', 'rows.csv': 'ClickHouse otel_traces row', 'result.json': 'ClickHouse query result', 'strings.json': 'ClickHouse query result', 'compact.json': 'ClickHouse query result' };

  it.each(Object.keys(shapes))('%s is read in full', async (name) => {
    const dump = await read(`clickhouse/${name}`);
    expect(listing(dump)).toEqual([
      'session conv-1, user -, tokens 42/7',
      '  1 shop ok 42/7: Cancel order 7 -> Order 7 is cancelled.',
      '    agent invoke_agent shop, llm chat gpt-x, tool execute_tool cancel_order!',
      '    calls cancel_order({"order":7}) c1 = ? FAILED',
    ]);
    expect(dump.intake.files[0]?.shapes.map(({ shape }) => shape)).toEqual([shapes[name]]);
    expect(dump.diagnostics).toEqual([]);
  });

  it('hold the same spans in every format, to the nanosecond', async () => {
    const all = await Promise.all(Object.keys(shapes).map(async (name) => (await read(`clickhouse/${name}`)).sessions.flatMap(({ turns }) => turns.flatMap(({ spans }) => spans))));
    const essence = all.map((spans) => spans.map(({ id, startNs, endNs, attributes, events, links, resource }) => ({ id, startNs, endNs, attributes, events, links, resource })));
    for (const spans of essence) expect(spans).toEqual(essence[0]);
    expect(essence[0]?.[2]?.links?.[0]?.attributes).toEqual(new Map([['relation', "the model's call"]]));
  });
});

describe('a row', () => {
  const expected = [
    {
      type: 'span',
      traceId,
      spanId,
      parentId,
      name: 'chat gpt-x',
      otelKind: 'client',
      startNs: 1795187856336944123n,
      endNs: 1795187857336944130n,
      status: { code: 'error', message: 'boom' },
      attributes: new Map([['gen_ai.request.model', 'gpt-x'], ['gen_ai.usage.input_tokens', '42']]),
      events: [{ name: 'exception', timeNs: 1795187857000000000n, attributes: new Map([['exception.type', 'Boom']]) }],
      links: [{ traceId, spanId: parentId, attributes: new Map([['why', 'x']]) }],
      resource: new Map([['host.arch', 'arm64'], ['service.name', 'bot']]),
      scope: { name: 'lib', version: '1' },
    },
  ];

  it.each<[string, JsonValue]>([
    ['of the collector today', row],
    ['of an older collector', { ...row, SpanKind: 'SPAN_KIND_CLIENT', StatusCode: 'STATUS_CODE_ERROR' }],
    ['with numbers', { ...row, Duration: 1000000007 }],
    ['with events as lists in an object', { ...plain, Events: lists(event), Links: lists(link) }],
    ['with events as a list of objects', { ...plain, Events: [event], Links: [link] }],
    ['in a list', [row]],
    ['in a result', { meta: [{ name: 'TraceId', type: 'String' }], data: [row], rows: 1 }],
    ['in a compact result', { meta: Object.keys(row).map((name) => ({ name, type: 'String' })), data: [Object.values(row) as JsonValue[]] }],
    ['with the maps of CSV', { ...row, SpanAttributes: "{'gen_ai.request.model':'gpt-x','gen_ai.usage.input_tokens':'42'}", ResourceAttributes: "{'host.arch':'arm64'}", 'Events.Attributes': "[{'exception.type':'Boom'}]", 'Events.Name': "['exception']" }],
  ])('%s reads the same', (_, value) => {
    const { recognition, spans, notes } = readWith(clickhouse, value);
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
    expect(placeless(spans)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('of a root has an empty parent id', () => {
    expect(first({ ...row, ParentSpanId: '' })?.parentId).toBeUndefined();
  });

  it('with attributes in columns of JSON has their dotted names', () => {
    expect(first({ ...row, SpanAttributes: { gen_ai: { request: { model: 'gpt-x' } } } })?.attributes.get('gen_ai.request.model')).toBe('gpt-x');
  });

  it('keeps columns that nobody knows', () => {
    expect(first({ ...plain, SpanAttributes: {}, Tenant: 't1', TraceState: 'a=b' })?.attributes).toEqual(new Map([['TraceState', 'a=b'], ['Tenant', 't1']]));
  });

  it('keeps the text of attributes that were cut', () => {
    expect(first({ ...plain, SpanAttributes: "{'a':'b','c" })?.attributes).toEqual(new Map([['SpanAttributes', "{'a':'b','c"]]));
  });

  it('of few columns has what was selected', () => {
    expect(first({ TraceId: traceId, SpanId: spanId, SpanName: 'x' })).toMatchObject({ name: 'x', status: { code: 'unset' }, events: [] });
  });

  it('without ids is kept, with a note', () => {
    const { spans, notes } = readWith(clickhouse, [row, { ...row, SpanId: '' }]);
    expect(spans).toHaveLength(2);
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });
});

describe('a cell of CSV', () => {
  it.each<[string, JsonValue]>([
    ["{'a':'b','c':'d'}", { a: 'b', c: 'd' }],
    ["{'a':'it\\'s','b':'it''s','c':'two\\nlines','d':'back\\\\slash'}", { a: "it's", b: "it's", c: 'two\nlines', d: 'back\\slash' }],
    ['{\'a\':\'{"b":["c"]}\'}', { a: '{"b":["c"]}' }],
    ["['x','y']", ['x', 'y']],
    ["[{'a':'b'},{}]", [{ a: 'b' }, {}]],
    ['{}', {}],
    ['[]', []],
    ['{"a":"it\'s"}', { a: "it's" }],
    ["{'a':'open", "{\"a\":\"open\""],
    ['text', 'text'],
    ["['x", '["x"'],
  ])('%s is read', (value, expected) => {
    expect(cell(value)).toEqual(expected);
  });
});

describe('recognition', () => {
  const adapter = createAdapter(formats, []);

  it.each<[string, JsonValue]>([['a row', row], ['a result', { meta: [], data: [row] }]])('takes %s', (_, value) => {
    expect(adapter.recognise({ value, place })?.format.id).toBe('clickhouse');
  });

  it.each<[string, JsonValue]>([
    ['a row of the table of trace times', { TraceId: traceId, Start: 1, End: 2 }],
    ['a log row', { TraceId: traceId, SpanId: spanId, SeverityText: 'INFO', Body: 'x' }],
    ['a Jaeger page', { data: [{ traceID: traceId, spans: [], processes: {} }] }],
    ['a Langfuse page', { data: [{ id: 'x', traceId, type: 'SPAN' }] }],
    ['a Go span', { Name: 'x', SpanContext: { TraceID: traceId, SpanID: spanId } }],
  ])('leaves %s to others', (_, value) => {
    expect(clickhouse.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, [odd], { data: odd }, { data: [odd, row], meta: odd }, { data: [[odd]], meta: [{ name: 'TraceId' }] }];
    for (const key of [...Object.keys(row), 'Events', 'Links']) values.push({ ...row, [key]: odd });
    for (const value of values) expect(() => readWith(clickhouse, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    expect(() => readWith(clickhouse, nested(20_000, (inner) => ({ data: [inner] })))).not.toThrow();
    expect(readWith(clickhouse, { ...row, SpanAttributes: nested(20_000, (inner) => ({ a: inner })) }).spans).toHaveLength(1);
    expect(readWith(clickhouse, { ...row, SpanAttributes: "{'".repeat(50_000) }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse(`{"TraceId":"${traceId}","SpanId":"${spanId}","__proto__":{"SpanName":"x"},"SpanAttributes":{"__proto__":"y"}}`) as JsonValue;
    expect(first(value)?.name).toBe('');
    expect(first(value)?.attributes.get('__proto__')).toBe('y');
  });
});
