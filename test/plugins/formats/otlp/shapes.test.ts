import { describe, expect, it } from 'vitest';
import otlp from '../../../../plugins/formats/otlp/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';

const traceId = '50eba241f722f2a55a23d011ff133174';
const [rootId, childId] = ['26eb804ae1fb6416', '074a45ddf42b83e2'];
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

const root: JsonObject = {
  traceId,
  spanId: rootId,
  parentSpanId: '',
  name: 'agent',
  kind: 2,
  startTimeUnixNano: '1795174491265637442',
  endTimeUnixNano: '1795174491403592768',
  attributes: [{ key: 'session.id', value: { stringValue: 's1' } }],
  status: { code: 1 },
};
const child: JsonObject = {
  traceId,
  spanId: childId,
  parentSpanId: rootId,
  name: 'chat',
  kind: 3,
  startTimeUnixNano: '1795174491324973475',
  endTimeUnixNano: '1795174491325199321',
  attributes: [{ key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } }],
  events: [{ timeUnixNano: '1795174491325000000', name: 'exception', attributes: [{ key: 'exception.type', value: { stringValue: 'Boom' } }] }],
  status: { code: 2, message: 'boom' },
};
const scopeSpans = { scope: { name: 'my.instr', version: '1' }, spans: [root, child] };
const resourceSpans = { resource: { attributes: [{ key: 'service.name', value: { stringValue: 'bot' } }] }, scopeSpans: [scopeSpans] };

/** The same request with every key in snake_case, ids in base64 and enums by name, as plain protobuf writers make it. */
const protobuf: JsonObject = {
  resource_spans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { string_value: 'bot' } }] },
      scope_spans: [
        {
          scope: { name: 'my.instr', version: '1' },
          spans: [
            {
              trace_id: base64(traceId), span_id: base64(rootId), name: 'agent', kind: 'SPAN_KIND_SERVER',
              start_time_unix_nano: '1795174491265637442', end_time_unix_nano: '1795174491403592768',
              attributes: [{ key: 'session.id', value: { string_value: 's1' } }], status: { code: 'STATUS_CODE_OK' },
            },
            {
              trace_id: base64(traceId), span_id: base64(childId), parent_span_id: base64(rootId), name: 'chat', kind: 'SPAN_KIND_CLIENT',
              start_time_unix_nano: '1795174491324973475', end_time_unix_nano: '1795174491325199321',
              attributes: [{ key: 'gen_ai.usage.input_tokens', value: { int_value: 12 } }],
              events: [{ time_unix_nano: '1795174491325000000', name: 'exception', attributes: [{ key: 'exception.type', value: { string_value: 'Boom' } }] }],
              status: { code: 'STATUS_CODE_ERROR', message: 'boom' },
            },
          ],
        },
      ],
    },
  ],
};

/** Older words for scopes, ids as bytes, attributes as plain maps, enums as bare words. */
const handMade: JsonObject = {
  resourceSpans: [
    {
      resource: { attributes: { 'service.name': 'bot' } },
      instrumentationLibrarySpans: [
        {
          instrumentationLibrary: { name: 'my.instr', version: '1' },
          spans: [
            { ...root, traceId: [...Buffer.from(traceId, 'hex')], spanId: `0x${rootId}`, parentSpanId: '0000000000000000', kind: 'SERVER', status: 'Ok', attributes: { 'session.id': 's1' } },
            { ...child, traceId: traceId.toUpperCase(), kind: 'Client', status: { code: 'ERROR', description: 'boom' }, attributes: { 'gen_ai.usage.input_tokens': 12 } },
          ],
        },
      ],
    },
  ],
};

