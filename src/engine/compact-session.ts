import type { Assessment, CanonicalFields, Content, JsonValue, Message, MessagePart, Place, RawTrace, Span, Status } from '../model/index.js';
import type { CompactAssessment, CompactCall, CompactMessage, CompactSession, CompactTurn } from './case-schema.js';

/** Spans and traces of a session written by hand. */
export interface CompactDump {
  spans: Span[];
  traces: RawTrace[];
}

const second = 1_000_000_000n;
/** Time at which hand-written sessions start: a round number, so that times in messages are easy to read. */
const epoch = 1_700_000_000n * second;
const defaultCallMs = 1000;

/** What is counted while spans are made. */
interface Making extends CompactDump {
  sessionId: string;
  user?: string;
  traceId: string;
  nextSpan: number;
}

type Fields = CanonicalFields & { attributes?: Map<string, JsonValue>; events?: Span['events'] };

/**
 * Builds the spans that a hand-written session stands for: calls one after the other, a turn a minute after the one before, ids and places by number.
 * The same session gives the same spans on every machine.
 */
export function buildSpans(session: CompactSession): CompactDump {
  const making: Making = { spans: [], traces: [], sessionId: session.id ?? 'case', user: session.user, traceId: '', nextSpan: 1 };
  let now = epoch;
  session.turns.forEach((turn, i) => {
    making.traceId = `trace-${i + 1}`;
    now += i === 0 ? 0n : milliseconds(turn.pauseMs ?? 60_000);
    const ofSession = i === 0 ? (session.assessments ?? []) : [];
    now = addTurn(turn, ofSession, now, making);
  });
  return { spans: making.spans, traces: making.traces };
}

function addTurn(turn: CompactTurn, ofSession: readonly CompactAssessment[], startNs: bigint, making: Making): bigint {
  const agent = turn.agent ?? 'agent';
  const root = addSpan(making, turn.name ?? agent, undefined, startNs, statusOf(turn.status, turn.message), {
    kind: 'agent',
    agent: { name: agent },
    input: content(turn.input, 'input'),
    output: content(turn.output, 'output'),
    usage: turn.usage,
    attributes: mapOf(turn.attributes),
  });
  const lastEnd = addCalls(turn.calls ?? [], root, startNs, making);
  const endNs = turn.durationMs === undefined ? latest(lastEnd, startNs + milliseconds(defaultCallMs)) : startNs + milliseconds(turn.durationMs);
  if (!turn.unfinished) root.endNs = endNs;
  const own = (turn.assessments ?? []).map((assessment) => toAssessment(assessment));
  const assessments = [...own, ...ofSession.map((assessment) => toAssessment(assessment, making.sessionId))];
  const { traceId } = making;
  making.traces.push({ type: 'trace', traceId, metadata: mapOf(turn.metadata), tags: mapOf(turn.tags), assessments, place: place(making.traces.length + 1) });
  return endNs;
}

/** A span of the turn being made, with the time from which a span below it may start. */
interface Open {
  span: Span;
  freeNs: bigint;
  above?: Open;
}

/** Adds calls and what lies below them; a list of what is to be done takes the place of recursion. Returns when the last one ended. */
function addCalls(calls: readonly CompactCall[], root: Span, startNs: bigint, making: Making): bigint {
  const top: Open = { span: root, freeNs: startNs };
  const pending = calls.map((call) => ({ call, above: top })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { call, above } = next;
    const open: Open = { span: addCall(call, above.span, above.freeNs, making), freeNs: above.freeNs + milliseconds(1), above };
    const endNs = above.freeNs + milliseconds(call.durationMs ?? defaultCallMs);
    if (!call.unfinished) open.span.endNs = endNs;
    stretch(above, endNs);
    for (const inner of [...(call.calls ?? [])].reverse()) pending.push({ call: inner, above: open });
  }
  return top.freeNs;
}

/** Spans above last as long as what lies below them. */
function stretch(above: Open, endNs: bigint): void {
  for (let open: Open | undefined = above; open; open = open.above) {
    open.freeNs = latest(open.freeNs, endNs);
    if (open.span.endNs !== undefined) open.span.endNs = latest(open.span.endNs, endNs);
  }
}

