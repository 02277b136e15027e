import type { ModelCall, Session, Span, ToolCall, Turn, TurnText } from '../model/index.js';

/**
 * A session as plain data without cycles, for JSON: spans stand in one list a turn, parents before children, and everything else names them by id.
 * Only the turns given are written; all when absent.
 */
export function sessionDocument(session: Session, turns?: ReadonlySet<number>): Record<string, unknown> {
  return {
    ...session,
    turns: session.turns.filter((turn) => turns?.has(turn.number) ?? true).map(turnDocument),
    toolCalls: session.toolCalls.filter((call) => turns?.has(call.turn) ?? true).map(toolCallDocument),
  };
}

function turnDocument(turn: Turn): Record<string, unknown> {
  return {
    ...turn,
    root: turn.root.id,
    input: textDocument(turn.input),
    output: textDocument(turn.output),
    calls: turn.calls.map(callDocument),
    spans: turn.spans.map(spanDocument),
  };
}

const textDocument = (text: TurnText | undefined): unknown => (text === undefined ? undefined : { ...text, span: text.span.id });

const callDocument = (call: ModelCall): Record<string, unknown> => ({ ...call, span: call.span.id });

const toolCallDocument = (call: ToolCall): Record<string, unknown> => ({ ...call, span: call.span?.id, requestedBy: call.requestedBy?.id });

/** `parentId` is the parent as recorded, `parent` the one that the span was put under. */
function spanDocument(span: Span): Record<string, unknown> {
  return { ...span, parent: span.parent?.id, children: span.children.map((child) => child.id) };
}
