#!/usr/bin/env node
// Seeded generator of trace dumps with known sums: the same seed, kind and size give the same bytes.
//
//   node test/bench/generate.mjs --kind jsonl|doc|pretty|otlp --size 1000000 --seed 42 --out FILE
//
//   jsonl    one MLflow trace a line
//   doc      {"exported_at": ..., "traces": [...], "page": ...} on one line
//   pretty   the same document, indented
//   otlp     one OTLP request a line with OpenInference attributes; half of the traces are spread over two lines near each other
//
// Beside the dump stands FILE.truth.tsv: per session the number of traces, spans and error spans and the sum of input tokens; traces without a session are
// under an empty name. A model call never stands below another one, so there is one way to add up their tokens.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', default: 'jsonl' },
    size: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '42' },
    out: { type: 'string', default: 'dump.json' },
  },
});

// Random numbers (mulberry32)

let state = Number(options.seed) >>> 0;

function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const chance = (share) => random() < share;
const pick = (values) => values[Math.floor(random() * values.length)];

function hex(length) {
  let digits = '';
  while (digits.length < length) digits += Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

// Texts: slices of long pools, as making every text word by word would take most of the time

const words =
  'the of and to in is that for it as was with be by on not this are from or have an they which one you were all her there would their we him been has when who will no more if out so said what about order refund account search document answer question customer table query result policy ticket price delivery invoice model context'.split(
    ' ',
  );
const foreign = ['größe', 'naïve', 'señor', 'café', '数据', '用户', '错误', 'ответ', 'вопрос', '日本語', '안녕하세요', '🙂', '🚀', '→', '€', 'مرحبا'];
const codeLines = [
  '  const rows = await client.query({ "limit": 20, "path": "C:\\\\data\\\\in.txt" });\n',
  '\tif (!rows) throw new Error("no \\"rows\\"");\n',
  '{"status": "ok", "items": [1, 2, null], "note": "a \\"traces\\" key: ]"}\n',
  "SELECT id, total FROM orders WHERE state = 'open' AND total > 100;\n",
];

function sentence(vocabulary) {
  const text = Array.from({ length: between(6, 20) }, () => (chance(0.03) ? String(between(1, 99_999)) : chance(0.02) ? `"${pick(vocabulary)}"` : pick(vocabulary))).join(' ');
  return text[0].toUpperCase() + text.slice(1) + pick(['. ', '. ', '. ', '?\n', '.\n\n', ':\n- ']);
}

function pool(length, piece) {
  let text = '';
  while (text.length < length) text += piece();
  return text;
}

const poolLength = 1 << 20;
const plainPool = pool(poolLength, () => sentence(words));
const foreignPool = pool(poolLength, () => sentence(chance(0.5) ? [...words, ...foreign] : foreign));
const codePool = pool(poolLength, () => pick(codeLines));
let texts = plainPool;

/** A text of so many characters; half a surrogate pair at an end becomes U+FFFD. */
function text(shortest, longest) {
  const from = texts === plainPool && chance(0.12) ? codePool : texts;
  const length = between(shortest, longest);
  const start = between(0, poolLength - length);
  return from.slice(start, start + length).toWellFormed();
}

// Sessions: some are open at a time, a few come back over the whole dump, some traces have none

const sessionId = () => `chat-${hex(12)}`;
const lasting = Array.from({ length: 20 }, sessionId);
const openSessions = Array.from({ length: 200 }, sessionId);

function nextSession() {
  if (chance(0.04)) return '';
  if (chance(0.06)) return pick(lasting);
  const place = between(0, openSessions.length - 1);
  const session = openSessions[place];
  if (chance(0.2)) openSessions[place] = sessionId();
  return session;
}

const truth = new Map();

function count(session, { spans }) {
  const sums = truth.get(session) ?? [0, 0, 0, 0];
  const added = [1, spans.length, spans.filter((span) => span.failed).length, spans.reduce((sum, span) => sum + (span.usage?.input_tokens ?? 0), 0)];
  truth.set(session, sums.map((sum, i) => sum + added[i]));
}

// Traces

let now = Date.parse('2025-06-15T12:00:00Z');

function makeTrace() {
  texts = chance(0.1) ? foreignPool : plainPool;
  now += between(1, 900);
  const session = nextSession();
  const trace = { id: hex(32), session, start: now, end: now, spans: [] };
  const history = [
    { role: 'system', content: text(400, 3000) },
    { role: 'user', content: text(50, 1500) },
  ];
  const root = addSpan(trace, undefined, { name: 'agent_run', type: 'AGENT', inputs: { question: history[1].content }, outputs: { answer: text(200, 2500) } });
  let group = root;
  for (const last = between(8, 12); trace.spans.length < last; ) {
    const parent = chance(0.5) ? root : group;
    const step = pick([modelCall, modelCall, toolCall, toolCall, retrieval, chain])(history);
    const span = addSpan(trace, parent, step);
    if (step.type === 'CHAIN') group = span;
  }
  root.end = trace.end;
  count(session, trace);
  return trace;
}

function addSpan(trace, parent, step) {
  const start = trace.end;
  const end = start + between(5, 4000);
  const span = { ...step, id: hex(16), parent: parent?.id, start, end, failed: chance(0.025) };
  span.stack = span.failed ? `Traceback (most recent call last):\n${text(300, 1500)}` : '';
  trace.end = end;
  trace.spans.push(span);
  return span;
}

const models = ['gpt-4o', 'gpt-4o-mini', 'claude-3-7-sonnet-20250219', 'gemini-2.0-flash'];
const tools = ['search_docs', 'get_order', 'refund_payment', 'sql_query'];

function modelCall(history) {
  const [input_tokens, output_tokens] = [between(50, 9000), between(5, 1500)];
  const usage = { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens };
  const asksTool = chance(0.5);
  const call = { id: `call_${hex(16)}`, type: 'function', function: { name: pick(tools), arguments: JSON.stringify({ query: text(30, 300), top_k: between(1, 20) }) } };
  const message = { role: 'assistant', content: asksTool ? null : text(200, 3000), ...(asksTool ? { tool_calls: [call] } : {}) };
  const inputs = { messages: [history[0], ...history.slice(1).slice(-2)], model: pick(models), temperature: between(0, 10) / 10 };
  history.push({ role: 'assistant', content: message.content ?? 'calling a tool' });
  return { name: 'chat', type: 'CHAT_MODEL', inputs, outputs: { id: `chatcmpl-${hex(20)}`, choices: [{ index: 0, finish_reason: asksTool ? 'tool_calls' : 'stop', message }], usage }, usage };
}

function toolCall(history) {
  const content = text(500, 5000);
  history.push({ role: 'tool', content: content.slice(0, 2000).toWellFormed() });
  return { name: pick(tools), type: 'TOOL', inputs: { query: text(30, 800), top_k: between(1, 20) }, outputs: { status: 'ok', content, rows: between(0, 900) } };
}

function retrieval() {
  const documents = Array.from({ length: between(2, 4) }, () => ({ page_content: text(200, 2500), metadata: { source: `s3://kb/${hex(8)}.md`, score: between(0, 1000) / 1000 } }));
  return { name: 'retrieve', type: 'RETRIEVER', inputs: { query: text(30, 400) }, outputs: { documents } };
}

function chain() {
  return { name: 'plan', type: 'CHAIN', inputs: { text: text(200, 3000) }, outputs: { text: text(200, 3000) } };
}

// MLflow

const base64 = (digits) => Buffer.from(digits, 'hex').toString('base64');
/** Nanoseconds of this age are above 2^53: exports hold what is left of them as a number. */
const nanos = (ms) => Number(BigInt(ms) * 1_000_000n);

function mlflowTrace({ id, session, start, end, spans }) {
  const sum = (field) => spans.reduce((total, { usage }) => total + (usage?.[field] ?? 0), 0);
  return {
    info: {
      trace_id: `tr-${id}`,
      trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '1' } },
      request_time: new Date(start).toISOString(),
      execution_duration: `${(end - start) / 1000}s`,
      state: spans.some(({ failed }) => failed) ? 'ERROR' : 'OK',
      trace_metadata: {
        'mlflow.trace_schema.version': '3',
        ...(session === '' ? {} : { 'mlflow.trace.session': session }),
        'mlflow.trace.tokenUsage': JSON.stringify({ input_tokens: sum('input_tokens'), output_tokens: sum('output_tokens'), total_tokens: sum('total_tokens') }),
      },
      tags: { 'mlflow.traceName': 'agent_run' },
      assessments: [],
    },
    data: { spans: spans.map((span) => mlflowSpan(span, id)) },
  };
}