function addCall(call: CompactCall, parent: Span, startNs: bigint, making: Making): Span {
  const failed = call.error !== undefined;
  const error = typeof call.error === 'string' ? { message: call.error } : call.error;
  const status = statusOf(call.status ?? (failed ? 'error' : undefined), error?.message);
  return addSpan(making, call.name ?? call.kind, call.parentMissing ? `${parent.id}-missing` : parent.id, startNs, status, {
    kind: call.kind,
    agent: call.agent === undefined ? undefined : { name: call.agent },
    input: content(call.input, 'input'),
    output: content(call.output, 'output', call.truncated),
    usage: call.usage,
    error,
    attributes: mapOf(call.attributes),
    events: (call.events ?? []).map(({ name, attributes }) => ({ name, attributes: mapOf(attributes) })),
    ...(call.kind === 'llm' ? modelFields(call) : {}),
    ...(call.kind === 'tool' ? toolFields(call) : {}),
    ...(call.kind === 'retriever' || call.documents ? retrievalFields(call) : {}),
  });
}

function modelFields(call: CompactCall): Fields {
  return {
    requestModel: call.model,
    responseModel: call.responseModel,
    provider: call.provider,
    toolDefinitions: call.tools,
    finishReasons: call.finishReason === undefined ? undefined : [call.finishReason],
    inputMessages: call.messages?.map(toMessage) ?? (typeof call.input === 'string' ? [toMessage({ role: 'user', content: call.input })] : undefined),
    outputMessages: answerOf(call),
  };
}

function answerOf({ output, toolCalls, finishReason }: CompactCall): Message[] | undefined {
  if (typeof output !== 'string' && toolCalls === undefined) return undefined;
  return [{ ...toMessage({ role: 'assistant', content: typeof output === 'string' ? output : undefined, toolCalls }), finishReason }];
}

function toolFields(call: CompactCall): Fields {
  const args = content(call.arguments ?? call.input, 'arguments');
  const result = content(call.result ?? call.output, 'result', call.truncated);
  return {
    tool: { name: call.name ?? 'tool', callId: call.id, arguments: args, result, isError: call.isError },
    input: args,
    output: result,
  };
}

function retrievalFields(call: CompactCall): Fields {
  const query = content(call.query ?? call.input, 'query');
  return { input: content(call.input ?? call.query, 'input'), retrieval: { query, documents: call.documents, attribute: 'documents' } };
}

function addSpan(making: Making, name: string, parentId: string | undefined, startNs: bigint, status: Status, fields: Fields): Span {
  const { attributes = new Map<string, JsonValue>(), events = [], kind = 'unknown', ...rest } = fields;
  const number = making.nextSpan;
  making.nextSpan += 1;
  const span: Span = {
    ...present(rest),
    id: `span-${number}`,
    traceId: making.traceId,
    name,
    kind,
    startNs,
    status,
    attributes,
    events,
    session: { id: making.sessionId, key: 'session.id' },
    conventions: ['case'],
    place: place(number),
    children: [],
  };
  if (parentId !== undefined) span.parentId = parentId;
  if (making.user !== undefined) span.user = making.user;
  making.spans.push(span);
  return span;
}

/** Members that are there: code that asks `'tool' in span` must not be told of one that is `undefined`. */
function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function toMessage({ role, content: text, toolCalls, toolCallId, name }: CompactMessage): Message {
  const answered: MessagePart[] = text === undefined ? [] : role === 'tool' ? [{ type: 'tool_result', id: toolCallId, name, result: text }] : [{ type: 'text', text }];
  const asked = (toolCalls ?? []).map((call): MessagePart => ({ type: 'tool_call', ...call }));
  return { role, ...(name === undefined ? {} : { name }), parts: [...answered, ...asked] };
}

function toAssessment({ source, ...assessment }: CompactAssessment, session?: string): Assessment {
  return { ...assessment, source: { type: source }, ...(session === undefined ? {} : { session }) };
}

function content(value: JsonValue | undefined, attribute: string, truncated?: boolean): Content | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { text, value, attribute, ...(truncated === undefined ? {} : { truncated }) };
}

function statusOf(code: Status['code'] | undefined, message: string | undefined): Status {
  return message === undefined ? { code: code ?? 'unset' } : { code: code ?? 'unset', message };
}

function mapOf(record: Readonly<Record<string, JsonValue>> | undefined): Map<string, JsonValue> {
  return new Map(Object.entries(record ?? {}));
}

function place(record: number): Place {
  return { file: '<case>', record, offset: 0, length: 0 };
}

function milliseconds(value: number): bigint {
  return BigInt(Math.round(value * 1e6));
}

function latest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
