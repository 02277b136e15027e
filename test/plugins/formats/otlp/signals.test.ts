import { describe, expect, it } from 'vitest';
import otlp from '../../../../plugins/formats/otlp/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const ids = { traceId: '50eba241f722f2a55a23d011ff133174', spanId: '26eb804ae1fb6416' };
const logs = (...logRecords: JsonObject[]): JsonValue => ({ resourceLogs: [{ scopeLogs: [{ scope: { name: 's' }, logRecords }] }] });

describe('a log record', () => {
  it('becomes an event of its span, with body and attributes decoded', () => {
    const record = { ...ids, timeUnixNano: '5', eventName: 'gen_ai.choice', body: { kvlistValue: { values: [{ key: 'index', value: { intValue: '0' } }] } }, attributes: [{ key: 'gen_ai.system', value: { stringValue: 'openai' } }] };
    const { logs: read, notes } = readWith(otlp, logs(record));
    expect(read).toEqual([
      {
        type: 'log',
        ...ids,
        event: { name: 'gen_ai.choice', timeNs: 5n, body: { index: 0 }, attributes: new Map([['gen_ai.system', 'openai']]) },
        place: { file: 'dump.json', record: 1, offset: 0, length: 10, pointer: '/resourceLogs/0/scopeLogs/0/logRecords/0' },
      },
    ]);
    expect(notes).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['its field', { eventName: 'a.b', attributes: [{ key: 'event.name', value: { stringValue: 'c.d' } }] }, 'a.b'],
    ['its attribute', { attributes: [{ key: 'event.name', value: { stringValue: 'c.d' } }], body: { stringValue: 'e.f' } }, 'c.d'],
    ['its body', { body: { stringValue: 'e.f' } }, 'e.f'],
    ['nothing, where the body is prose', { body: { stringValue: 'user asked. We answered.' } }, 'log'],
  ])('takes its name from %s', (_, fields, name) => {
    expect(readWith(otlp, logs({ ...ids, ...fields })).logs[0]?.event.name).toBe(name);
  });

  it('takes the time it was observed where it has no other', () => {
    expect(readWith(otlp, logs({ ...ids, timeUnixNano: '0', observedTimeUnixNano: '7' })).logs[0]?.event.timeNs).toBe(7n);
  });

  it('without trace and span is left out, and all of them are noted once', () => {
    const { logs: read, notes } = readWith(otlp, logs({ body: { stringValue: 'x' } }, { ...ids, spanId: '' }, ids));
    expect(read).toHaveLength(1);
    expect(notes.map(({ code, message }) => [code, message.slice(0, 13)])).toEqual([['log-without-ids', '2 log record(']]);
  });

  it('is read in snake_case and from a bare resource', () => {
    const value = { scope_logs: [{ log_records: [{ trace_id: ids.traceId, span_id: ids.spanId, event_name: 'a.b', time_unix_nano: 9 }] }] };
    expect(readWith(otlp, value).logs[0]).toMatchObject({ ...ids, event: { name: 'a.b', timeNs: 9n } });
  });
});

describe('metrics', () => {
  it.each<[string, JsonValue]>([
    ['in a request', { resourceMetrics: [{ scopeMetrics: [{ metrics: [] }] }, { scopeMetrics: [] }] }],
    ['beside spans', { resourceSpans: [], resourceMetrics: [{ scopeMetrics: [] }] }],
    ['as a bare resource', { scopeMetrics: [{ metrics: [] }] }],
  ])('%s are noted once and give nothing', (_, value) => {
    const { recognition, notes, spans, logs: read } = readWith(otlp, value);
    expect(recognition).toBeDefined();
    expect(notes.map(({ code }) => code)).toEqual(['metrics-left-out']);
    expect([...spans, ...read]).toEqual([]);
  });
});

describe('a mixed file', () => {
  it('gives spans and events side by side', () => {
    const value = { resourceSpans: [{ scopeSpans: [{ spans: [{ ...ids, name: 'x' }] }] }], ...(logs(ids) as JsonObject) };
    const { spans, logs: read } = readWith(otlp, value);
    expect([spans.length, read.length]).toEqual([1, 1]);
  });

  it('whose lists were cut out leaves an envelope that says nothing', () => {
    const { recognition, notes, spans } = readWith(otlp, { resourceSpans: [] });
    expect(recognition?.score).toBeGreaterThan(0.9);
    expect([...notes, ...spans]).toEqual([]);
  });
});
