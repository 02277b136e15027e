import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigError, mappingFormat, readDump, type Mapping } from '../../../src/index.js';
import type { JsonObject, JsonValue, RawSpan, Session } from '../../../src/plugin.js';
import { nested, oddValues, readWith } from '../../plugins/formats/read-with.js';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const mappingOf = (name: string): Mapping => JSON.parse(readFileSync(file(name), 'utf8')) as Mapping;

/** Sessions as people read them. */
function listing(sessions: readonly Session[]): unknown {
  return sessions.map(({ id, user, turns, toolCalls }) => ({
    id,
    user,
    turns: turns.map(({ input, output, spans, usage }) => ({
      input: input?.text,
      output: output?.text,
      usage,
      spans: spans.map(({ name, kind, status, startNs, endNs }) => `${name} ${kind} ${status.code} ${String(startNs === undefined || endNs === undefined ? '?' : (endNs - startNs) / 1_000_000n)} ms`),
    })),
    toolCalls: toolCalls.map(({ name, id: callId, arguments: args, result, failed }) => ({ name, id: callId, args, result, failed })),
  }));
}

describe('a dump that a mapping describes', () => {
  it('of one call in a line reads as sessions', async () => {
    const { sessions, diagnostics } = await readDump({ dumps: [file('calls.jsonl')], formats: [mappingFormat(mappingOf('calls.mapping.json'))] });
    expect(diagnostics).toEqual([]);
    expect(listing(sessions)).toEqual([
      {
        id: 'chat-7',
        user: 'u-1',
        turns: [
          { input: 'Weather in Paris?', output: 'It is 21 degrees.', usage: { input: 40, output: 8, cacheRead: 10 }, spans: ['request agent ok 2500 ms', 'ask llm ok 400 ms', 'lookup tool ok 1000 ms'] },
          { input: 'And in Atlantis?', output: undefined, usage: undefined, spans: ['request agent error 1000 ms'] },
        ],
        toolCalls: [{ name: 'get_weather', id: 'f-1', args: { city: 'Paris' }, result: { celsius: 21 }, failed: false }],
      },
    ]);
    const [first, second] = sessions[0]?.turns ?? [];
    expect(first?.spans[1]).toMatchObject({ responseModel: 'm-1', provider: 'acme', startNs: 1795174491100000000n });
    expect(second?.spans[0]?.error).toEqual({ type: 'LookupError', message: 'no such city' });
  });

  it('of nested steps reads as sessions, and is cut where the mapping says', async () => {
    const { sessions, intake } = await readDump({ dumps: [file('runs.json')], formats: [mappingFormat(mappingOf('runs.mapping.json'))] });
    expect(intake.recognised).toBe(1);
    expect(listing(sessions)).toEqual([
      {
        id: 'talk-1',
        user: undefined,
        turns: [{ input: 'Hi', output: 'Hello', usage: undefined, spans: ['assistant agent ok 1750 ms', 'search tool error 500 ms', 'write llm ok 1000 ms'] }],
        toolCalls: [{ name: 'search', id: undefined, args: { q: 'hi' }, result: undefined, failed: true }],
      },
    ]);
  });
});

const base: Mapping = { id: 'x', title: 'X', appliesTo: { keys: ['id'] }, span: {} };
const spanOf = (span: Mapping['span'], record: JsonObject): RawSpan | undefined => readWith(mappingFormat({ ...base, span }), { id: 1, ...record }).spans[0];
const attribute = (span: Mapping['span'], record: JsonObject, key: string): JsonValue | undefined => spanOf(span, record)?.attributes.get(key);

