import { describe, expect, it } from 'vitest';
import langfuse from '../../../../plugins/formats/langfuse/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import { conventions } from '../../../../plugins/conventions/index.js';
import { assemble } from '../../../../src/graph/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, readWith } from '../read-with.js';

const row = (rest: JsonObject = {}): JsonObject => ({ id: 'o1', traceId: 't1', parentObservationId: null, type: 'SPAN', name: 'step', startTime: '2026-03-01T09:00:00.000Z', endTime: '2026-03-01T09:00:01.000Z', ...rest });
const snake = (rest: JsonObject = {}): JsonObject => ({ id: 'o1', trace_id: 't1', parent_observation_id: '', type: 'SPAN', name: 'step', start_time: '2026-03-01 09:00:00.000000', end_time: '2026-03-01 09:00:01.000000', ...rest });
const trace = (rest: JsonObject = {}): JsonObject => ({ id: 't1', name: 'chat', timestamp: '2026-03-01T09:00:00.000Z', sessionId: 's1', userId: 'ann', public: false, input: '{"question":"Hi?"}', output: null, ...rest });
const score = (rest: JsonObject = {}): JsonObject => ({ id: 'c1', traceId: 't1', name: 'good', value: 1, dataType: 'NUMERIC', source: 'API', ...rest });
const event = (type: string, body: JsonObject, timestamp = '1'): JsonObject => ({ id: `${type}${timestamp}`, type, timestamp, body });

const spanOf = (value: JsonValue) => readWith(langfuse, value).spans.find((span) => !span.wholeTrace);
const sessionsOf = (value: JsonValue) => {
  const adapter = createAdapter([langfuse], conventions);
  const { spans, traces } = readWith(langfuse, value);
  return assemble({ spans: spans.map((span) => adapter.toSpan(span, () => undefined)), traces }).sessions;
};

describe('a record is known', () => {
  it.each<[what: string, value: JsonValue, shape: RegExp]>([
    ['as a download', { trace: trace(), observations: [] }, /download/],
    ['as a page of observations', { data: [row()], meta: { page: 1, limit: 50, totalItems: 1, totalPages: 1 } }, /page.*observation/],
    ['as an empty page', { data: [], meta: { page: 1, limit: 50, totalItems: 0, totalPages: 0 } }, /page/],
    ['as a page of the second interface', { data: [row()], meta: { cursor: null } }, /page/],
    ['as a list of rows', [row()], /list/],
    ['as a row', row(), /observation, camelCase/],
    ['as a row of an export to storage', snake(), /observation, snake_case/],
    ['as a row of a trace', trace(), /Langfuse trace/],
    ['as a trace of the interface', { ...trace(), public: undefined, observations: ['o1'] }, /Langfuse trace/],
    ['as a score', score(), /score/],
    ['as a score of a session', score({ traceId: null, sessionId: 's1' }), /score/],
    ['as a batch', { batch: [event('trace-create', { id: 't1' })] }, /batch/],
    ['as an event', event('span-create', { id: 'o1', traceId: 't1' }), /event/],
    ['as a list of events', [event('span-create', { id: 'o1', traceId: 't1' })], /events/],
  ])('%s', (_what, value, shape) => {
    const recognition = langfuse.recognise(value, {});
    expect(recognition?.shape).toMatch(shape);
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
  });

  it.each<[what: string, value: JsonValue]>([
    ['a page of something else', { data: [{ traceID: 't', spans: [], processes: {} }] }],
    ['an observation of an unknown type', row({ type: 'generation' })],
    ['a log row of a gateway', { traceId: 't', type: 'generation', startTime: '2026-03-01', usage: { prompt_tokens: 1 } }],
    ['a batch of something else', { batch: [{ type: 'x-create' }] }],
    ['an OTLP span', { traceId: 't', spanId: 's', name: 'n', startTimeUnixNano: '1' }],
  ])('but %s is not', (_what, value) => expect(langfuse.recognise(value, {})).toBeUndefined());
});

