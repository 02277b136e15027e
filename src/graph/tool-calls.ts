import { messageText, type Content, type JsonValue, type Message, type MessagePart, type Span, type ToolCall, type Turn } from '../model/index.js';
import { stableJson } from '../util/stable-json.js';
import { compareNs } from './order.js';

type CallPart = Extract<MessagePart, { type: 'tool_call' }>;
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
  const ran = toolSpans(turn.spans).map((span) => fromSpan(turn, span, results));
  const free = new Set(ran);
  const seen = new Set<string>();
  const asked: ToolCall[] = [];
  for (const { span } of turn.calls) {
    for (const part of requests(span.outputMessages ?? [])) {
      if (part.id !== undefined && seen.has(part.id)) continue;
      if (part.id !== undefined) seen.add(part.id);
      const match = findRun(part, free);
      if (match) {
        free.delete(match);
        match.requestedBy = span;
        match.id ??= part.id;
        match.arguments ??= part.arguments;
      } else asked.push(fromRequest(turn, span, part, results));
    }
  }
  return [...ran, ...asked].sort((a, b) => compareNs(a.startNs, b.startNs));
}

/** Tool spans without the inner copies of one call (client and server halves, two instrumentations). */
function toolSpans(spans: readonly Span[]): Span[] {
  return spans.filter((span) => {
    if (span.kind !== 'tool') return false;
    for (let above = span.parent; above; above = above.parent) if (above.kind === 'tool' && nameOf(above) === nameOf(span)) return false;
    return true;
  });
}

function nameOf(span: Span): string {
  return span.tool?.name ?? span.name;
}

function requests(messages: readonly Message[]): CallPart[] {
  return messages.flatMap((message) => message.parts.filter((part): part is CallPart => part.type === 'tool_call'));
}

function findRun(part: CallPart, free: ReadonlySet<ToolCall>): ToolCall | undefined {
  const wanted = stableJson(part.arguments);
  const all = [...free];
  // A framework may make ids of its own for models that give none: only two ids can differ.
  const mayBe = (call: ToolCall): boolean => call.name === part.name && (call.id === undefined || part.id === undefined);
  return (
    (part.id === undefined ? undefined : all.find((call) => call.id === part.id)) ??
    all.find((call) => mayBe(call) && stableJson(call.arguments) === wanted) ??
    all.find((call) => mayBe(call) && call.arguments === undefined)
  );
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