describe('a place', () => {
  it.each<[what: string, source: NonNullable<Mapping['span']['input']>, record: JsonObject, found: JsonValue | undefined]>([
    ['by a dotted path', 'a.b', { a: { b: 'x' } }, 'x'],
    ['by a pointer', '/a/b', { a: { b: 'x' } }, 'x'],
    ['by a pointer with escapes', '/a~1b', { 'a/b': 'x' }, 'x'],
    ['by the index of a list', 'a.1', { a: ['x', 'y'] }, 'y'],
    ['by a key that holds the dots itself', 'a.b', { 'a.b': 'x' }, 'x'],
    ['from the record', '$.a', { a: 'x' }, 'x'],
    ['from the record by a pointer', '$/a', { a: 'x' }, 'x'],
    ['that is the same for all', { value: 'x' }, {}, 'x'],
    ['of several, the first that holds something', { path: ['a', 'b'] }, { a: null, b: 'x' }, 'x'],
    ['of several that are all empty is empty', { path: ['a', 'b'] }, { b: '' }, ''],
    ['that holds nothing is not recorded', 'a', { a: null }, undefined],
    ['that holds an empty text is recorded', 'a', { a: '' }, ''],
    ['that is named like a member of a prototype is no value', 'constructor.name', {}, undefined],
  ])('%s', (_what, input, record, found) => expect(attribute({ input }, record, 'input.value')).toEqual(found));
});

describe('attributes', () => {
  it('that nobody mapped are kept under their own names', () => expect(attribute({ input: 'a' }, { a: 'x', region: 'eu' }, 'region')).toBe('eu'));
  it('are kept whole where only a part of them is mapped', () => expect(attribute({ input: 'a.b' }, { a: { b: 'x', c: 'y' } }, 'a')).toEqual({ b: 'x', c: 'y' }));
  it('are kept where another of several places was read', () => expect(attribute({ input: { path: ['a', 'b'] } }, { a: 'x', b: 'y' }, 'b')).toBe('y'));
  it('may stand in an object of their own', () => expect(attribute({ attributes: 'attrs' }, { attrs: { 'gen_ai.request.model': 'm' } }, 'gen_ai.request.model')).toBe('m'));
  it('may stand in that object as JSON', () => expect(attribute({ attributes: 'attrs' }, { attrs: '{"k":"v"}' }, 'k')).toBe('v'));
});

describe('a status', () => {
  it.each<[what: string, span: Mapping['span'], record: JsonObject, code: string]>([
    ['of a plain word', { status: 's' }, { s: 'Succeeded' }, 'ok'],
    ['of the code of an HTTP answer', { status: 's' }, { s: 503 }, 'error'],
    ['of a truth value needs words', { status: 's' }, { s: true }, 'unset'],
    ['of a truth value with words', { status: { path: 's', values: { true: 'error' } } }, { s: true }, 'error'],
    ['of other words is what the mapping says', { status: { path: 's', otherwise: 'ok' } }, { s: 'blue' }, 'ok'],
    ['with a message of a failure is an error', { error: 'e' }, { e: { code: 5 } }, 'error'],
    ['with an empty message is none', { error: 'e' }, { e: '' }, 'unset'],
    ['with the message of what was overcome stays fine', { status: 's', error: 'e' }, { s: 'ok', e: 'retried' }, 'ok'],
  ])('%s', (_what, span, record, code) => expect(spanOf(span, record)?.status.code).toBe(code));
});

describe('a time', () => {
  it.each<[what: string, span: Mapping['span'], record: JsonObject, start: bigint | undefined, end: bigint | undefined]>([
    ['in its unit', { start: { path: 't', unit: 'us' } }, { t: '1795174491265637' }, 1795174491265637000n, undefined],
    ['in ISO 8601', { start: 't' }, { t: '2026-11-20T11:34:51.5Z' }, 1795174491500000000n, undefined],
    ['by its size', { start: 't' }, { t: 1795174491265 }, 1795174491265000000n, undefined],
    ['with a duration has an end', { start: { path: 't', unit: 's' }, duration: { path: 'd', unit: 'ms' } }, { t: 1, d: 1500 }, 1000000000n, 2500000000n],
    ['with an end needs no duration', { start: 't', end: 'e', duration: { path: 'd', unit: 's' } }, { t: 1795174491, e: 1795174492, d: 9 }, 1795174491000000000n, 1795174492000000000n],
  ])('%s', (_what, span, record, start, end) => expect([spanOf(span, record)?.startNs, spanOf(span, record)?.endNs]).toEqual([start, end]));
});

