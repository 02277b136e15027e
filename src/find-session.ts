import { UsageError } from './errors/usage-error.js';
import type { Session } from './model/index.js';
import { nearest } from './util/nearest.js';

/** A session, or some turns of it. */
export interface Found {
  session: Session;
  /** Only these turns; all when absent. */
  turns?: Set<number>;
}

/**
 * The session with that id, or the turn of the trace with that id. The beginning of an id is enough where only one id begins so.
 *
 * @throws UsageError where nothing, or more than one, is meant.
 */
export function findSession(target: string, sessions: readonly Session[]): Found {
  const exact = sessions.find((session) => session.id === target);
  if (exact !== undefined) return { session: exact };
  const traces = turnsWhere(sessions, (traceId) => traceId === target);
  return traces[0] ?? byBeginning(target, sessions);
}

function byBeginning(target: string, sessions: readonly Session[]): Found {
  const found = sessions.filter((session) => session.id.startsWith(target)).map((session): Found => ({ session }));
  const all = found.length > 0 ? found : turnsWhere(sessions, (traceId) => traceId.startsWith(target));
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0 && target !== '') return only;
  if (only === undefined) throw notFound(target, sessions);
  throw new UsageError(`"${target}" is the beginning of ${all.length} ids`, `Write more of it, for example: ${all.slice(0, 3).map(nameOf).join(', ')}`);
}

function nameOf({ session, turns }: Found): string {
  return session.turns.find((turn) => turns?.has(turn.number))?.traceId ?? session.id;
}

/** Turns that share a trace id (several roots in one trace) are shown together. */
function turnsWhere(sessions: readonly Session[], wanted: (traceId: string) => boolean): Found[] {
  const found = new Map<string, Found>();
  for (const session of sessions) {
    for (const turn of session.turns.filter(({ traceId }) => wanted(traceId))) {
      const known = found.get(turn.traceId);
      if (known === undefined) found.set(turn.traceId, { session, turns: new Set([turn.number]) });
      else if (known.session === session) known.turns?.add(turn.number);
    }
  }
  return [...found.values()];
}

function notFound(target: string, sessions: readonly Session[]): UsageError {
  const ids = sessions.flatMap((session) => [session.id, ...session.turns.map((turn) => turn.traceId)]);
  const meant = nearest(target, ids);
  const advice = meant === undefined ? '`backturn sessions <dump>` lists the sessions.' : `Did you mean ${meant}? \`backturn sessions <dump>\` lists them all.`;
  return new UsageError(`no session or trace "${target}" in these dumps`, advice);
}

/**
 * Narrows what was found to one turn.
 *
 * @throws UsageError where the session has no such turn.
 */
export function onlyTurn(found: Found, turn: number | undefined): Found {
  if (turn === undefined) return found;
  const numbers = found.session.turns.map(({ number }) => number);
  if (!numbers.includes(turn)) throw new UsageError(`session "${found.session.id}" has no turn ${turn}`, `It has turns 1 to ${Math.max(0, ...numbers)}.`);
  return { session: found.session, turns: new Set([turn]) };
}
