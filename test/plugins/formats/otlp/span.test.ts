import { describe, expect, it } from 'vitest';
import otlp from '../../../../plugins/formats/otlp/index.js';
import type { JsonObject, JsonValue, RawSpan } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const base: JsonObject = { traceId: '50eba241f722f2a55a23d011ff133174', spanId: '26eb804ae1fb6416', parentSpanId: '074a45ddf42b83e2', name: 'chat', startTimeUnixNano: '1795174491265637442', endTimeUnixNano: '1795174491403592768' };

function read(fields: JsonObject): RawSpan | undefined {
  return readWith(otlp, { scopeSpans: [{ spans: [{ ...base, ...fields }] }] }).spans[0];
}

describe('a kind', () => {
  it.each<[JsonValue, string | undefined]>([
    [0, undefined], [1, 'internal'], [2, 'server'], [3, 'client'], [4, 'producer'], [5, 'consumer'], [9, undefined],
    ['3', 'client'], ['SPAN_KIND_CLIENT', 'client'], ['SpanKind.CLIENT', 'client'], ['CLIENT', 'client'], ['Client', 'client'], ['client', 'client'],
    ['SPAN_KIND_UNSPECIFIED', undefined], ['robot', undefined], [null, undefined], [{}, undefined],
  ])('%j is %s', (kind, expected) => {
    expect(read({ kind })?.otelKind).toBe(expected);
  });

  it('of a JavaScript span, known by its pairs of times, is one higher than its number', () => {
    const { startTimeUnixNano: _start, endTimeUnixNano: _end, ...ids } = base;
    const [span] = readWith(otlp, { ...ids, kind: 2, startTime: [1795174491, 265637442], endTime: [1795174491, 403592768] }).spans;
    expect(span).toMatchObject({ otelKind: 'client', startNs: 1795174491265637442n, endNs: 1795174491403592768n });
  });
});

describe('a status', () => {
  it.each<[JsonValue | undefined, RawSpan['status']]>([
    [undefined, { code: 'unset' }],
    [{}, { code: 'unset' }],
    [null, { code: 'unset' }],
    [{ code: 0 }, { code: 'unset' }],
    [{ code: 1 }, { code: 'ok' }],
    [{ code: 2, message: 'boom' }, { code: 'error', message: 'boom' }],
    [{ code: '2' }, { code: 'error' }],
    [{ code: 'STATUS_CODE_ERROR' }, { code: 'error' }],
    [{ code: 'Error', description: 'boom' }, { code: 'error', message: 'boom' }],
    [{ status_code: 'OK' }, { code: 'ok' }],
    ['ERROR', { code: 'error' }],
    [2, { code: 'error' }],
    [{ code: 1, message: '' }, { code: 'ok' }],
    [{ code: 'strange' }, { code: 'unset' }],
  ])('%j is %j', (status, expected) => {
    expect(read({ status })?.status).toEqual(expected);
  });
});

describe('a time', () => {
  it.each<[string, JsonObject, Partial<RawSpan>]>([
    ['of zero at the end means unfinished', { endTimeUnixNano: '0' }, { endNs: undefined }],
    ['that is missing at the end means unfinished', { endTimeUnixNano: undefined }, { endNs: undefined }],
    ['as a number is read', { endTimeUnixNano: 1795174491403592700 }, { endNs: 1795174491403592700n }],
    ['keeps every digit', {}, { startNs: 1795174491265637442n }],
    ['in ISO 8601 is read', { startTimeUnixNano: undefined, startTime: '2026-11-20T11:34:51.5Z' }, { startNs: 1795174491500000000n }],
  ])('%s', (_, fields, expected) => {
    expect(read(fields)).toMatchObject(expected);
  });
});

describe('flags', () => {
  it.each<[string, JsonObject, boolean | undefined]>([
    ['that say the parent is remote', { flags: 0x301 }, true],
    ['that say it is local', { flags: 0x101 }, false],
    ['that say nothing of it', { flags: 1 }, undefined],
    ['that are missing', {}, undefined],
    ['of a root', { flags: 0x300, parentSpanId: '' }, undefined],
  ])('%s', (_, fields, expected) => {
    expect(read(fields)?.remoteParent).toBe(expected);
  });
});

describe('counts of what was dropped', () => {
  it('are kept where they are above zero', () => {
    expect(read({ droppedAttributesCount: 3, droppedEventsCount: 0, droppedLinksCount: '1' })?.dropped).toEqual({ attributes: 3, links: 1 });
  });

  it('are absent where nothing was dropped', () => {
    expect(read({ droppedAttributesCount: 0 })?.dropped).toBeUndefined();
  });
});

describe('links', () => {
  it('are read with normalised ids, and those without ids are left out', () => {
    const links = [{ traceId: 'UOuiQfci8qVaI9AR/xMxdA==', spanId: 'JuuASuH7ZBY=', attributes: [{ key: 'a', value: { intValue: 1 } }] }, { traceId: '' }];
    expect(read({ links })?.links).toEqual([{ traceId: '50eba241f722f2a55a23d011ff133174', spanId: '26eb804ae1fb6416', attributes: new Map([['a', 1]]) }]);
  });
});

describe('attributes of MLflow inside OTLP', () => {
  it('stay JSON text for the convention to decode', () => {
    expect(read({ attributes: [{ key: 'mlflow.spanType', value: { stringValue: '"AGENT"' } }] })?.attributes.get('mlflow.spanType')).toBe('"AGENT"');
  });
});

describe('a span without ids', () => {
  it('is kept under ids made of its place, with one note', () => {
    const span = { name: 'lost' };
    const { spans, notes } = readWith(otlp, { scopeSpans: [{ spans: [span, span] }] });
    expect(spans.map(({ traceId }) => traceId)).toEqual(['no-id:dump.json:1', 'no-id:dump.json:1']);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(2);
    expect(notes.map(({ code, message }) => [code, message.slice(0, 9)])).toEqual([['span-without-id', '2 span(s)']]);
  });

  it('keeps an id of a wrong length', () => {
    expect(read({ traceId: 'abc', spanId: 'span-1', parentSpanId: 'span-0' })).toMatchObject({ traceId: 'abc', spanId: 'span-1', parentId: 'span-0' });
  });
});
