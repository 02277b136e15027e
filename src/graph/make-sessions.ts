import type { Session, Turn } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { compareText } from '../util/stable-json.js';
import { keepApart, type Together } from './apart.js';
import { modelCalls } from './calls.js';
import { compareNs, earliest, latest } from './order.js';
import type { KeyedTurn } from './session-key.js';
import type { Tally } from './tally.js';
import { toolCalls } from './tool-calls.js';
import { sumUsage } from './usage.js';

/** A turn and the session id that it carries. */
export interface PlacedTurn {
  turn: Turn;
  keyed: KeyedTurn;
}

/**
 * Makes sessions of turns with the same id; turns of different systems under one id become several.
 *
 * @returns The sessions by recorded id. Their turns are neither ordered nor numbered yet: see {@link finishSession}.
 */
export function makeSessions(placed: readonly PlacedTurn[], tally: Tally): Map<string, Session[]> {
  const sessions = new Map<string, Session[]>();
  for (const [id, turns] of groupBy(placed, ({ keyed }) => keyed.id)) {
    const parts = keepApart(id, turns);
    if (parts.length > 1) tally.add('systems-apart', turns[0]?.turn.root ?? {});
    sessions.set(id, parts.flatMap((part) => makeSession(id, part) ?? []));
  }
  return sessions;
}

function makeSession(id: string, { turns, label, reason }: Together<PlacedTurn>): Session | undefined {
  const [first] = turns;
  if (!first) return undefined;
  const { key } = first.keyed;
  return {
    id: label === '' ? id : `${id} (${label})`,
    key: label === '' ? key : { key: key.key, reason: `${key.reason}; ${reason}` },
    turns: turns.map(({ turn }) => turn),
    toolCalls: [],
    assessments: [],
    setAside: [],
    files: [],
    place: first.turn.root.place,
  };
}

/** Orders and numbers the turns, then reads what needs the whole session. */
export function finishSession(session: Session, tally: Tally): void {
  session.turns.sort((a, b) => compareNs(a.startNs, b.startNs) || compareText(a.traceId, b.traceId) || compareText(a.root.id, b.root.id));
  session.turns.forEach((turn, index) => (turn.number = index + 1));
  modelCalls(session.turns);
  session.toolCalls = toolCalls(session.turns);
  session.usage = sumUsage(session.turns.map((turn) => turn.usage));
  session.startNs = earliest(session.turns.map((turn) => turn.startNs));
  session.endNs = latest(session.turns.map((turn) => turn.endNs));
  const places = session.turns.flatMap((turn) => turn.spans.map((span) => span.place));
  session.files = [...new Set(places.map((place) => place.file))].sort(compareText);
  session.place = session.turns[0]?.root.place ?? session.place;
  const users = [...new Set(session.turns.flatMap((turn) => turn.user ?? []))].sort(compareText);
  session.user = users[0];
  if (users.length > 1) tally.add('several-users', { traceId: session.turns[0]?.traceId, place: session.place });
}
