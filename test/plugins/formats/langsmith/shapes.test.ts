import { describe, expect, it } from 'vitest';
import { conventions } from '../../../../plugins/conventions/index.js';
import langsmith from '../../../../plugins/formats/langsmith/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import { assemble } from '../../../../src/graph/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, readWith } from '../read-with.js';

const [root, child] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const traceId = root.replaceAll('-', '');
const order = `20260301T090000000000Z${root}.20260301T090001000000Z${child}`;
const run = (rest: JsonObject = {}): JsonObject => ({ id: child, trace_id: root, parent_run_id: root, name: 'step', run_type: 'chain', start_time: '2026-03-01T09:00:00', end_time: '2026-03-01T09:00:01.500000', inputs: { question: 'Hi?' }, outputs: { answer: 'Hello.' }, ...rest });
const feedback = (rest: JsonObject = {}): JsonObject => ({ id: 'f1', run_id: child, trace_id: root, key: 'good', score: 1, comment: 'so', feedback_source: { type: 'app' }, created_at: '2026-03-01T09:03:00+00:00', ...rest });

const spanOf = (value: JsonValue) => readWith(langsmith, value).spans[0];
const adapter = createAdapter([langsmith], conventions);
const readAs = (value: JsonValue) => {
  const span = spanOf(value);
  return span && adapter.toSpan(span, () => undefined);
};

describe('a record is known', () => {
  it.each<[what: string, value: JsonValue, shape: RegExp]>([
    ['as a run', run(), /run/],
    ['as a run without ids of others', { id: root, run_type: 'llm', start_time: 1, inputs: {} }, /run/],
    ['as a run under a key', { run: run() }, /run/],
    ['as a list', [run()], /list/],
    ['as a page', { runs: [run()], cursors: { next: null } }, /page/],
    ['as a page under another key', { data: [run()] }, /page/],
    ['as a batch', { post: [run()], patch: [] }, /batch/],
    ['as a batch of updates alone', { patch: [{ id: child, end_time: '2026-03-01T09:00:01' }] }, /batch/],
    ['as feedback', feedback(), /feedback/],
    ['as a list of feedback', [feedback()], /list/],
  ])('%s', (_what, value, shape) => {
    const recognition = langsmith.recognise(value, {});
    expect(recognition?.shape).toMatch(shape);
    expect(recognition?.score).toBeGreaterThanOrEqual(0.9);
  });

  it.each<[what: string, value: JsonValue]>([
    ['a list of runs of something else', { runs: [{ id: 1, status: 'green' }] }],
    ['posts of a blog', { post: [{ id: 1, title: 'x' }] }],
    ['a page of something else', { data: [{ traceID: 't', spans: [] }] }],
    ['an MLflow run', { run: { info: { run_id: 'r' }, data: {} } }],
    ['an object with a run type and no more', { run_type: 'llm' }],
  ])('but %s is not', (_what, value) => expect(langsmith.recognise(value, {})).toBeUndefined());
});