describe('the same conversation', () => {
  const expected = placeless(readWith(otlp, { resourceSpans: [resourceSpans] }).spans);

  it.each<[string, JsonValue, string | undefined]>([
    ['as a protobuf writer prints it', protobuf, undefined],
    ['as it is made by hand', handMade, undefined],
    ['as a bare resource', resourceSpans, undefined],
    ['as an element cut from its list', resourceSpans, '/resourceSpans'],
    ['as an element of a list', { resourceSpans: [resourceSpans] }, ''],
    ['as a list of resources', [resourceSpans], undefined],
    ['as a list of requests', [{ resourceSpans: [resourceSpans] }], undefined],
    ['in a payload', { payload: [resourceSpans] }, undefined],
    ['as one request in a payload', { payload: { resourceSpans: [resourceSpans] } }, undefined],
    ['as a Tempo result', { batches: [resourceSpans] }, undefined],
    ['as a Jaeger 3 result', { result: { resourceSpans: [resourceSpans] } }, undefined],
    ['as a Grafana trace', { trace: { batches: [resourceSpans] } }, undefined],
    ['as the JSON of its file', JSON.parse(JSON.stringify({ resourceSpans: [resourceSpans] })) as JsonValue, undefined],
  ])('gives the same spans %s', (_, value, within) => {
    const { recognition, spans, notes } = readWith(otlp, value, within);
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
    expect(placeless(spans)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('is read in full', () => {
    expect(expected).toEqual([
      expect.objectContaining({ traceId, spanId: childId, parentId: rootId, otelKind: 'client', status: { code: 'error', message: 'boom' }, startNs: 1795174491324973475n, attributes: new Map([['gen_ai.usage.input_tokens', 12]]) }),
      expect.objectContaining({ traceId, spanId: rootId, parentId: undefined, otelKind: 'server', status: { code: 'ok' }, endNs: 1795174491403592768n, resource: new Map([['service.name', 'bot']]), scope: { name: 'my.instr', version: '1' } }),
    ]);
    expect(expected[0]?.events).toEqual([{ name: 'exception', timeNs: 1795174491325000000n, attributes: new Map([['exception.type', 'Boom']]) }]);
  });

  it('gives the same spans without envelope, but for resource and scope', () => {
    const bare = [root, child].flatMap((span) => readWith(otlp, span).spans);
    expect(placeless(bare)).toEqual(expected.map((span) => ({ ...span, resource: undefined, scope: undefined })));
  });
});

describe('a pointer', () => {
  it.each<[string, JsonValue, string]>([
    ['of a request', { resourceSpans: [resourceSpans] }, '/resourceSpans/0/scopeSpans/0/spans/1'],
    ['of a bare resource', resourceSpans, '/scopeSpans/0/spans/1'],
    ['in snake_case', protobuf, '/resource_spans/0/scope_spans/0/spans/1'],
    ['in a wrapped list', { payload: [resourceSpans] }, '/payload/0/scopeSpans/0/spans/1'],
  ])('%s leads to the span', (_, value, pointer) => {
    expect(readWith(otlp, value).spans[1]?.place).toEqual({ file: 'dump.json', record: 1, offset: 0, length: 10, pointer });
  });
});

describe('recognition', () => {
  it.each<[string, JsonValue, string]>([
    ['a request of spans', { resourceSpans: [] }, 'OTLP spans request'],
    ['a request of logs', { resourceLogs: [] }, 'OTLP logs request'],
    ['a request of metrics', { resourceMetrics: [] }, 'OTLP metrics request'],
    ['a resource of logs', { scopeLogs: [] }, 'OTLP resource of logs'],
    ['a span without envelope', root, 'OTLP span without envelope'],
  ])('names %s', (_, value, shape) => {
    expect(otlp.recognise(value, {})?.shape).toBe(shape);
  });

  it.each<[string, JsonValue]>([
    ['a Zipkin span', { traceId, id: rootId, timestamp: 1, duration: 2, kind: 'CLIENT' }],
    ['a Jaeger page', { data: [{ traceID: traceId, spans: [], processes: {} }] }],
    ['a Langfuse row', { traceId, id: rootId, startTime: '2026-01-01T00:00:00Z', type: 'SPAN' }],
    ['batches of something else', { batches: [{ size: 1 }] }],
    ['an MLflow trace', { info: { trace_id: 'tr-1' }, data: { spans: [] } }],
  ])('leaves %s to others', (_, value) => {
    expect(otlp.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, { resourceSpans: odd }, { resourceSpans: [odd] }, { resourceSpans: [{ scopeSpans: odd, resource: odd }] }, { scopeSpans: [{ spans: odd, scope: odd }] }, { payload: odd }, { resourceLogs: [{ scopeLogs: [{ logRecords: odd }] }] }];
    for (const key of Object.keys(child)) values.push({ scopeSpans: [{ spans: [{ ...child, [key]: odd }] }] }, { ...child, [key]: odd });
    for (const value of values) expect(() => readWith(otlp, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['payload', 'trace', 'result', 'attributes']) {
      expect(() => readWith(otlp, nested(20_000, (inner) => ({ [key]: inner })))).not.toThrow();
    }
    const attributes = nested(20_000, (inner) => [{ key: 'a', value: { kvlistValue: { values: inner } } }]);
    expect(readWith(otlp, { scopeSpans: [{ spans: [{ ...root, attributes }] }] }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse(`{"scopeSpans":[{"spans":[{"traceId":"${traceId}","spanId":"${rootId}","__proto__":{"name":"x"},"attributes":{"__proto__":"y"}}]}]}`) as JsonValue;
    const [span] = readWith(otlp, value).spans;
    expect(span?.name).toBe('');
    expect(span?.attributes.get('__proto__')).toBe('y');
  });
});