describe('a row gives a span', () => {
  it('in both spellings the same', () => {
    const { place: _one, ...camel } = spanOf(row({ statusMessage: 'boom', level: 'ERROR', usageDetails: { input: 3 } })) ?? {};
    const { place: _two, ...snaked } = spanOf(snake({ status_message: 'boom', level: 'ERROR', usage_details: { input: 3 } })) ?? {};
    expect(snaked).toEqual(camel);
    expect(camel).toMatchObject({ traceId: 't1', spanId: 'o1', parentId: undefined, name: 'step', startNs: 1772355600000000000n, endNs: 1772355601000000000n, status: { code: 'error', message: 'boom' } });
  });

  it.each<[what: string, fields: JsonObject, key: string, value: JsonValue | undefined]>([
    ['old usage', { usage: { input: 3, output: 4, total: 7, unit: 'TOKENS' } }, 'langfuse.observation.usage_details', { input: 3, output: 4, total: 7 }],
    ['older counts', { promptTokens: 3, completionTokens: 4 }, 'langfuse.observation.usage_details', { input: 3, output: 4 }],
    ['new usage before old', { usage: { input: 9 }, usageDetails: { input: 3, input_cached_tokens: 6 } }, 'langfuse.observation.usage_details', { input: 3, input_cached_tokens: 6 }],
    ['usage as text', { usageDetails: '{"input":3}' }, 'langfuse.observation.usage_details', { input: 3 }],
    ['no counts of characters', { usage: { input: 300, unit: 'CHARACTERS' } }, 'langfuse.observation.usage_details', undefined],
    ['an old cost', { calculatedTotalCost: 0.5 }, 'langfuse.observation.cost_details', { total: 0.5 }],
    ['the model of the second interface', { providedModelName: 'm' }, 'langfuse.observation.model.name', 'm'],
    ['an empty text as empty', { input: '' }, 'langfuse.observation.input', ''],
    ['an empty text of a table as absent', { input: '', parentObservationId: '' }, 'langfuse.observation.input', undefined],
    ['null as absent', { input: null }, 'langfuse.observation.input', undefined],
    ['an unknown field under its own name', { novel: { a: 1 } }, 'novel', { a: 1 }],
    ['definitions of tools', { toolDefinitions: { look: '{"description":"Looks."}' } }, 'gen_ai.tool.definitions', [{ name: 'look', description: 'Looks.' }]],
    ['attributes of an OpenTelemetry span', { metadata: { attributes: { 'gen_ai.request.model': 'm' } } }, 'gen_ai.request.model', 'm'],
    ['the rest of the metadata', { metadata: { attributes: { a: 1 }, b: 2 } }, 'langfuse.observation.metadata', { b: 2 }],
  ])('with %s', (_what, fields, key, value) => expect(spanOf(row(fields))?.attributes.get(key)).toEqual(value));

  it('with the resource and scope that the server kept', () => {
    const span = spanOf(row({ metadata: { attributes: {}, resourceAttributes: { 'service.name': 'api' }, scope: { name: 'langfuse-sdk', version: '3' } } }));
    expect([span?.resource, span?.scope]).toEqual([new Map([['service.name', 'api']]), { name: 'langfuse-sdk', version: '3' }]);
  });

  it('whose name is its type when it has none', () => expect(spanOf(row({ name: null }))?.name).toBe('span'));
  it('that has ended when it is an event', () => expect(spanOf(row({ type: 'EVENT', endTime: null }))?.endNs).toBe(1772355600000000000n));
  it('that is open when it has no end', () => expect(spanOf(row({ endTime: null }))?.endNs).toBeUndefined());
  it('with an id of its place when it has none, and a note', () => {
    const { spans, notes } = readWith(langfuse, { trace: trace(), observations: [{ type: 'SPAN' }] });
    expect(spans.find((span) => !span.wholeTrace)?.spanId).toContain('no-id:');
    expect(notes.map(({ code }) => code)).toEqual(['span-without-id']);
  });
});

describe('a score gives a judgement', () => {
  it.each<[what: string, fields: JsonObject, expected: JsonObject]>([
    ['of a number', { value: 0.5, comment: 'so' }, { id: 'c1', name: 'good', kind: 'feedback', value: 0.5, rationale: 'so', source: { type: 'unknown', id: 'API' }, valid: true }],
    ['of a truth value', { value: 0, stringValue: 'False', dataType: 'BOOLEAN' }, { value: false }],
    ['of a word', { value: 0, stringValue: 'bad', dataType: 'CATEGORICAL' }, { value: 'bad' }],
    ['of a word in a batch', { value: 'bad', dataType: 'CATEGORICAL' }, { value: 'bad' }],
    ['of what should have been said', { value: 0, stringValue: 'It is 20.', dataType: 'CORRECTION' }, { kind: 'expectation', value: 'It is 20.' }],
    ['by a model', { source: 'EVAL' }, { source: { type: 'llm_judge', id: 'EVAL' } }],
    ['by a person', { source: 'ANNOTATION', authorUserId: 'u1' }, { source: { type: 'human', id: 'u1' } }],
    ['of one observation', { observationId: 'o1' }, { spanId: 'o1' }],
  ])('%s', (_what, fields, expected) => expect(readWith(langfuse, score(fields)).traces[0]?.assessments[0]).toMatchObject(expected));

  it('is told of when it is of a session without a trace', () => {
    const { traces, notes } = readWith(langfuse, score({ traceId: null, sessionId: 's1' }));
    expect([traces, notes.map(({ code }) => code)]).toEqual([[], ['score-without-trace']]);
  });
});

