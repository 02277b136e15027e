import type { Message, ModelCall, Span, Turn } from '../model/index.js';
import { stableJson } from '../util/stable-json.js';

/**
 * The model calls of a session in order of start, each with the messages that no earlier call held. A message counts as repeated when an earlier
 * call had at least as many of it, so a second "yes" of the user is new while cumulative history is not.
 */
export function modelCalls(turns: readonly Turn[]): void {
  const seen = new Map<string, number>();
  for (const turn of turns) turn.calls = callSpans(turn.spans).map((span) => readCall(span, seen));
}

/** Spans of kind `llm` without another below them, so that a call instrumented twice counts once. */
function callSpans(spans: readonly Span[]): Span[] {
  const outer = new Set<Span>();
  for (let i = spans.length - 1; i >= 0; i -= 1) {
    const span = spans[i];
    if (span?.parent && (span.kind === 'llm' || outer.has(span))) outer.add(span.parent);
  }
  return spans.filter((span) => span.kind === 'llm' && !outer.has(span));
}

function readCall(span: Span, seen: Map<string, number>): ModelCall {
  const here = new Map<string, number>();
  const newMessages: Message[] = [];
  let repeated = 0;
  for (const message of span.inputMessages ?? []) {
    const key = identity(message);
    const nth = (here.get(key) ?? 0) + 1;
    here.set(key, nth);
    if (nth <= (seen.get(key) ?? 0)) repeated += 1;
    else newMessages.push(message);
  }
  for (const message of span.outputMessages ?? []) here.set(identity(message), (here.get(identity(message)) ?? 0) + 1);
  for (const [key, count] of here) seen.set(key, Math.max(count, seen.get(key) ?? 0));
  return { span, usage: span.usage, newMessages, repeated };
}

/** Role and parts; call ids and finish reasons differ between a message as output and the same message as history. */
function identity(message: Message): string {
  return stableJson([message.role, message.parts.map((part) => ('id' in part ? { ...part, id: undefined } : part))]);
}
