import { describe, expect, it } from 'vitest';
import { formats } from '../../../../plugins/formats/index.js';
import otelConsole from '../../../../plugins/formats/otel-console/index.js';
import otlp from '../../../../plugins/formats/otlp/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, place, placeless, readWith } from '../read-with.js';

const traceId = '50eba241f722f2a55a23d011ff133174';
const [spanId, parentId] = ['074a45ddf42b83e2', '26eb804ae1fb6416'];

const python: JsonObject = {
  name: 'chat',
  context: { trace_id: `0x${traceId}`, span_id: `0x${spanId}`, trace_state: '[]' },
  kind: 'SpanKind.CLIENT',
  parent_id: `0x${parentId}`,
  start_time: '2026-11-20T15:17:36.336944Z',
  end_time: '2026-11-20T15:17:37.336944Z',
  status: { status_code: 'ERROR', description: 'boom' },
  attributes: { 'gen_ai.request.model': 'gpt-x', n: 3 },
  events: [{ name: 'exception', timestamp: '2026-11-20T15:17:37.000000Z', attributes: { 'exception.type': 'Boom' } }],
  links: [{ context: { trace_id: `0x${traceId}`, span_id: `0x${parentId}`, trace_state: '[]' }, attributes: { why: 'x' } }],
  resource: { attributes: { 'service.name': 'bot' }, schema_url: '' },
};

const text = (Key: string, Value: string): JsonObject => ({ Key, Value: { Type: 'STRING', Value } });
const go: JsonObject = {
  Name: 'chat',
  SpanContext: { TraceID: traceId, SpanID: spanId, TraceFlags: '01', TraceState: '', Remote: false },
  Parent: { TraceID: traceId, SpanID: parentId, TraceFlags: '01', TraceState: '', Remote: false },
  SpanKind: 3,
  StartTime: '2026-11-20T15:17:36.336944Z',
  EndTime: '2026-11-20T15:17:37.336944Z',
  Attributes: [text('gen_ai.request.model', 'gpt-x'), { Key: 'n', Value: { Type: 'INT64', Value: 3 } }],
  Events: [{ Name: 'exception', Attributes: [text('exception.type', 'Boom')], DroppedAttributeCount: 0, Time: '2026-11-20T15:17:37Z' }],
  Links: [{ SpanContext: { TraceID: traceId, SpanID: parentId }, Attributes: [text('why', 'x')], DroppedAttributeCount: 0 }],
  Status: { Code: 'Error', Description: 'boom' },
  DroppedAttributes: 0,
  Resource: [text('service.name', 'bot')],
  InstrumentationScope: { Name: '', Version: '' },
};

const javascript: JsonObject = {
  name: 'chat',
  kind: 2,
  spanContext: { traceId, spanId, traceFlags: 1 },
  parentSpanContext: { traceId, spanId: parentId, traceFlags: 1 },
  startTime: [1795187856, 336944000],
  endTime: [1795187857, 336944000],
  duration: [1, 0],
  status: { code: 2, message: 'boom' },
  attributes: { 'gen_ai.request.model': 'gpt-x', n: 3 },
  events: [{ name: 'exception', attributes: { 'exception.type': 'Boom' }, time: [1795187857, 0], droppedAttributesCount: 0 }],
  links: [{ context: { traceId, spanId: parentId }, attributes: { why: 'x' } }],
  resource: { attributes: { 'service.name': 'bot' } },
  instrumentationScope: { name: '' },
};

const { spanContext: _context, resource: _resource, parentSpanContext: _parent, endTime: _end, ...bare } = javascript;