describe('a run gives a span', () => {
  it('with ids, times and texts', () => {
    expect(spanOf(run())).toMatchObject({ traceId, spanId: child, parentId: root, name: 'step', startNs: 1772355600000000000n, endNs: 1772355601500000000n, status: { code: 'unset' } });
    expect(spanOf(run())?.attributes).toEqual(new Map<string, JsonValue>([['langsmith.span.kind', 'chain'], ['input.value', { question: 'Hi?' }], ['output.value', { answer: 'Hello.' }]]));
  });

  it.each<[what: string, fields: JsonObject, parentId: string | undefined]>([
    ['is stated', {}, root],
    ['stands in the dotted order', { parent_run_id: null, trace_id: null, dotted_order: order }, root],
    ['is none', { id: root, parent_run_id: null, trace_id: null }, undefined],
    ['is none in the dotted order', { id: root, parent_run_id: null, trace_id: null, dotted_order: order.split('.')[0] }, undefined],
  ])('whose parent %s', (_what, fields, parentId) => {
    expect(spanOf(run(fields))).toMatchObject({ traceId, parentId });
  });

  it.each<[what: string, fields: JsonObject, expected: JsonObject]>([
    ['a success', { status: 'success' }, { code: 'ok' }],
    ['a pending run', { status: 'pending' }, { code: 'unset' }],
    ['an error without text', { status: 'error' }, { code: 'error' }],
    ['an exception as Python writes it', { error: "LookupError('no such city')Traceback (most recent call last):\n\n  File \"a.py\"" }, { code: 'error', message: 'LookupError: no such city' }],
    ['an exception with a traceback', { error: 'LookupError: no such city\n\nTraceback (most recent call last):\n  File "a.py"' }, { code: 'error', message: 'LookupError: no such city' }],
    ['an exception of JavaScript', { error: 'Error: no such city\n    at look (a.js:1:1)' }, { code: 'error', message: 'Error: no such city' }],
    ['a plain text', { error: 'It broke.' }, { code: 'error', message: 'It broke.' }],
  ])('whose status is that of %s', (_what, fields, expected) => expect(spanOf(run(fields))?.status).toEqual(expected));

  it('whose exception keeps type, message and traceback', () => {
    const error = "LookupError('no such city')Traceback (most recent call last):\n  File \"a.py\"";
    expect(readAs(run({ error }))?.error).toEqual({ type: 'LookupError', message: 'no such city', stack: error });
  });

  it('with times of JavaScript and events with a zone', () => {
    const span = spanOf(run({ start_time: 1772355600000, end_time: null, events: [{ name: 'new_token', time: '2026-03-01T09:00:00.5+00:00', kwargs: { token: 'a' } }] }));
    expect([span?.startNs, span?.endNs]).toEqual([1772355600000000000n, undefined]);
    expect(span?.events).toEqual([{ name: 'new_token', timeNs: 1772355600500000000n, attributes: new Map([['kwargs', { token: 'a' }]]) }]);
  });

  it.each<[what: string, fields: JsonObject, session: JsonObject | undefined]>([
    ['no session of a project', { session_id: 'p1', session_name: 'demo' }, undefined],
    ['the thread', { session_id: 'p1', thread_id: 't1', extra: { metadata: { session_id: 's1' } } }, { id: 't1', key: 'session.id' }],
    ['the session of the metadata', { session_id: 'p1', extra: { metadata: { session_id: 's1', thread_id: 't1' } } }, { id: 's1', key: 'langsmith.metadata.session_id' }],
    ['the conversation of the metadata', { extra: { metadata: { conversation_id: 'c1' } } }, { id: 'c1', key: 'langsmith.metadata.conversation_id' }],
  ])('with %s', (_what, fields, session) => expect(readAs(run(fields))?.session).toEqual(session));

  it('whose counts are its own on a model call and a sum elsewhere', () => {
    const counts = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12, prompt_token_details: { cache_read: 4 }, total_cost: '0.5' };
    expect(readAs(run({ run_type: 'llm', ...counts }))).toMatchObject({ usage: { input: 10, output: 2, total: 12, cacheRead: 4 }, cost: { total: 0.5 } });
    const chain = readAs(run(counts));
    expect([chain?.usage, chain?.cost, chain?.aggregateUsage]).toEqual([undefined, undefined, { input: 10, output: 2, total: 12 }]);
    expect(readAs(run({ error: 'It broke.', prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }))?.aggregateUsage).toBeUndefined();
  });

  it('with fields that nobody knows under their own names', () => {
    const span = spanOf(run({ novel: 1, extra: { metadata: { a: 1 }, other: 2 } }));
    expect(['novel', 'langsmith.metadata.a', 'langsmith.extra.other'].map((key) => span?.attributes.get(key))).toEqual([1, 1, 2]);
  });

  it('and texts that lie elsewhere are told of', () => {
    const { notes, traces } = readWith(langsmith, run({ id: root, parent_run_id: null, inputs: null, outputs: null, inputs_s3_urls: { ROOT: {} }, inputs_preview: 'Hi' }));
    expect(notes.map(({ code }) => code)).toEqual(['text-elsewhere']);
    expect(traces[0]?.input).toEqual({ value: 'Hi', truncated: true });
  });
});

describe('runs in runs', () => {
  it('take trace and parent from where they stand', () => {
    const { spans } = readWith(langsmith, { id: root, run_type: 'chain', inputs: {}, start_time: 1, child_runs: [{ id: 'a', child_runs: [{ id: 'b' }] }, null] });
    expect(spans.map((span) => [span.spanId, span.parentId, span.traceId, span.place.pointer])).toEqual([
      [root, undefined, traceId, ''],
      ['a', root, traceId, '/child_runs/0'],
      ['b', 'a', traceId, '/child_runs/0/child_runs/0'],
    ]);
  });

  it('may be nested as deeply as they like', () => {
    const value = nested(5000, (inner) => ({ id: 'x', run_type: 'chain', trace_id: 't', child_runs: [inner] }));
    expect(readWith(langsmith, value).spans).toHaveLength(5000);
  });
});

