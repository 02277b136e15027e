import { messageText, type Content, type JsonValue, type Message, type MessagePart, type Span, type ToolCall, type Turn } from '../model/index.js';
import { stableJson } from '../util/stable-json.js';
import { compareNs } from './order.js';
import { RunIndex, type CallPart } from './run-index.js';

type ResultPart = Extract<MessagePart, { type: 'tool_result' }>;

/**
 * The tool calls of a session in order of time: those that ran as spans, and those that only show in messages. A request is paired with its span
 * by call id, else by name and arguments; with its result by call id.
 */
export function toolCalls(turns: readonly Turn[]): ToolCall[] {
  const results = resultsById(turns);
  return turns.flatMap((turn) => callsOfTurn(turn, results));
}

function resultsById(turns: readonly Turn[]): Map<string, ResultPart> {
  const results = new Map<string, ResultPart>();
  for (const message of turns.flatMap((turn) => turn.spans.flatMap((span) => span.inputMessages ?? []))) {
    for (const part of message.parts) if (part.type === 'tool_result' && part.id !== undefined && !results.has(part.id)) results.set(part.id, part);
  }
  return results;
}

function callsOfTurn(turn: Turn, results: Map<string, ResultPart>): ToolCall[] {
  const calls = toolSpans(turn.spans).map((span) => fromSpan(turn, span, results));
  const asked = requestsOf(turn);
  const runs = new RunIndex(asked.length === 0 ? [] : calls);
  for (const { span, part } of asked) {
    const match = runs.take(part);
    if (match) {
      match.requestedBy = span;
      match.id ??= part.id;
      match.arguments ??= part.arguments;
    } else calls.push(fromRequest(turn, span, part, results));
  }
  return calls.sort((a, b) => compareNs(a.startNs, b.startNs));
}

/** What the model calls of a turn asked for; a request that several calls repeat counts once. */
function requestsOf(turn: Turn): { span: Span; part: CallPart }[] {
  const seen = new Set<string>();
  const all = turn.calls.flatMap(({ span }) => requests(span.outputMessages ?? []).map((part) => ({ span, part })));
  return all.filter(({ part: { id } }) => {
    if (id === undefined) return true;
    const first = !seen.has(id);
    seen.add(id);
    return first;
  });
}

/** Tool spans without the inner copies of one call (client and server halves, two instrumentations). `spans` has parents before children. */
function toolSpans(spans: readonly Span[]): Span[] {
  const outer: Span[] = [];
  const names = new Map<string, number>();
  const path: Span[] = [];
  for (const span of spans) {
    for (let top = path.at(-1); top && top !== span.parent; top = path.at(-1)) leave(path, names);
    path.push(span);
    if (span.kind !== 'tool') continue;
    const above = names.get(nameOf(span)) ?? 0;
    if (above === 0) outer.push(span);
    names.set(nameOf(span), above + 1);
  }
  return outer;
}

/** Goes one span up: its name is no longer above what comes. */
function leave(path: Span[], names: Map<string, number>): void {
  const span = path.pop();
  if (span?.kind === 'tool') names.set(nameOf(span), (names.get(nameOf(span)) ?? 0) - 1);
}

function nameOf(span: Span): string {
  return span.tool?.name ?? span.name;
}

function requests(messages: readonly Message[]): CallPart[] {
  return messages.flatMap((message) => message.parts.filter((part): part is CallPart => part.type === 'tool_call'));
}

function fromSpan(turn: Turn, span: Span, results: Map<string, ResultPart>): ToolCall {
  const tool = span.tool;
  const seen = tool?.callId === undefined ? undefined : results.get(tool.callId);
  const result = tool?.result ?? span.output;
  const failed = span.status.code === 'error' || tool?.isError === true || seen?.isError === true || span.error !== undefined;
  return {
    turn: turn.number,
    name: nameOf(span),
    id: tool?.callId,
    arguments: (tool?.arguments ?? span.input)?.value,
    result: result?.value ?? seen?.result,
    resultText: textOf(result) ?? textOfResult(seen),
    failed,
    failure: failed ? failureOf(span, result) : undefined,
    span,
    startNs: span.startNs,
  };
}

function textOf(content: Content | undefined): string | undefined {
  return content?.redacted ? undefined : content?.text;
}

function failureOf(span: Span, result: Content | undefined): string {
  return span.error?.message ?? span.status.message ?? span.error?.type ?? result?.text ?? 'the tool reported an error';
}

function fromRequest(turn: Turn, span: Span, part: CallPart, results: Map<string, ResultPart>): ToolCall {
  const seen = part.id === undefined ? undefined : results.get(part.id);
  const resultText = textOfResult(seen);
  return {
    turn: turn.number,
    name: part.name,
    id: part.id,
    arguments: part.arguments,
    result: seen?.result,
    resultText,
    failed: seen?.isError === true,
    failure: seen?.isError === true ? (resultText ?? 'the tool reported an error') : undefined,
    requestedBy: span,
    startNs: span.endNs ?? span.startNs,
  };
}

function textOfResult(part: ResultPart | undefined): string | undefined {
  return part?.result === undefined ? undefined : textOfValue(part.result);
}

function textOfValue(value: JsonValue): string {
  return typeof value === 'string' ? value : stableJson(value);
}

/** The text of the last message of a role, for turns whose content stands in messages only. */
export function lastText(messages: readonly Message[] | undefined, role: Message['role']): string | undefined {
  for (let i = (messages?.length ?? 0) - 1; i >= 0; i -= 1) {
    const message = messages?.[i];
    if (message?.role === role) {
      const text = messageText(message);
      if (text !== '') return text;
    }
  }
  return undefined;
}
