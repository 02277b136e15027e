import type { Session, ToolCall, Turn } from '../model/index.js';
import { groupBy } from '../util/group-by.js';

const byTurn = new WeakMap<readonly ToolCall[], Map<number, ToolCall[]>>();

/** The tool calls of one turn, in order of start. A session is sorted once, so that asking for every turn takes no longer than its calls are many. */
export function toolCallsOf({ toolCalls }: Session, { number }: Turn): readonly ToolCall[] {
  let calls = byTurn.get(toolCalls);
  if (!calls) byTurn.set(toolCalls, (calls = groupBy(toolCalls, ({ turn }) => turn)));
  return calls.get(number) ?? [];
}
