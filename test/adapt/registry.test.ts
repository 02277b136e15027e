import { describe, expect, it } from 'vitest';
import type { ConventionPlugin } from '../../src/adapt/convention.js';
import type { FormatPlugin } from '../../src/adapt/format.js';
import { createAdapter } from '../../src/adapt/registry.js';
import type { JsonValue, RawItem, RawRecord, RawSpan } from '../../src/model/index.js';
import { own } from '../../src/util/json.js';

const place = { file: 'a.json', record: 1, offset: 0, length: 2 };
const raw: RawSpan = { type: 'span', traceId: 't', spanId: 's', name: 'n', status: { code: 'unset' }, attributes: new Map<string, JsonValue>([['a', 1]]), events: [], place };
const record = (value: JsonValue): RawRecord => ({ value, place });

function format(id: string, score: number, read: () => Iterable<RawItem> = () => [raw]): FormatPlugin {
  return { apiVersion: 1, id, title: id, recognise: (value) => (own(value, id) === undefined ? undefined : { score, shape: id, because: 'key' }), read };
}

function convention(id: string, fields: Partial<ConventionPlugin> = {}): ConventionPlugin {
  return { apiVersion: 1, id, title: id, precedence: { default: 50 }, recognise: () => true, read: () => ({ provider: id }), ...fields };
}

function notes(): { note: (code: string, message: string) => void; seen: [string, string][] } {
  const seen: [string, string][] = [];
  return { seen, note: (code, message) => void seen.push([code, message]) };
}

describe('plugins', () => {
  it('of another API version are refused by name', () => {
    const old = { ...format('acme', 1), apiVersion: 2 } as unknown as FormatPlugin;
    expect(() => createAdapter([old], [])).toThrow(expect.objectContaining({ code: 'plugin-invalid', message: expect.stringContaining('"acme"') as string }));
    expect(() => createAdapter([], [{ ...convention('x'), apiVersion: 0 } as unknown as ConventionPlugin])).toThrow(/apiVersion 0/);
  });
  it('with the id of another are refused', () => expect(() => createAdapter([], [convention('x'), convention('x')])).toThrow(/id of another convention/));
});

describe('recognition', () => {
  const adapter = createAdapter([format('low', 0.5), format('high', 0.9), format('twin', 0.9)], []);
  it('takes the surest, ties by order', () => {
    expect(adapter.recognise(record({ low: 1, high: 1, twin: 1 }))?.format.id).toBe('high');
    expect(adapter.recognise(record({ low: 1, twin: 1 }))?.recognition).toMatchObject({ score: 0.9, shape: 'twin' });
  });
  it('knows nothing of other records', () => expect(adapter.recognise(record([1]))).toBeUndefined());
  it('passes over a plugin that throws', () => {
    const broken: FormatPlugin = { ...format('broken', 1), recognise: () => { throw new Error('odd'); } };
    expect(createAdapter([broken, format('low', 0.5)], []).recognise(record({ low: 1 }))?.format.id).toBe('low');
  });
});

describe('reading a record', () => {
  it('of no format gives a note and nothing else', () => {
    const { note, seen } = notes();
    expect([...createAdapter([format('a', 1)], []).readRecord(record({}), note)]).toEqual([]);
    expect(seen.map(([code]) => code)).toEqual(['not-a-trace']);
  });
  it('keeps what a plugin gave before it failed', () => {
    const { note, seen } = notes();
    function* half(): Generator<RawItem> {
      yield raw;
      throw new Error('cut short');
    }
    expect([...createAdapter([format('a', 1, half)], []).readRecord(record({ a: 1 }), note)]).toEqual([raw]);
    expect(seen).toEqual([['plugin-failed', expect.stringContaining('cut short')]]);
  });
  it('does not take errors of the reader for errors of the plugin', () => {
    const { note, seen } = notes();
    const read = (): void => {
      for (const item of createAdapter([format('a', 1)], []).readRecord(record({ a: 1 }), note)) throw new Error(item.type);
    };
    expect(read).toThrow('span');
    expect(seen).toEqual([]);
  });
});

describe('a span', () => {
  const silent = (): void => undefined;
  it('keeps what the container recorded', () => {
    expect(createAdapter([], []).toSpan(raw, silent)).toMatchObject({ id: 's', traceId: 't', name: 'n', kind: 'unknown', attributes: raw.attributes, children: [], conventions: [], place });
  });
  it('is read by each convention that knows it, in order of precedence, field by field', () => {
    const adapter = createAdapter([], [
      convention('late', { precedence: { default: 90, user: 1 }, read: () => ({ provider: 'late', user: 'late', requestModel: 'late' }) }),
      convention('early', { precedence: { default: 10 }, read: () => ({ provider: 'early', user: 'early' }) }),
      convention('other', { recognise: () => false }),
    ]);
    expect(adapter.toSpan(raw, silent)).toMatchObject({ provider: 'early', user: 'late', requestModel: 'late', conventions: ['early', 'late'] });
  });
  it('survives a convention that throws, with a note', () => {
    const { note, seen } = notes();
    const broken = convention('broken', { read: () => { throw new TypeError('odd'); } });
    expect(createAdapter([], [broken, convention('good')]).toSpan(raw, note)).toMatchObject({ provider: 'good', conventions: ['good'] });
    expect(seen).toEqual([['plugin-failed', expect.stringMatching(/"broken".*span s.*odd/)]]);
  });
  it('takes texts from the convention that said what it is', () => {
    const text = (value: string): { text: string; value: string; attribute: string } => ({ text: value, value, attribute: 'a' });
    const adapter = createAdapter([], [
      convention('a', { precedence: { default: 10 }, read: () => ({ input: text('a'), output: text('a') }) }),
      convention('b', { precedence: { default: 20 }, read: () => ({ kind: 'tool', input: text('b') }) }),
    ]);
    expect(adapter.toSpan(raw, silent)).toMatchObject({ kind: 'tool', input: { text: 'b' }, output: { text: 'a' } });
  });
});

describe('events of another signal', () => {
  const adapter = createAdapter([], [convention('log', { readEvents: (events) => (events.length > 1 ? { user: 'log', provider: 'log', outputMessages: [] } : {}) })]);
  const event = { name: 'e', attributes: new Map<string, JsonValue>() };
  it('fill what the span lacks, and stay with it', () => {
    const span = { ...adapter.toSpan(raw, () => undefined), provider: 'span' };
    expect(adapter.applyEvents(span, [event, event])).toBe(span);
    expect(span).toMatchObject({ provider: 'span', user: 'log', kind: 'llm', events: [event, event] });
  });
  it('that mean nothing change no field', () => {
    const bare = createAdapter([], [convention('log', { recognise: () => false, readEvents: () => ({ user: undefined }) })]);
    expect(bare.applyEvents(bare.toSpan(raw, () => undefined), [event])).toMatchObject({ kind: 'unknown', conventions: [], events: [event] });
  });
});
