import { describe, expect, it } from 'vitest';
import otlp from '../../../../plugins/formats/otlp/index.js';
import tempo from '../../../../plugins/formats/tempo/index.js';
import { at, type JsonObject, type JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, placeless, readWith } from '../read-with.js';
import { fixture, listed } from '../same-sessions.js';

const search = fixture('tempo/search.json');
const results = at(search, 'traces') as JsonObject[];
const span: JsonObject = { spanID: 'f82e1721da51c08', name: 'chat', startTimeUnixNano: '1795183971548970479', durationNanos: '57074242', attributes: [{ key: 'a', value: { stringValue: 'x' } }] };
const result: JsonObject = { traceID: '1f', rootServiceName: 'bot', startTimeUnixNano: '1795183971548000000', durationMs: 118, spanSets: [{ spans: [span], matched: 1 }] };

describe('the fixture', () => {
  it('lists a turn for each trace, with the spans that matched below a stand-in', async () => {
    const { sessions, dump, codes } = await listed('test/fixtures/tempo/search.json');
    expect(sessions).toEqual([
      { id: 'guest-5521', turns: [expect.objectContaining({ status: 'unset', tokens: [178, 22], spans: ['(missing parent) unknown unset', 'ChatCompletion llm ok'] })], tools: [] },
      { id: 'ade3931d8bf605042cd3042a34c9102f', turns: [expect.objectContaining({ spans: ['(trace without spans) unknown unset'] })], tools: [] },
      {
        id: '00ffa23a23b505f02aad9eb9b81f1233',
        turns: [expect.objectContaining({ tokens: [176, undefined], spans: ['(missing parent) unknown unset', 'execute_tool cancel_subscription tool error', 'chat gpt-4o-mini unknown unset'] })],
        tools: [[1, 'cancel_subscription', undefined, undefined, true]],
      },
    ]);
    expect(dump.intake).toMatchObject({ records: 4, recognised: 4 });
    expect(codes).toEqual(expect.arrayContaining(['no-tree', 'more-pages', 'missing-parent', 'no-spans', 'fewer-spans']));
    expect(codes).not.toContain('several-roots');
  });
});

describe('a search result', () => {
  it('keeps what it says of the trace', () => {
    const { traces } = readWith(tempo, search);
    expect(traces[0]).toMatchObject({ traceId: '4ebf6298d9cd8a41a8f7ecba53d91a7b', requestTimeNs: 1795183752533986081n, durationNs: 80_000_000n, expectedSpans: 2, lacks: ['spans', 'text'] });
    expect(traces[0]?.metadata.get('rootTraceName')).toBe('table-assistant');
  });

  it('keeps what it says of the spans', () => {
    const { spans } = readWith(tempo, search);
    expect(spans.map(({ spanId }) => spanId)).toEqual(['4c64258484668771', 'becf0afb2ac1a3d5', '0f82e1721da51c08']);
    expect(spans[0]).toMatchObject({ name: 'ChatCompletion', otelKind: 'internal', status: { code: 'ok' }, startNs: 1795183752553156248n, endNs: 1795183752614131975n });
    expect(spans[1]).toMatchObject({ name: 'execute_tool cancel_subscription', status: { code: 'error', message: 'billing service did not answer within 10 s' }, place: { pointer: '/traces/1/spanSets/0/spans/0' } });
  });

  it('is the same cut from its list, in a list and in the answer', () => {
    const whole = readWith(tempo, search);
    const cut = results.map((value) => readWith(tempo, value, '/traces'));
    expect(placeless(cut.flatMap(({ spans }) => spans))).toEqual(placeless(whole.spans));
    expect(placeless(readWith(tempo, results).spans)).toEqual(placeless(whole.spans));
    for (const { recognition } of cut) expect(recognition).toMatchObject({ score: 0.95, shape: 'Tempo search result' });
  });

  it('of an older server has one set, and a span in several sets counts once', () => {
    const { spanSets: _, ...old } = result;
    expect(readWith(tempo, { ...old, spanSet: { spans: [span] } }).spans).toHaveLength(1);
    expect(readWith(tempo, { ...result, spanSets: [{ spans: [span] }, { spans: [span] }], spanSet: { spans: [span] } }).spans).toHaveLength(1);
  });

  it('without a trace id gets one from its place', () => {
    const { traces, spans, notes } = readWith(tempo, { ...result, traceID: '' });
    expect([traces[0]?.traceId, spans[0]?.traceId]).toEqual(['no-id:dump.json:1', 'no-id:dump.json:1']);
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id', 'no-tree']);
  });
});