describe('the same span', () => {
  const expected = {
    type: 'span',
    traceId,
    spanId,
    parentId,
    name: 'chat',
    otelKind: 'client',
    startNs: 1795187856336944000n,
    endNs: 1795187857336944000n,
    status: { code: 'error', message: 'boom' },
    attributes: new Map<string, JsonValue>([['gen_ai.request.model', 'gpt-x'], ['n', 3]]),
    events: [{ name: 'exception', timeNs: 1795187857000000000n, attributes: new Map([['exception.type', 'Boom']]) }],
    links: [{ traceId, spanId: parentId, attributes: new Map([['why', 'x']]) }],
    resource: new Map([['service.name', 'bot']]),
  };

  it.each<[string, JsonValue, string]>([
    ['of the Python SDK', python, 'Python SDK span'],
    ['of an older Python SDK, whose resource is bare', { ...python, resource: { 'service.name': 'bot' } }, 'Python SDK span'],
    ['of the Go SDK', go, 'Go stdouttrace span'],
    ['of an older Go SDK', { ...go, InstrumentationScope: undefined, InstrumentationLibrary: { Name: '', Version: '' } } as JsonObject, 'Go stdouttrace span'],
    ['of the JavaScript SDK', javascript, 'JavaScript SDK span'],
    ['of the JavaScript SDK, with the parent by its id', { ...bare, resource: { attributes: { 'service.name': 'bot' } }, spanContext: { traceId, spanId }, parentSpanId: parentId }, 'JavaScript SDK span'],
    ['of the JavaScript SDK, with its private fields', { ...bare, _spanContext: { traceId, spanId }, parentSpanId: parentId, resource: { _rawAttributes: [['service.name', 'bot']] } }, 'JavaScript SDK span'],
    ['of an older JavaScript SDK, with flat ids', { ...bare, traceId, spanId, parentSpanId: parentId, resource: { _attributes: { 'service.name': 'bot' } } }, 'JavaScript SDK span'],
    ['in a list', [python], 'Python SDK span'],
  ])('%s reads the same', (_, value, shape) => {
    const { recognition, spans, notes } = readWith(otelConsole, value);
    expect(recognition).toMatchObject({ shape });
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
    expect(placeless(spans)).toEqual([expected]);
    expect(notes).toEqual([]);
  });
});

describe('a root', () => {
  it.each<[string, JsonObject]>([
    ['of Python has no parent id', { ...python, parent_id: null }],
    ['of Go has a parent of zeros', { ...go, Parent: { TraceID: '00000000000000000000000000000000', SpanID: '0000000000000000' } }],
    ['of JavaScript has no parent context', { ...bare, spanContext: { traceId, spanId } }],
  ])('%s', (_, value) => {
    expect(readWith(otelConsole, value).spans[0]).toMatchObject({ spanId });
    expect(readWith(otelConsole, value).spans[0]?.parentId).toBeUndefined();
  });
});

describe('a span', () => {
  it('that had not ended has no end', () => {
    expect(readWith(otelConsole, { ...python, end_time: null }).spans[0]?.endNs).toBeUndefined();
    expect(readWith(otelConsole, { ...go, EndTime: '0001-01-01T00:00:00Z' }).spans[0]?.endNs).toBeUndefined();
    expect(readWith(otelConsole, { ...javascript, endTime: [0, 0], duration: [-1, 0], ended: false }).spans[0]?.endNs).toBeUndefined();
  });

  it('tells of data that were dropped, of its scope and of a remote parent', () => {
    const fromGo = { ...go, DroppedAttributes: 2, InstrumentationScope: { Name: 'lib', Version: '1' }, Parent: { TraceID: traceId, SpanID: parentId, Remote: true } };
    const fromJavaScript = { ...javascript, _droppedAttributesCount: 2, instrumentationScope: { name: 'lib', version: '1' }, parentSpanContext: { spanId: parentId, isRemote: true } };
    for (const value of [fromGo, fromJavaScript]) expect(readWith(otelConsole, value).spans[0]).toMatchObject({ dropped: { attributes: 2 }, scope: { name: 'lib', version: '1' }, remoteParent: true });
  });

  it('without ids is kept under ids of its place, with a note', () => {
    const { spans, notes } = readWith(otelConsole, { ...python, context: { trace_id: '', span_id: null } });
    expect(spans[0]).toMatchObject({ traceId: 'no-id:dump.json:1', spanId: 'no-id:dump.json:1' });
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });

  it.each([[0, 'internal'], [1, 'server'], [2, 'client'], [3, 'producer'], [4, 'consumer'], [5, undefined]])('of JavaScript with kind %j is %s', (kind, expected) => {
    expect(readWith(otelConsole, { ...javascript, kind }).spans[0]?.otelKind).toBe(expected);
  });

  it.each([[0, undefined], [1, 'internal'], [3, 'client'], [5, 'consumer']])('of Go with kind %j is %s', (SpanKind, expected) => {
    expect(readWith(otelConsole, { ...go, SpanKind }).spans[0]?.otelKind).toBe(expected);
  });
});

