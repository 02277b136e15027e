import { describe, expect, it } from 'vitest';
import zipkin from '../../../../plugins/formats/zipkin/index.js';
import type { JsonObject, JsonValue, RawSpan } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';
import { cancelled, fixture, listed, originals, table } from '../same-sessions.js';

const list = fixture('zipkin/spans.json') as JsonObject[];

const span: JsonObject = {
  traceId: '5a23d011ff133174',
  id: '074a45ddf42b83e2',
  parentId: '26eb804ae1fb6416',
  name: 'get',
  kind: 'CLIENT',
  timestamp: '1795174491324973',
  duration: 225,
  localEndpoint: { serviceName: 'bot', ipv4: '10.0.0.1' },
  remoteEndpoint: { serviceName: 'api' },
  tags: { 'gen_ai.usage.input_tokens': '12' },
  annotations: [],
};

function readSpan(fields: JsonObject): RawSpan {
  const [first] = readWith(zipkin, { ...span, ...fields }).spans;
  if (!first) throw new Error('no span');
  return first;
}

describe('the fixture', () => {
  it('lists as the sessions it was made of', async () => {
    const { sessions, codes } = await listed('test/fixtures/zipkin/spans.json');
    expect(sessions).toEqual([table, cancelled]);
    expect(codes).toEqual([]);
    expect(sessions).toEqual((await listed(...originals)).sessions);
  });

  it('keeps scope, status and exception', () => {
    const tool = readWith(zipkin, list).spans.find(({ name }) => name === 'execute_tool cancel_subscription');
    expect(tool?.scope).toEqual({ name: 'opentelemetry.util.genai.handler', version: '1.1b0' });
    expect(tool?.status).toEqual({ code: 'error', message: 'billing service did not answer within 10 s' });
    expect(tool?.events).toEqual([expect.objectContaining({ name: 'exception', timeNs: 1795183971548851000n })]);
    expect(tool?.events[0]?.attributes.get('exception.type')).toBe('ConnectionError');
    expect(tool?.attributes.get('service.name')).toBe('subscription-assistant');
  });
});