function mlflowSpan(span, traceId) {
  const { name, failed, usage } = span;
  return {
    trace_id: base64(traceId),
    span_id: base64(span.id),
    parent_span_id: span.parent === undefined ? null : base64(span.parent),
    name,
    start_time_unix_nano: nanos(span.start),
    end_time_unix_nano: nanos(span.end),
    events: failed
      ? [{ name: 'exception', time_unix_nano: nanos(span.end), attributes: { 'exception.type': 'StepError', 'exception.message': `${name} failed`, 'exception.stacktrace': span.stack } }]
      : [],
    status: { message: failed ? `${name} failed` : '', code: failed ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_OK' },
    attributes: {
      'mlflow.traceRequestId': JSON.stringify(`tr-${traceId}`),
      'mlflow.spanType': JSON.stringify(span.type),
      'mlflow.spanInputs': JSON.stringify(span.inputs),
      'mlflow.spanOutputs': JSON.stringify(span.outputs),
      ...(usage ? { 'mlflow.chat.tokenUsage': JSON.stringify(usage) } : {}),
    },
  };
}

// OTLP

function attribute(key, value) {
  return { key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } };
}

function otlpSpan(span, { id, session }) {
  const { usage } = span;
  return {
    traceId: id,
    spanId: span.id,
    parentSpanId: span.parent ?? '',
    name: span.name,
    kind: 1,
    startTimeUnixNano: `${span.start}000000`,
    endTimeUnixNano: `${span.end}000000`,
    attributes: [
      attribute('openinference.span.kind', span.type === 'CHAT_MODEL' ? 'LLM' : span.type),
      ...(session === '' ? [] : [attribute('session.id', session)]),
      attribute('input.value', JSON.stringify(span.inputs)),
      attribute('input.mime_type', 'application/json'),
      attribute('output.value', JSON.stringify(span.outputs)),
      attribute('output.mime_type', 'application/json'),
      ...(usage
        ? [
            attribute('llm.model_name', span.inputs.model),
            attribute('llm.token_count.prompt', usage.input_tokens),
            attribute('llm.token_count.completion', usage.output_tokens),
            attribute('llm.token_count.total', usage.total_tokens),
          ]
        : []),
    ],
    events: span.failed ? [{ timeUnixNano: `${span.end}000000`, name: 'exception', attributes: [attribute('exception.message', 'failed'), attribute('exception.stacktrace', span.stack)] }] : [],
    status: span.failed ? { code: 2, message: `${span.name} failed` } : { code: 1 },
  };
}