describe('nothing is dropped silently', () => {
  const notes = (mapping: Partial<Mapping>, record: JsonValue): string[] => readWith(mappingFormat({ ...base, ...mapping }), record).notes.map(({ code, message }) => `${code}: ${message.split(' ')[0]}`);
  it.each<[what: string, mapping: Partial<Mapping>, record: JsonValue, codes: string[]]>([
    ['an id that is missing', { span: { spanId: 'sid' } }, { id: 1 }, ['span-without-id: 1']],
    ['a word that is not known', { span: { status: 's', kind: 'k' } }, { s: 'blue', k: 'green' }, ['mapping-unknown-kind: 1', 'mapping-unknown-status: 1']],
    ['a time that is none', { span: { start: 't' } }, { t: 'soon' }, ['mapping-unreadable-time: 1']],
    ['a list of spans that is missing', { spans: 'steps' }, { id: 1 }, ['spans-missing: 1']],
    ['items that are no objects', { spans: 'steps' }, { steps: [1, null, {}] }, ['span-not-object: 2']],
  ])('%s', (_what, mapping, record, codes) => expect(notes(mapping, record).sort()).toEqual(codes));

  it('what is nested too deeply is said and costs no stack', () => {
    const result = readWith(mappingFormat({ ...base, children: 'inner' }), nested(5000, (inner) => ({ inner: [inner] })));
    expect([result.spans.length, result.notes.map(({ code }) => code)]).toEqual([64, ['spans-too-deep']]);
  });
});

describe('a record', () => {
  const format = mappingFormat({ ...base, appliesTo: { keys: ['id', 'meta.kind'], values: { 'meta.version': [1, '2'] } } });
  const score = (record: JsonValue): number | undefined => format.recognise(record, {})?.score;
  it('that fits goes to the mapping before all formats', () => expect([score({ id: 1, meta: { kind: 'x', version: 1 } }), score({ id: 1, meta: { kind: 'x', version: 2 } })]).toEqual([1, 1]));
  it.each<JsonValue>([{ id: 1 }, { id: 1, meta: { kind: 'x' } }, { id: 1, meta: { kind: 'x', version: 3 } }, { id: null, meta: { kind: 'x', version: 1 } }, ...oddValues])('%j that does not fit is left to others', (record) => expect(score(record)).toBeUndefined());
  it('that is odd never throws', () => {
    for (const mapping of [base, { ...base, spans: 'id', children: 'inner' }, mappingOf('calls.mapping.json'), mappingOf('runs.mapping.json')]) {
      for (const value of [...oddValues, ...oddValues.map((id) => ({ id, steps: [id], inner: id, ts_start: id, usage: id, run: id, labels: id, problem: id }))]) {
        expect(() => readWith(mappingFormat(mapping), value)).not.toThrow();
      }
    }
  });
});

describe('a mapping that is wrong', () => {
  const wrong = (change: object): string => {
    try {
      mappingFormat({ ...base, ...change } as Mapping, 'acme.mapping.json');
    } catch (error) {
      return error instanceof ConfigError ? error.message : String(error);
    }
    return 'nothing is wrong';
  };
  it.each<[change: object, message: RegExp]>([
    [{ appliesTo: undefined }, /^acme\.mapping\.json: \/appliesTo: is missing/],
    [{ appliesTo: { keys: [] } }, /\/appliesTo\/keys: /],
    [{ span: { sesion: 'a' } }, /unknown key "sesion".*session/],
    [{ span: { input: 'a..b' } }, /\/span\/input: is no path: write a JSON Pointer/],
    [{ span: { start: { path: 'a', unit: 'min' } } }, /\/span\/start\/unit: must be one of "ns", "us", "ms", "s"/],
    [{ span: { duration: { path: 'a' } } }, /\/span\/duration\/unit: must be one of "ns"/],
    [{ span: { kind: { value: 'robot' } } }, /\/span\/kind\/value: must be one of "agent"/],
    [{ span: { status: { path: 's', values: { x: 'fine' } } } }, /\/span\/status\/values\/x: must be one of "ok"/],
    [{ children: '$.steps' }, /\/children: begins at the span/],
    [{ id: 'My Format' }, /\/id: must be lower-case/],
  ])('%j is told with its place', (change, message) => expect(wrong(change)).toMatch(message));
});
