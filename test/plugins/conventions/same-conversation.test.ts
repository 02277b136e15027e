import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anyValue, attributeMap } from '../../../src/adapt/read/any-value.js';
import { messageText, type JsonValue, type Message, type RawEvent, type RawSpan, type Span } from '../../../src/model/index.js';
import { at, isObject, own, parseJson } from '../../../src/util/json.js';
import { adapter, rawSpan } from './raw-span.js';

/** One conversation, recorded by real instrumentations. Containers are opened here by hand, so that only the conventions are under test. */
const folder = new URL('../../../samples/good/same-conversation/', import.meta.url);

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const contents = (file: string): string => readFileSync(new URL(file, folder), 'utf8').trim();

/** The objects under a path of keys whose values are lists. */
function under(value: JsonValue, ...path: string[]): JsonValue[] {
  return path.reduce<JsonValue[]>((items, key) => items.flatMap((item) => (Array.isArray(own(item, key)) ? (own(item, key) as JsonValue[]) : [])), [value]);
}

function otlpSpans(file: string): Span[] {
  const requests = contents(file).split('\n').map(parseJson);
  const logs = requests.flatMap((request) => under(request, 'resourceLogs', 'scopeLogs', 'logRecords'));
  return requests.flatMap((request) => under(request, 'resourceSpans', 'scopeSpans', 'spans')).map((span) => withLogs(otlpSpan(span), logs));
}

function otlpSpan(span: JsonValue): RawSpan {
  const events = under(span, 'events').map((event): RawEvent => ({ name: textOf(own(event, 'name')), attributes: attributeMap(own(event, 'attributes')) }));
  const startNs = BigInt(textOf(own(span, 'startTimeUnixNano')));
  return { ...rawSpan({}, { spanId: textOf(own(span, 'spanId')), name: textOf(own(span, 'name')), events, startNs }), attributes: attributeMap(own(span, 'attributes')) };
}

function withLogs(raw: RawSpan, logs: readonly JsonValue[]): Span {
  const mine = logs.filter((log) => own(log, 'spanId') === raw.spanId);
  const events = mine.map((log): RawEvent => ({ name: textOf(own(log, 'eventName')), attributes: attributeMap(own(log, 'attributes')), body: anyValue(own(log, 'body')) }));
  return adapter.applyEvents(adapter.toSpan(raw, fail), events, fail);
}

function mlflowSpans(file: string): Span[] {
  const dump = parseJson(contents(file));
  const traces = isObject(dump) && Array.isArray(dump['traces']) ? dump['traces'] : [dump];
  return traces.flatMap((trace) => under(at(trace, 'data') ?? null, 'spans')).map((span) => {
    const attributes = Object.entries(own(span, 'attributes') ?? {}).map(([key, value]): [string, JsonValue] => [key, parseJson(textOf(value))]);
    const startNs = BigInt(textOf(own(span, 'start_time_unix_nano')));
    return adapter.toSpan({ ...rawSpan({}, { name: textOf(own(span, 'name')), startNs }), attributes: new Map(attributes) }, fail);
  });
}

function fail(code: string, message: string): never {
  throw new Error(`${code}: ${message}`);
}

/** What every recording of the conversation must agree on, call by call. */
function calls(spans: readonly Span[]): unknown {
  return inOrder(spans, 'llm').map(({ input, output, inputMessages, usage, finishReasons, requestModel, responseModel, responseId }) => ({
    asked: input?.text,
    answered: output?.text,
    history: inputMessages?.map(brief),
    usage: { input: usage?.input, output: usage?.output },
    finishReasons,
    models: [requestModel, responseModel],
    responseId,
  }));
}

function brief(message: Message): unknown {
  return [message.role, messageText(message), message.parts.filter(({ type }) => type !== 'text')];
}

function inOrder(spans: readonly Span[], kind: Span['kind']): Span[] {
  return spans.filter((span) => span.kind === kind).sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n)));
}

const expected = calls(mlflowSpans('mlflow.json'));
const others = ['genai.otlp.jsonl', 'genai-events.otlp.jsonl', 'openinference.otlp.jsonl', 'openllmetry.otlp.jsonl', 'openllmetry-legacy.otlp.jsonl'];

describe('one conversation recorded by several instrumentations', () => {
  it('has four model calls and one tool call in MLflow', () => {
    expect(expected).toMatchObject([
      { asked: 'Hello, when is Café Lumière 中 open on Friday?', usage: { input: 178, output: 22 }, finishReasons: ['stop'] },
      { answered: 'check_table({"date":"2026-11-27","time":"19:30","people":4})', finishReasons: ['tool_call'] },
      { usage: { input: 302, output: 27 } },
      { asked: 'Lovely. Until when do you hold the table if we are late?', usage: { input: 347, output: 13 } },
    ]);
    expect(inOrder(mlflowSpans('mlflow.json'), 'tool')).toHaveLength(1);
  });

  it.each(others)('has the same model calls in %s', (file) => expect(calls(otlpSpans(file))).toEqual(expected));

  it.each(others)('has the same tool call in %s', (file) => {
    const tools = inOrder(otlpSpans(file), 'tool').map(({ tool }) => [tool?.name, tool?.arguments?.value, tool?.result?.value]);
    expect(tools).toEqual([['check_table', { date: '2026-11-27', time: '19:30', people: 4 }, { free: true, table: 'T12', place: 'by the window', held_until: '19:45' }]]);
  });

  it.each(others.slice(2))('has the same offer of tools in %s, which records it', (file) => {
    const offers = (spans: readonly Span[]): unknown => inOrder(spans, 'llm').map(({ toolDefinitions }) => toolDefinitions);
    expect(offers(otlpSpans(file))).toEqual(offers(mlflowSpans('mlflow.json')));
  });

  it.each(others)('names its session in %s', (file) => expect(otlpSpans(file).flatMap(({ session }) => session?.id ?? [])).toContain('guest-5521'));
});