describe('the envelope of a search', () => {
  it('is known when its list was cut out, and tells of a limit that was met', () => {
    const { recognition, traces, notes } = readWith(tempo, { traces: [], metrics: { completedJobs: 4, totalJobs: 9 } });
    expect(recognition?.score).toBe(0.9);
    expect(traces).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['more-pages']);
  });

  it('says nothing of a search that was finished', () => {
    expect(readWith(tempo, { traces: [], metrics: { completedJobs: 9, totalJobs: 9 } }).notes).toEqual([]);
  });
});

describe('recognition', () => {
  const resource = { resource: {}, scopeSpans: [{ spans: [{ traceId: 'T7H2KY2aikGo9+y6U9kaew==', spanId: 'TGQlhIRmh3E=', name: 'a', startTimeUnixNano: '1' }] }] };

  it.each<[string, JsonValue]>([
    ['of version 1', { batches: [resource] }],
    ['of version 2', { trace: { resourceSpans: [resource] }, metrics: { inspectedBytes: '1' }, status: 'COMPLETE' }],
    ['downloaded from Grafana', { trace: { batches: [resource] } }],
  ])('leaves whole traces %s to OTLP, which reads them', (_, value) => {
    expect(tempo.recognise(value, {})).toBeUndefined();
    expect(readWith(otlp, value).spans.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([['4fb1f6298d9a8a41a8f7ecba53d91a7b', '4c64258484668771']]);
  });

  it.each<[string, JsonValue]>([
    ['a Jaeger trace', { traceID: 'a', spans: [], processes: {} }],
    ['a page of MLflow', { traces: [], next_page_token: 'x' }],
    ['an MLflow search', fixture('mlflow/own-search-3.11.2dev.json')],
    ['a Phoenix session', { session: { session_id: 's', project_id: 'p', traces: [] } }],
    ['an empty list of anybody', { traces: [] }],
  ])('leaves %s to others', (_, value) => {
    expect(tempo.recognise(value, {})).toBeUndefined();
  });
});

describe('odd input', () => {
  it.each(oddValues.map((value) => [JSON.stringify(value), value] as const))('%s anywhere gives no error', (_, odd) => {
    const values: JsonValue[] = [odd, { traces: odd }, { traces: [odd] }, { traces: [result, odd] }, { traces: [result], metrics: odd }, [result, odd], { ...result, spanSets: [odd] }, { ...result, spanSets: [{ spans: [odd] }] }, { ...result, serviceStats: { a: odd } }];
    for (const key of Object.keys(result)) values.push({ ...result, [key]: odd });
    for (const key of Object.keys(span)) values.push({ ...result, spanSets: [{ spans: [{ ...span, [key]: odd }] }] });
    for (const value of values) expect(() => readWith(tempo, value)).not.toThrow();
  });

  it('nested deeply gives no error', () => {
    for (const key of ['traces', 'spanSets', 'serviceStats']) expect(() => readWith(tempo, nested(20_000, (inner) => ({ [key]: inner })))).not.toThrow();
    expect(readWith(tempo, { ...result, spanSets: [{ spans: [{ ...span, attributes: nested(20_000, (inner) => ({ a: inner })) }] }] }).spans).toHaveLength(1);
  });

  it('with names of the prototype is data', () => {
    const value = JSON.parse('{"traceID":"a","rootServiceName":"b","__proto__":{"spanSet":{"spans":[{}]}},"spanSets":[{"spans":[{"spanID":"c","attributes":[{"key":"__proto__","value":{"stringValue":"y"}}]}]}]}') as JsonValue;
    expect(readWith(tempo, value).spans[0]?.attributes.get('__proto__')).toBe('y');
  });
});