describe('the same spans', () => {
  const expected = placeless(list.flatMap((one) => readWith(zipkin, one, '').spans));

  it.each<[string, JsonValue]>([
    ['a list of spans', list],
    ['a list of traces', [list.slice(0, 4), list.slice(4)]],
    ['a list of traces of which one is empty', [[], list]],
  ])('come from %s', (_, value) => {
    const { recognition, spans, notes } = readWith(zipkin, value);
    expect(recognition).toMatchObject({ score: 0.95, shape: 'Zipkin v2 list of spans' });
    expect(placeless(spans)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('have pointers that lead to them', () => {
    expect(readWith(zipkin, [[span], [span, span]]).spans.map(({ place }) => place.pointer)).toEqual(['/0/0', '/1/0', '/1/1']);
  });
});

describe('a span', () => {
  it('is read in full', () => {
    expect(readSpan({})).toMatchObject({
      traceId: '00000000000000005a23d011ff133174',
      spanId: '074a45ddf42b83e2',
      parentId: '26eb804ae1fb6416',
      name: 'get',
      otelKind: 'client',
      startNs: 1795174491324973000n,
      endNs: 1795174491325198000n,
      status: { code: 'unset' },
      attributes: new Map<string, JsonValue>([['gen_ai.usage.input_tokens', '12'], ['remoteEndpoint', { serviceName: 'api' }]]),
      resource: new Map([['service.name', 'bot'], ['localEndpoint.ipv4', '10.0.0.1']]),
    });
  });

  it('without a duration has no end, and without a time neither', () => {
    expect(readSpan({ duration: null }).endNs).toBeUndefined();
    expect(readSpan({ timestamp: 0 })).toMatchObject({ startNs: undefined, endNs: undefined });
  });

  it.each<[string, JsonObject, RawSpan['status']]>([
    ['no tag', {}, { code: 'unset' }],
    ['an empty error', { error: '' }, { code: 'error' }],
    ['the word true', { error: 'true' }, { code: 'error' }],
    ['a text', { error: 'timed out' }, { code: 'error', message: 'timed out' }],
    ['the word false', { error: 'false' }, { code: 'unset' }],
    ['a status of OpenTelemetry', { 'otel.status_code': 'ERROR', error: 'boom' }, { code: 'error', message: 'boom' }],
    ['a status in lower case, with a description', { 'otel.status_code': 'error', 'otel.status_description': 'boom' }, { code: 'error', message: 'boom' }],
    ['OK', { 'otel.status_code': 'OK' }, { code: 'ok' }],
    ['OK beside an error that was handled', { 'otel.status_code': 'OK', error: 'x' }, { code: 'ok' }],
  ])('with %s has the status that this means', (_, tags, status) => {
    expect(readSpan({ tags }).status).toEqual(status);
  });

  it.each<[string, string, [string, JsonObject]]>([
    ['with braces', '{"exception":{"exception.type":"Boom"}}', ['exception', { 'exception.type': 'Boom' }]],
    ['without braces', '"exception":{"exception.type":"Boom"}', ['exception', { 'exception.type': 'Boom' }]],
    ['of plain text', 'ws', ['ws', {}]],
    ['of JSON that is no event', '{"a":1,"b":2}', ['{"a":1,"b":2}', {}]],
    ['of damaged JSON', '"exception":{"a":', ['"exception":{"a":', {}]],
  ])('has an event from an annotation %s', (_, value, [name, attributes]) => {
    expect(readSpan({ annotations: [{ timestamp: 5, value }] }).events).toEqual([{ name, timeNs: 5000n, attributes: new Map(Object.entries(attributes)) }]);
  });

  it('that shares its id with its client is a span of its own below it', () => {
    const server = readSpan({ kind: 'SERVER', shared: true });
    expect(server).toMatchObject({ spanId: '074a45ddf42b83e2/shared', parentId: '074a45ddf42b83e2', otelKind: 'server', remoteParent: true });
    expect(server.attributes.get('parentId')).toBe('26eb804ae1fb6416');
    expect(readSpan({ shared: false })).toMatchObject({ spanId: '074a45ddf42b83e2', parentId: '26eb804ae1fb6416' });
  });

  it('without an id gets one from its place, with a note', () => {
    const { spans, notes } = readWith(zipkin, [{ ...span, id: '' }, 'x']);
    expect(spans[0]?.spanId).toBe('no-id:dump.json:1/0');
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id', 'span-not-object']);
  });
});

describe('recognition', () => {
  it.each<[string, JsonObject, number]>([
    ['an endpoint', span, 0.95],
    ['times', { traceId: 'a', id: 'b', timestamp: 1, duration: 2 }, 0.8],
    ['a kind', { traceId: 'a', id: 'b', kind: 'SERVER' }, 0.8],
  ])('goes by %s', (_, value, score) => {
    expect(zipkin.recognise(value, {})?.score).toBe(score);
  });

  it.each<[string, JsonValue]>([
    ['an OTLP span', { traceId: 'a', spanId: 'b', kind: 'CLIENT', startTimeUnixNano: '1' }],
    ['a Langfuse observation', { traceId: 'a', id: 'b', type: 'SPAN', startTime: '2026-01-01T00:00:00Z', parentObservationId: null }],
    ['a row of a gateway', { traceId: 'a', id: 'b', model: 'm', timestamp: 1, duration: 2 }],
    ['a Phoenix trace', { traceId: 'a', spans: [], rootSpan: null }],
    ['a Jaeger page', fixture('jaeger/traces.json')],
    ['an MLflow search', fixture('mlflow/own-search-3.11.2dev.json')],
  ])('leaves %s to others', (_, value) => {
    expect(zipkin.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, [odd], [[odd]], [span, odd], [[span], odd], { ...span, annotations: [odd] }, { ...span, tags: { error: odd, 'otel.status_code': odd, 'otel.scope.name': odd } }];
    for (const key of Object.keys(span)) values.push({ ...span, [key]: odd });
    for (const value of values) expect(() => readWith(zipkin, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    expect(() => readWith(zipkin, nested(20_000, (inner) => [inner]))).not.toThrow();
    expect(readWith(zipkin, { ...span, tags: nested(20_000, (inner) => ({ a: inner })) }).spans).toHaveLength(1);
    expect(readWith(zipkin, { ...span, annotations: [{ value: '['.repeat(50_000) }] }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const [read] = readWith(zipkin, JSON.parse('{"traceId":"a","id":"b","kind":"CLIENT","__proto__":{"name":"x"},"tags":{"__proto__":"y"}}') as JsonValue).spans;
    expect(read?.name).toBe('');
    expect(read?.attributes.get('__proto__')).toBe('y');
  });
});
