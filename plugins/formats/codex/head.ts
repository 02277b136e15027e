import { asName, own, type JsonObject } from '../../../src/plugin.js';
import type { Line } from './line.js';

/** Who a rollout belongs to. */
export interface Head {
  /** Id of the thread. */
  thread: string;
  /** Session of the thread: for a sub-agent that of the thread that started it. */
  session: string;
  forkedFrom?: string;
  /** Name of a sub-agent; absent on threads of users. */
  subAgent?: string;
  payload: JsonObject;
}

function headOf({ payload }: Line): Head | undefined {
  const thread = asName(own(payload, 'id')) ?? asName(own(own(payload, 'meta'), 'id'));
  if (thread === undefined) return undefined;
  const spawn = own(own(own(payload, 'source'), 'subagent'), 'thread_spawn');
  const parent = asName(own(spawn, 'parent_thread_id')) ?? asName(own(payload, 'parent_thread_id'));
  const name = asName(own(spawn, 'agent_nickname')) ?? asName(own(spawn, 'agent_role')) ?? 'sub-agent';
  return {
    thread,
    session: asName(own(payload, 'session_id')) ?? parent ?? thread,
    forkedFrom: asName(own(payload, 'forked_from_id')),
    subAgent: parent === undefined ? undefined : name,
    payload,
  };
}

/**
 * The lines of each thread in a file. A fork repeats the head of what it was forked from: that begins nothing. Neither does the same head again,
 * which resuming writes. Any other head begins another thread, as in files that were joined.
 */
export function threadsOf(lines: readonly Line[]): { head?: Head; lines: Line[] }[] {
  const threads: { head?: Head; lines: Line[] }[] = [];
  let known = new Set<string>();
  for (const line of lines) {
    const head = line.type === 'session_meta' ? headOf(line) : undefined;
    const last = threads.at(-1);
    if (head && !known.has(head.thread)) {
      if (last && last.head === undefined) last.head = head;
      else threads.push({ head, lines: [] });
      known = new Set([head.thread]);
    } else if (!head && last) last.lines.push(line);
    else if (!head) threads.push({ lines: [line] });
    if (head?.forkedFrom !== undefined) known.add(head.forkedFrom);
  }
  return threads;
}
