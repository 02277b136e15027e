import { asName, decoded, own, type RawSpan } from '../../../src/plugin.js';
import type { Thread } from './thread.js';
import { spansOf, type Turn } from './turn.js';

/** The call of a tool that started a sub-agent. */
interface Starter {
  turn: Turn;
  spanId: string;
}

/** The spans of all threads: turns that a fork copied once, sub-agents under the calls that started them. */
export function spansOfThreads(threads: readonly Thread[]): { spans: RawSpan[]; repeated: number } {
  const all = threads.flatMap(({ turns }) => turns);
  const kept = firstOfCopies(all);
  const starters = startersOf(kept);
  const spans = kept.flatMap((turn) => {
    const starter = turn.head?.subAgent === undefined ? undefined : starters.get(turn.head.thread);
    return spansOf(turn, traceOf(turn, starters), starter?.spanId);
  });
  return { spans, repeated: all.length - kept.length };
}

/** Forks copy turns with the time of the fork: of turns with one id, or with one call id, that which began first is the original. */
function firstOfCopies(turns: readonly Turn[]): Turn[] {
  const first = new Map<string, Turn>();
  const keys = turns.map((turn) => turn.id ?? [...turn.tools.keys()].at(0) ?? turn.fallbackId);
  turns.forEach((turn, index) => {
    const key = keys[index] ?? '';
    const known = first.get(key);
    if (!known || isEarlier(turn, known)) first.set(key, turn);
  });
  return turns.filter((turn, index) => first.get(keys[index] ?? '') === turn);
}

function isEarlier(a: Turn, b: Turn): boolean {
  const [left, right] = [a.first.timeNs ?? 0n, b.first.timeNs ?? 0n];
  return left === right ? a.head?.forkedFrom === undefined && b.head?.forkedFrom !== undefined : left < right;
}

/** Calls that gave back the id of a thread. */
function startersOf(turns: readonly Turn[]): Map<string, Starter> {
  const starters = new Map<string, Starter>();
  for (const turn of turns) {
    for (const span of turn.tools.values()) {
      const output = decoded(span.attributes.get('output.value'));
      const id = ['agent_id', 'thread_id', 'new_thread_id'].flatMap((key) => asName(own(output, key)) ?? []).at(0);
      if (id !== undefined && !starters.has(id) && turn.head?.thread !== id) starters.set(id, { turn, spanId: span.spanId });
    }
  }
  return starters;
}

const depthLimit = 32;

/** Trace of a turn: that of the turn in which its thread was started, as far up as there is one. */
function traceOf(turn: Turn, starters: ReadonlyMap<string, Starter>): string {
  let top = turn;
  for (let depth = 0; depth < depthLimit && top.head?.subAgent !== undefined; depth += 1) {
    const starter = starters.get(top.head.thread);
    if (!starter) break;
    top = starter.turn;
  }
  return top.id ?? top.fallbackId;
}
