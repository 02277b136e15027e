import { UsageError } from './errors/usage-error.js';
import { findSession } from './find-session.js';
import { factRegistry, factsOf } from './fact-bench.js';
import { rankSuspects } from './facts/blame.js';
import type { Session } from './model/index.js';
import { dumpOf, type DumpSource } from './read-dump.js';
import type { BlameRow } from './report/rows.js';

/** Which sessions to walk back. */
export type BlameOptions = DumpSource & {
  /** Id of one session (its beginning is enough), or of a trace in it. Needed where the dump holds several, unless `all` is set. */
  session?: string;
  /** The turn that is known to be wrong. Default: the last. */
  turn?: number;
  /** Every session of the dump. */
  all?: boolean;
};

/**
 * Walks back from a turn that is known to be wrong and ranks the turns that may have caused it, each with its reasons.
 *
 * @throws UsageError when there is no such session or turn.
 * @example
 * for await (const { suspects } of blame({ dumps: ['traces.jsonl'], session: 's-1', turn: 5 })) console.log(suspects[0]);
 */
export async function* blame(options: BlameOptions): AsyncGenerator<BlameRow> {
  const { sessions } = await dumpOf(options);
  const facts = factsOf(sessions, factRegistry({}));
  for (const session of chosen(sessions, options)) yield { session: session.id, suspects: rankSuspects(session, facts, { turn: options.turn }) };
}

function chosen(sessions: readonly Session[], { session: id, turn, all }: BlameOptions): readonly Session[] {
  if (id === undefined && all !== true && sessions.length > 1) {
    throw new UsageError(`the dump holds ${sessions.length} sessions`, 'name one with --session, or take --all');
  }
  const found = id === undefined ? sessions : [findSession(id, sessions).session];
  const [only] = found;
  if (turn !== undefined && only && !only.turns.some(({ number }) => number === turn)) throw new UsageError(`session "${only.id}" has turns 1 to ${only.turns.length}, not ${turn}`);
  return found;
}