describe('a batch', () => {
  const post = run({ id: root, parent_run_id: null, run_type: 'llm', outputs: null, end_time: null, extra: { metadata: { a: 1 } } });
  const patch = { id: root, trace_id: root, end_time: '2026-03-01T09:00:02', outputs: { answer: 'Hello.' }, inputs: null, extra: { metadata: { b: 2 } } };
  const seen = (span: ReturnType<typeof spanOf>) => span && [span.name, span.endNs, span.attributes.get('input.value'), span.attributes.get('output.value'), span.attributes.get('langsmith.metadata.a'), span.attributes.get('langsmith.metadata.b')];

  it('merges an update into the run that was posted', () => {
    const { spans } = readWith(langsmith, { post: [post], patch: [patch] });
    expect(spans.map(seen)).toEqual([['step', 1772355602000000000n, { question: 'Hi?' }, { answer: 'Hello.' }, 1, 2]]);
  });

  it('and the next one are joined by the id of the run, also when the update says neither name nor start', () => {
    const spans = [{ patch: [patch] }, { post: [post] }].flatMap((one) => readWith(langsmith, one).spans).map((span) => adapter.toSpan(span, () => undefined));
    const { sessions } = assemble({ spans, traces: [] });
    expect(sessions[0]?.turns.map(({ root: span }) => [span.name, span.kind, span.startNs, span.endNs, span.input?.text, span.output?.text])).toEqual([['step', 'llm', 1772355600000000000n, 1772355602000000000n, 'Hi?', 'Hello.']]);
  });

  it('notes what is no run', () => expect(readWith(langsmith, { post: [post, null], patch: [{}] }).notes.map(({ code }) => code)).toEqual(['not-a-trace', 'not-a-trace']));
});

describe('feedback gives a judgement', () => {
  it.each<[what: string, fields: JsonObject, expected: JsonObject]>([
    ['with score, comment and source', {}, { id: 'f1', name: 'good', kind: 'feedback', value: 1, rationale: 'so', source: { type: 'human', id: 'app' }, spanId: child, valid: true }],
    ['with a word', { score: null, value: 'bad' }, { value: 'bad' }],
    ['by a model', { feedback_source: { type: 'model' } }, { source: { type: 'llm_judge', id: 'model' } }],
    ['by nobody known', { feedback_source: null }, { source: { type: 'unknown' } }],
    ['with a correction', { correction: 'It is 20.' }, { metadata: { correction: 'It is 20.' } }],
  ])('%s', (_what, fields, expected) => {
    const [trace] = readWith(langsmith, feedback(fields)).traces;
    expect(trace?.traceId).toBe(traceId);
    expect(trace?.assessments[0]).toMatchObject(expected);
  });

  it.each<[what: string, stats: JsonObject, value: JsonValue | undefined]>([
    ['the average of scores', { n: 2, avg: 0.5, values: {} }, 0.5],
    ['the only word', { n: 2, avg: null, values: { bad: 2 } }, 'bad'],
    ['the words and how often', { n: 3, avg: null, values: { bad: 2, good: 1 } }, { bad: 2, good: 1 }],
  ])('from the sums on a run: %s', (_what, stats, value) => {
    const [trace] = readWith(langsmith, run({ feedback_stats: { helpful: stats } })).traces;
    expect(trace?.assessments.map((assessment) => [assessment.name, assessment.value, assessment.spanId])).toEqual([['helpful', value, child]]);
  });

  it('but not from sums of nothing', () => expect(readWith(langsmith, run({ feedback_stats: { helpful: { n: 0 }, other: null } })).traces).toEqual([]));
});

describe('odd values never throw', () => {
  const keys = ['id', 'trace_id', 'parent_run_id', 'dotted_order', 'run_type', 'name', 'start_time', 'end_time', 'inputs', 'outputs', 'extra', 'events', 'error', 'tags', 'feedback_stats', 'child_runs', 'prompt_tokens', 'thread_id', 'serialized', 'status'];
  const deep = nested(3000, (inner) => ({ metadata: inner }));
  it.each(keys)('in the field %s', (key) => {
    for (const odd of [...oddValues, deep]) {
      const changed = run({ [key]: odd });
      for (const record of [changed, [changed, odd], { runs: [changed, odd], cursors: odd }, { post: [changed], patch: [odd] }, { post: odd, patch: [changed] }, { ...feedback(), [key]: odd }]) {
        expect(() => readWith(langsmith, record)).not.toThrow();
        expect(() => readAs(record)).not.toThrow();
      }
    }
  });

  it('under the keys of prototypes', () => {
    const value = JSON.parse(`{"id":"${child}","trace_id":"${root}","run_type":"llm","__proto__":{"polluted":1},"extra":{"metadata":{"__proto__":{"x":1}}},"feedback_stats":{"__proto__":{"n":1,"avg":1}}}`) as JsonValue;
    expect(spanOf(value)?.attributes.get('__proto__')).toEqual({ polluted: 1 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
