import { describe, expect, it } from 'vitest';
import jaeger from '../../../../plugins/formats/jaeger/index.js';
import { at, type JsonObject, type JsonValue, type RawSpan } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';
import { cancelled, fixture, listed, originals, table } from '../same-sessions.js';

const page = fixture('jaeger/traces.json');
const traces = at(page, 'data') as JsonObject[];

const span: JsonObject = {
  traceID: '50eba241f722f2a55a23d011ff133174',
  spanID: '74a45ddf42b83e2',
  operationName: 'chat',
  references: [{ refType: 'CHILD_OF', traceID: '50eba241f722f2a55a23d011ff133174', spanID: '26eb804ae1fb6416' }],
  startTime: '1795174491324973',
  duration: 225,
  tags: [{ key: 'gen_ai.usage.input_tokens', type: 'int64', value: 12 }],
  logs: [],
  processID: 'p1',
  warnings: null,
};
const trace: JsonObject = { traceID: span['traceID'], spans: [span], processes: { p1: { serviceName: 'bot', tags: [{ key: 'host', type: 'string', value: 'h' }] } } };

function readSpan(fields: JsonObject): RawSpan {
  const [first] = readWith(jaeger, { ...trace, spans: [{ ...span, ...fields }] }).spans;
  if (!first) throw new Error('no span');
  return first;
}

const tag = (key: string, value: JsonValue, type = 'string'): JsonObject => ({ key, type, value });

describe('the fixture', () => {
  it('lists as the sessions it was made of', async () => {
    const { sessions, codes } = await listed('test/fixtures/jaeger/traces.json');
    expect(sessions).toEqual([table, cancelled]);
    expect(codes).toEqual([]);
    expect(sessions).toEqual((await listed(...originals)).sessions);
  });

  it('keeps service, scope and exception', () => {
    const { spans } = readWith(jaeger, page);
    const tool = spans.find(({ name }) => name === 'execute_tool cancel_subscription');
    expect(tool?.resource?.get('service.name')).toBe('subscription-assistant');
    expect(tool?.scope).toEqual({ name: 'opentelemetry.util.genai.handler', version: '1.1b0' });
    expect(tool?.status).toEqual({ code: 'error', message: 'billing service did not answer within 10 s' });
    expect(tool?.events).toEqual([expect.objectContaining({ name: 'exception', timeNs: 1795183971548851000n })]);
    expect(tool?.events[0]?.attributes.get('exception.type')).toBe('ConnectionError');
    expect(tool?.otelKind).toBe('internal');
    for (const key of ['span.kind', 'otel.status_code', 'error', 'otel.scope.name']) expect(tool?.attributes.has(key)).toBe(false);
  });
});