describe('a log record', () => {
  const log: JsonObject = { hrTime: [1795187856, 5], spanContext: { traceId, spanId }, attributes: { 'event.name': 'gen_ai.choice', a: 1 }, _body: 'said' };

  it('becomes an event of its span', () => {
    const { logs, notes } = readWith(otelConsole, log);
    expect(logs).toEqual([
      { type: 'log', traceId, spanId, place, event: { name: 'gen_ai.choice', timeNs: 1795187856000000005n, body: 'said', attributes: new Map<string, JsonValue>([['event.name', 'gen_ai.choice'], ['a', 1]]) } },
    ]);
    expect(notes).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['its field', { eventName: 'x.y' }, 'x.y'],
    ['its private field', { _eventName: 'x.y' }, 'x.y'],
    ['nothing', { attributes: {} }, 'log'],
  ])('takes its name from %s', (_, fields, name) => {
    expect(readWith(otelConsole, { ...log, ...fields }).logs[0]?.event.name).toBe(name);
  });

  it('with flat ids is read, and one without ids is noted', () => {
    expect(readWith(otelConsole, { hrTime: [1, 2], traceId, spanId, body: 'b' }).logs[0]).toMatchObject({ traceId, spanId, event: { body: 'b' } });
    expect(readWith(otelConsole, { hrTime: [1, 2], body: 'b' }).notes.map(({ code }) => code)).toEqual(['log-without-ids']);
  });
});

describe('recognition', () => {
  const adapter = createAdapter(formats, []);

  it('takes its records from among all formats', () => {
    for (const value of [python, go, javascript]) expect(adapter.recognise({ value, place })?.format.id).toBe('otel-console');
  });

  it('leaves a JavaScript span with flat ids and a plain resource to OTLP, which reads it in full', () => {
    const flat: JsonObject = { ...bare, traceId, spanId, parentSpanContext: { spanId: parentId }, endTime: [1795187857, 336944000], resource: { attributes: { 'service.name': 'bot' } } };
    expect(adapter.recognise({ value: flat, place })?.format.id).toBe('otlp');
    expect(placeless(readWith(otlp, flat).spans)).toEqual(placeless(readWith(otelConsole, javascript).spans));
  });

  it.each<[string, JsonValue]>([
    ['an OTLP request', { resourceSpans: [] }],
    ['an OTLP span', { traceId, spanId, startTimeUnixNano: '1' }],
    ['an MLflow span of 2.14', { name: 'x', context: { trace_id: `0x${traceId}`, span_id: `0x${spanId}` }, parent_id: null, start_time: 1, end_time: 2, status_code: 'OK', attributes: {} }],
    ['a Phoenix span', { name: 'x', context: { trace_id: traceId, span_id: spanId }, span_kind: 'LLM', parent_id: null, status_code: 'OK', attributes: {} }],
    ['a Zipkin span', { traceId, id: spanId, timestamp: 1, duration: 2, kind: 'CLIENT' }],
    ['a Langfuse row', { traceId, id: spanId, startTime: '2026-01-01T00:00:00Z', type: 'SPAN' }],
    ['an empty list', []],
  ])('leaves %s to others', (_, value) => {
    expect(otelConsole.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, [odd], [python, odd], { context: odd }, { SpanContext: odd, Name: odd }, { startTime: [1, 2], spanContext: odd }, { hrTime: [1, 2], attributes: odd }];
    for (const span of [python, go, javascript]) for (const key of Object.keys(span)) values.push({ ...span, [key]: odd });
    for (const value of values) expect(() => readWith(otelConsole, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const wrap of [(inner: JsonValue): JsonValue => [inner], (inner: JsonValue): JsonValue => ({ context: inner }), (inner: JsonValue): JsonValue => ({ SpanContext: inner })]) {
      expect(() => readWith(otelConsole, nested(20_000, wrap))).not.toThrow();
    }
    expect(readWith(otelConsole, { ...python, attributes: nested(20_000, (inner) => ({ a: inner })) }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse(`{"context":{"trace_id":"0x${traceId}","span_id":"0x${spanId}"},"kind":"SpanKind.CLIENT","__proto__":{"name":"x"},"attributes":{"__proto__":"y"}}`) as JsonValue;
    const [span] = readWith(otelConsole, value).spans;
    expect(span?.name).toBe('');
    expect(span?.attributes.get('__proto__')).toBe('y');
  });

  it('among spans of a list is counted and noted', () => {
    const { spans, notes } = readWith(otelConsole, [python, 7, { a: 1 }]);
    expect(spans).toHaveLength(1);
    expect(notes.map(({ code, message }) => [code, message.slice(0, 2)])).toEqual([['not-a-span', '2 ']]);
  });
});
