import type { Evidence, Session, Turn } from '../model/index.js';
import type { FactReader } from './context.js';
import { type CueWeight, cueWeights } from './cue-weights.js';

/** A turn that may have caused what went wrong, with the reasons. */
export interface Suspect {
  turn: number;
  agent: string;
  traceId: string;
  spanId: string;
  /** 0 to 1: for the order among suspects of one session, no probability. */
  score: number;
  because: Reason[];
}

/** Why a turn is suspected. */
export interface Reason {
  /** Id of the fact, or `last-resort` where no cue was found. */
  cue: string;
  text: string;
  evidence: Evidence[];
}

/** What a suspicion rests on where no cue was found at all. */
const lastResortScore = 0.05;

/**
 * Ranks the turns that may have caused what is wrong in a turn, best first. Only turns up to that one are looked at: what came later cannot have
 * flowed into it. Turns without any cue are left out; when none has one, the turn in question itself is named, with that as the reason.
 *
 * @param options.turn - The turn that is known to be wrong; default: the last.
 * @example
 * rankSuspects(session, facts, { turn: 5 })[0]?.because[0]?.text // 'it used a document that says of itself that it no longer holds'
 */
export function rankSuspects(session: Session, facts: FactReader, options: { turn?: number } = {}): Suspect[] {
  const known = upTo(session, options.turn ?? session.turns.length);
  const suspects = known.turns.map((turn) => suspect(known, turn, facts, options.turn ?? 0)).filter(({ because }) => because.length > 0);
  if (suspects.length === 0) return lastResort(known.turns);
  return suspects.sort((a, b) => b.score - a.score || a.turn - b.turn);
}

/**
 * The session as it stood after a turn. Its turns are copies, because what is remembered of a turn (a failure that shows only later, values that
 * later turns carry on) may rest on the whole session.
 */
function upTo(session: Session, last: number): Session {
  if (last >= session.turns.length) return session;
  const turns = session.turns.slice(0, last).map((turn) => ({ ...turn }));
  return { ...session, turns, toolCalls: session.toolCalls.filter(({ turn }) => turn <= last) };
}

function suspect(session: Session, turn: Turn, facts: FactReader, reported: number): Suspect {
  const weighed = cueWeights.flatMap((weight) => weigh(session, turn, facts, reported, weight)).sort((a, b) => b.weight - a.weight);
  const innocent = weighed.reduce((rest, { weight }) => rest * (1 - weight), 1);
  return named(turn, 1 - innocent, weighed.map(({ reason }) => reason));
}

/** One cue of one turn; none when its fact is not given, cannot be had, or is 0. */
function weigh(session: Session, turn: Turn, facts: FactReader, reported: number, { cue, weight, text, untilTurn }: CueWeight): { weight: number; reason: Reason }[] {
  if (!facts.registry.get(cue)) return [];
  const measured = facts.fact<number>(cue, untilTurn ? { turn: reported } : {}, { scope: 'turn', session, turn });
  if ('missing' in measured || measured.value <= 0) return [];
  return [{ weight: weight * measured.value, reason: { cue, text, evidence: measured.evidence } }];
}

function named(turn: Turn, score: number, because: Reason[]): Suspect {
  return { turn: turn.number, agent: turn.agent, traceId: turn.traceId, spanId: turn.root.id, score: Math.round(score * 1000) / 1000, because };
}

function lastResort(turns: readonly Turn[]): Suspect[] {
  const turn = [...turns].reverse().find(({ input, output }) => output !== undefined || input !== undefined);
  return turn ? [named(turn, lastResortScore, [{ cue: 'last-resort', text: 'nothing recorded points at an earlier turn', evidence: [] }])] : [];
}