describe('the same spans', () => {
  const expected = placeless(readWith(jaeger, page).spans);

  it.each<[string, JsonValue]>([
    ['as a list of traces', traces],
    ['as a list of pages', [page]],
    ['as pages with one trace each', traces.map((item) => ({ data: [item] }))],
    ['as a page whose data is no list', traces.map((item) => ({ data: item }))],
  ])('come from the traces %s', (_, value) => {
    const { recognition, spans, notes } = readWith(jaeger, value);
    expect(recognition?.score).toBe(0.95);
    expect(placeless(spans)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('come from each trace by itself, as when a reader cuts the page', () => {
    expect(placeless(traces.flatMap((item) => readWith(jaeger, item, '/data').spans))).toEqual(expected);
  });

  it('come from bare spans that hold their process, with tags as a plain map', () => {
    const bare = traces.flatMap((item) => (item['spans'] as JsonObject[]).map((one) => ({ ...one, process: at(item, 'processes', 'p1') ?? null })));
    expect(placeless(bare.flatMap((one) => readWith(jaeger, one).spans))).toEqual(expected);
    const { tags: _, ...rest } = span;
    const { spans } = readWith(jaeger, { ...rest, tag: { a: 'x' }, process: { serviceName: 'bot', tag: { host: 'h' } } });
    expect(spans[0]?.attributes).toEqual(new Map([['a', 'x']]));
    expect(spans[0]?.resource).toEqual(new Map([['host', 'h'], ['service.name', 'bot']]));
  });

  it('have pointers that lead to them', () => {
    const { spans } = readWith(jaeger, page);
    for (const { place, name } of spans) {
      const path = (place.pointer ?? '').split('/').slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      expect(at(page, ...path, 'operationName')).toBe(name);
    }
  });
});

describe('a span', () => {
  it('gets the zeros in front of its ids back', () => {
    expect(readSpan({}).spanId).toBe('074a45ddf42b83e2');
    expect(readSpan({ traceID: 'f722f2a55a23d01' }).traceId).toBe('00000000000000000f722f2a55a23d01');
    expect(readSpan({ traceID: 'eba241f722f2a55a23d011ff133174' }).traceId).toBe('00eba241f722f2a55a23d011ff133174');
  });

  it('has microseconds as times, and no end without a duration', () => {
    expect(readSpan({})).toMatchObject({ startNs: 1795174491324973000n, endNs: 1795174491325198000n });
    expect(readSpan({ duration: null }).endNs).toBeUndefined();
    expect(readSpan({ startTime: 0 })).toMatchObject({ startNs: undefined, endNs: undefined });
  });

  const here = span['traceID'] as string;
  const [a, b] = ['26eb804ae1fb6416', 'aaaaaaaaaaaaaaaa'];
  it.each<[string, JsonObject, string | undefined, number]>([
    ['a CHILD_OF', {}, a, 0],
    ['nothing', { references: [] }, undefined, 0],
    ['a FOLLOWS_FROM alone', { references: [{ refType: 'FOLLOWS_FROM', traceID: here, spanID: a }] }, a, 0],
    ['a FOLLOWS_FROM before a CHILD_OF', { references: [{ refType: 'FOLLOWS_FROM', traceID: here, spanID: b }, { refType: 'CHILD_OF', traceID: here, spanID: a }] }, a, 1],
    ['a CHILD_OF in another trace', { references: [{ refType: 'CHILD_OF', traceID: 'bb', spanID: b }] }, undefined, 1],
    ['the field of old exports', { references: null, parentSpanID: a.slice(1) }, a.replace(/^./, '0'), 0],
    ['zeros', { references: [], parentSpanID: '0' }, undefined, 0],
  ])('has the parent that %s names', (_, fields, parent, links) => {
    const read = readSpan(fields);
    expect(read.parentId).toBe(parent);
    expect(read.links?.length ?? 0).toBe(links);
  });

  it('says of a link what kind it is', () => {
    const read = readSpan({ references: [{ refType: 'FOLLOWS_FROM', traceID: 'bb', spanID: b }] });
    expect(read.links).toEqual([{ traceId: '000000000000000000000000000000bb', spanId: b, attributes: new Map([['opentracing.ref_type', 'follows_from']]) }]);
  });

  it.each<[string, JsonObject[], RawSpan['status']]>([
    ['no tag', [], { code: 'unset' }],
    ['OK', [tag('otel.status_code', 'OK')], { code: 'ok' }],
    ['ERROR with a description', [tag('otel.status_code', 'ERROR'), tag('otel.status_description', 'boom')], { code: 'error', message: 'boom' }],
    ['the tag error alone', [tag('error', true, 'bool')], { code: 'error' }],
    ['the tag error as text', [tag('error', 'true')], { code: 'error' }],
    ['the tag error set to false', [tag('error', false, 'bool')], { code: 'unset' }],
    ['OK beside an error that was handled', [tag('otel.status_code', 'OK'), tag('error', true, 'bool')], { code: 'ok' }],
  ])('with %s has the status that this means', (_, tags, status) => {
    expect(readSpan({ tags }).status).toEqual(status);
  });

  it('keeps an error tag that is a text, and values by their type', () => {
    const tags = [tag('error', 'no such city'), tag('n', '42', 'int64'), tag('big', '9007199254740993', 'int64'), tag('f', '0.5', 'float64'), tag('b', 'true', 'bool'), tag('s', '42'), tag('l', '["stop"]')];
    expect(readSpan({ tags }).attributes).toEqual(new Map<string, JsonValue>([['error', 'no such city'], ['n', 42], ['big', '9007199254740993'], ['f', 0.5], ['b', true], ['s', '42'], ['l', '["stop"]']]));
  });

  it('reads the scope of older exporters', () => {
    expect(readSpan({ tags: [tag('otel.library.name', 'lib'), tag('otel.library.version', '1')] }).scope).toEqual({ name: 'lib', version: '1' });
  });

  it('has events named by the field event, else message', () => {
    const logs = [{ timestamp: 5, fields: [tag('event', 'retry'), tag('n', 1, 'int64')] }, { fields: [tag('message', 'hi')] }, { fields: null }];
    expect(readSpan({ logs }).events).toEqual([
      { name: 'retry', timeNs: 5000n, attributes: new Map([['n', 1]]) },
      { name: 'hi', timeNs: undefined, attributes: new Map([['message', 'hi']]) },
      { name: 'log', timeNs: undefined, attributes: new Map() },
    ]);
  });
});

describe('a note', () => {
  it.each<[string, JsonValue, string]>([
    ['of errors of the query', { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: 404, msg: 'trace not found' }] }, 'query-errors'],
    ['of a limit that was met', { data: [trace], limit: 1 }, 'more-pages'],
    ['of warnings on a span', { ...trace, spans: [{ ...span, warnings: ['clock skew adjustment disabled'] }] }, 'jaeger-warnings'],
    ['of a tag given twice', { ...trace, spans: [{ ...span, tags: [tag('a', 1), tag('a', 2)] }] }, 'repeated-tag'],
    ['of a span without id', { ...trace, spans: [{ ...span, spanID: '' }] }, 'span-without-id'],
    ['of something that is no span', { ...trace, spans: [span, 'x'] }, 'span-not-object'],
  ])('%s is given', (_, value, code) => {
    const { recognition, notes } = readWith(jaeger, value);
    expect(recognition).toBeDefined();
    expect(notes.map((note) => note.code)).toEqual([code]);
  });

  it('is not needed for warnings that the span keeps', () => {
    expect(readSpan({ warnings: ['w'] }).attributes.get('warnings')).toEqual(['w']);
  });
});

describe('recognition', () => {
  it.each<[string, JsonValue]>([
    ['an OTLP request', { resourceSpans: [] }],
    ['a Jaeger 3 answer, which is OTLP', { result: { resourceSpans: [] } }],
    ['a Phoenix page', fixture('phoenix/rest-spans.json')],
    ['a Zipkin list', fixture('zipkin/spans.json')],
    ['a Tempo search', fixture('tempo/search.json')],
    ['an MLflow search', fixture('mlflow/own-search-3.11.2dev.json')],
    ['an empty page of anybody', { data: [] }],
  ])('leaves %s to others', (_, value) => {
    expect(jaeger.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, { data: odd }, { data: [odd] }, { data: [trace, odd] }, { ...trace, spans: odd }, { ...trace, spans: [odd] }, { ...trace, processes: odd }, { ...trace, processes: { p1: odd } }];
    for (const key of Object.keys(span)) values.push({ ...trace, spans: [{ ...span, [key]: odd }] }, { ...span, [key]: odd });
    for (const key of ['tags', 'logs', 'references']) values.push({ ...trace, spans: [{ ...span, [key]: [odd] }] });
    for (const value of values) expect(() => readWith(jaeger, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['data', 'spans', 'tags', 'process', 'references']) expect(() => readWith(jaeger, nested(20_000, (inner) => ({ [key]: inner })))).not.toThrow();
    expect(readWith(jaeger, { ...trace, spans: [{ ...span, tags: nested(20_000, (inner) => [inner]) }] }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse(`{"traceID":"aa","processes":{},"spans":[{"traceID":"aa","spanID":"b","__proto__":{"operationName":"x"},"processID":"__proto__","tags":[{"key":"__proto__","value":"y"}]}]}`) as JsonValue;
    const [read] = readWith(jaeger, value).spans;
    expect(read?.name).toBe('');
    expect(read?.resource).toBeUndefined();
    expect(read?.attributes.get('__proto__')).toBe('y');
  });
});
