import type { MessagePart, ToolCall } from '../model/index.js';
import { pushTo } from '../util/group-by.js';
import { stableJson } from '../util/stable-json.js';

/** A request for a tool in a message of a model. */
export type CallPart = Extract<MessagePart, { type: 'tool_call' }>;

/**
 * Finds the call that ran for a request, each call once: by id, else by name and arguments, else by name where the arguments of the call are not
 * recorded. Among several that fit, the first. A framework may make ids of its own for models that give none: only two ids can differ.
 */
export class RunIndex {
  private readonly calls = new Map<string, ToolCall[]>();
  private readonly taken = new Set<ToolCall>();

  constructor(ran: readonly ToolCall[]) {
    // Last first, so that the first is cheap to take from the end.
    for (const call of ran.toReversed()) for (const key of keysOfRun(call)) pushTo(this.calls, key, call);
  }

  take(part: CallPart): ToolCall | undefined {
    for (const key of keysOfRequest(part)) {
      const call = this.next(this.calls.get(key));
      if (call) return call;
    }
    return undefined;
  }

  /** The next of a list that no other list has given away. */
  private next(calls: ToolCall[] | undefined): ToolCall | undefined {
    for (let call = calls?.pop(); call; call = calls?.pop()) {
      if (this.taken.has(call)) continue;
      this.taken.add(call);
      return call;
    }
    return undefined;
  }
}

function keysOfRun(call: ToolCall): string[] {
  const { id } = call;
  const kinds = id === undefined ? (['any', 'without id'] as const) : (['any'] as const);
  const keys = kinds.flatMap((kind) => [argumentsKey(kind, call), ...(call.arguments === undefined ? [nameKey(kind, call)] : [])]);
  return id === undefined ? keys : [`id ${id}`, ...keys];
}

/** In the order in which they are tried. */
function keysOfRequest(part: CallPart): string[] {
  if (part.id === undefined) return [argumentsKey('any', part), nameKey('any', part)];
  return [`id ${part.id}`, argumentsKey('without id', part), nameKey('without id', part)];
}

type Kind = 'any' | 'without id';
type Named = Pick<ToolCall, 'name' | 'arguments'>;

function nameKey(kind: Kind, { name }: Named): string {
  return `${kind}: ${name}`;
}

function argumentsKey(kind: Kind, { name, arguments: given }: Named): string {
  return `${kind} with ${stableJson(given)}: ${name}`;
}