describe('a batch', () => {
  const create = event('generation-create', { id: 'o1', traceId: 't1', name: 'call', startTime: '2026-03-01T09:00:00Z', input: 'a', metadata: { one: 1 } }, '1');
  const update = event('generation-update', { id: 'o1', traceId: 't1', output: 'b', input: null, metadata: { two: 2 }, endTime: '2026-03-01T09:00:02Z' }, '2');
  const read = (span: ReturnType<typeof spanOf>) => span && [span.name, span.attributes.get('langfuse.observation.input'), span.attributes.get('langfuse.observation.output'), span.attributes.get('langfuse.observation.metadata')];

  it.each([['in order', [create, update]], ['out of order', [update, create]]])('merges what its events say of one observation, %s', (_what, batch) => {
    const { spans } = readWith(langfuse, { batch });
    expect(spans.map(read)).toEqual([['call', 'a', 'b', { one: 1, two: 2 }]]);
  });

  it('and the next one are joined by the id of the observation', () => {
    const adapter = createAdapter([langfuse], conventions);
    const spans = [update, create].flatMap((one) => readWith(langfuse, { batch: [one] }).spans).map((span) => adapter.toSpan(span, () => undefined));
    const graph = assemble({ spans, traces: [] });
    expect(graph.sessions[0]?.turns.map(({ root }) => [root.name, root.kind, root.startNs !== undefined, root.endNs !== undefined, root.input?.text, root.output?.text])).toEqual([['call', 'llm', true, true, 'a', 'b']]);
    expect(graph.completeness.map(({ code }) => code)).not.toContain('duplicate-differing');
  });

  it('notes log lines and what it does not know', () => {
    const { notes } = readWith(langfuse, { batch: [create, event('sdk-log', { log: 'x' }), event('novel-thing', {}), null] });
    expect(notes.map(({ code }) => code)).toEqual(['sdk-log', 'not-a-trace', 'not-a-trace']);
  });
});

describe('a trace', () => {
  const steps = [row({ id: 'o1', type: 'RETRIEVER' }), row({ id: 'o2', type: 'GENERATION', output: 'Hello.' })];

  it('is the exchange when its observations stand beside each other', () => {
    const [session] = sessionsOf({ trace: trace({ output: '"Hello."' }), observations: steps });
    expect(session?.turns.map(({ agent, input, output, root }) => [agent, input?.text, output?.text, root.synthetic, root.children.map(({ id }) => id)])).toEqual([['chat', 'Hi?', 'Hello.', 'whole-trace', ['o1', 'o2']]]);
  });

  it('leaves the exchange to its only root', () => {
    const [session] = sessionsOf({ trace: trace(), observations: [row({ type: 'AGENT' })] });
    expect(session?.turns.map(({ root, agent }) => [root.id, agent])).toEqual([['o1', 'step']]);
  });

  it('holds session, user, tags, release and metadata, also as text', () => {
    const { traces } = readWith(langfuse, trace({ tags: ['x'], release: '2', metadata: '{"a":1}', latency: 1.5, observations: ['o1', 'o2'] }));
    expect(traces[0]).toMatchObject({ session: { id: 's1', key: 'sessionId' }, user: 'ann', durationNs: 1500000000n, expectedSpans: 2, input: { value: { question: 'Hi?' } } });
    expect([...(traces[0]?.tags ?? []), ...(traces[0]?.metadata ?? [])]).toEqual([['x', true], ['a', 1], ['langfuse.trace.name', 'chat'], ['langfuse.trace.release', '2']]);
  });

  it('says that old downloads hold no text of observations', () => {
    expect(readWith(langfuse, { trace: trace(), observations: [row()] }).traces[0]?.lacks).toEqual(['text']);
    expect(readWith(langfuse, { trace: trace(), observations: [row({ input: null })] }).traces[0]?.lacks).toBeUndefined();
  });

  it('tells of further pages', () => {
    expect(readWith(langfuse, { data: [row()], meta: { page: 1, totalPages: 2 } }).notes.map(({ code }) => code)).toEqual(['more-pages']);
    expect(readWith(langfuse, { data: [row()], meta: { cursor: 'x' } }).notes.map(({ code }) => code)).toEqual(['more-pages']);
    expect(readWith(langfuse, { data: [row()], meta: { page: 2, totalPages: 2 } }).notes).toEqual([]);
  });
});

describe('odd values never throw', () => {
  const keys = ['id', 'traceId', 'parentObservationId', 'type', 'startTime', 'endTime', 'level', 'statusMessage', 'input', 'metadata', 'usageDetails', 'usage', 'costDetails', 'toolDefinitions', 'scores', 'traceTags', 'sessionId', 'observations', 'tags', 'timestamp', 'value', 'dataType'];
  const deep = nested(3000, (inner) => ({ metadata: inner }));
  it.each([row(), trace(), score()].map((value): [JsonObject] => [value]))('in any field of %j', (value) => {
    for (const odd of [...oddValues, deep]) {
      for (const key of keys) {
        const changed = { ...value, [key]: odd };
        for (const record of [changed, [changed], { data: [changed], meta: odd }, { trace: changed, observations: [changed, odd] }, { batch: [event('span-create', changed), odd] }, { batch: odd, trace: odd, observations: odd }]) {
          expect(() => readWith(langfuse, record)).not.toThrow();
        }
      }
    }
  });

  it('under the keys of prototypes', () => {
    const value = JSON.parse('{"id":"o1","traceId":"t1","parentObservationId":null,"type":"SPAN","__proto__":{"polluted":1},"constructor":2,"metadata":{"__proto__":{"x":1}},"usageDetails":{"__proto__":{"input":5}}}') as JsonValue;
    const span = spanOf(value);
    expect([span?.attributes.get('__proto__'), span?.attributes.get('constructor')]).toEqual([{ polluted: 1 }, 2]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