function otlpRequests(trace) {
  const spans = trace.spans.map((span) => otlpSpan(span, trace));
  const request = (some) => ({
    resourceSpans: [{ resource: { attributes: [attribute('service.name', 'agent')] }, scopeSpans: [{ scope: { name: 'openinference.instrumentation.openai', version: '0.1.30' }, spans: some }] }],
  });
  if (chance(0.5)) return [request(spans)];
  const middle = between(2, spans.length - 2);
  return [request(spans.slice(middle)), request(spans.slice(0, middle))];
}

// Writing

const blockSize = 4 << 20;

class Writer {
  bytes = 0;
  waiting = [];
  waitingBytes = 0;

  constructor(path) {
    this.file = openSync(path, 'w');
  }

  write(piece) {
    this.waiting.push(piece);
    const bytes = Buffer.byteLength(piece);
    this.bytes += bytes;
    this.waitingBytes += bytes;
    if (this.waitingBytes >= blockSize) this.flush();
  }

  flush() {
    const block = Buffer.from(this.waiting.join(''));
    for (let done = 0; done < block.length; ) done += writeSync(this.file, block, done);
    this.waiting = [];
    this.waitingBytes = 0;
  }

  close() {
    this.flush();
    closeSync(this.file);
  }
}

/** Some of the traces outside ASCII are written in escapes, as Python does by default. */
function serialize(value, indent) {
  const json = JSON.stringify(value, null, indent);
  if (texts !== foreignPool || !chance(0.3)) return json;
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const kinds = {
  jsonl(writer, size) {
    while (writer.bytes < size) writer.write(`${serialize(mlflowTrace(makeTrace()))}\n`);
  },
  doc(writer, size) {
    writer.write('{"exported_at":"2025-06-15T12:00:00Z","note":"a \\"traces\\" key in a text: [","traces":[');
    for (let traces = 0; writer.bytes < size; traces += 1) writer.write((traces === 0 ? '' : ',') + serialize(mlflowTrace(makeTrace())));
    writer.write('],"page":{"next":null}}\n');
  },
  pretty(writer, size) {
    writer.write('{\n  "exported_at": "2025-06-15T12:00:00Z",\n  "note": "a \\"traces\\" key in a text: [",\n  "traces": [');
    for (let traces = 0; writer.bytes < size; traces += 1) {
      const lines = serialize(mlflowTrace(makeTrace()), 2).split('\n');
      writer.write(`${traces === 0 ? '' : ','}\n    ${lines.join('\n    ')}`);
    }
    writer.write('\n  ],\n  "page": {\n    "next": null\n  }\n}\n');
  },
  otlp(writer, size) {
    const waiting = [];
    const writeOne = () => writer.write(waiting.splice(between(0, waiting.length - 1), 1)[0]);
    while (writer.bytes < size) {
      for (const request of otlpRequests(makeTrace())) waiting.push(`${serialize(request)}\n`);
      while (waiting.length > 20) writeOne();
    }
    while (waiting.length > 0) writeOne();
  },
};

function main({ kind, size, out }) {
  if (!Object.hasOwn(kinds, kind)) throw new Error(`There is no kind "${kind}". Kinds: ${Object.keys(kinds).join(', ')}.`);
  const writer = new Writer(out);
  kinds[kind](writer, Number(size));
  writer.close();
  const rows = [...truth].sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => row.flat().join('\t'));
  writeFileSync(`${out}.truth.tsv`, `${rows.join('\n')}\n`);
}

main(options);
