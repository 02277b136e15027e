import type { RawTrace, Session, Turn } from '../model/index.js';
import { plainId } from './session-key.js';

/**
 * Gives each assessment of a trace to its turn, or to its session; those overridden or withdrawn are set aside.
 *
 * @param sessions - By recorded id.
 * @param home - The session of the first turn.
 */
export function placeAssessments(trace: RawTrace, turns: readonly Turn[], sessions: ReadonlyMap<string, readonly Session[]>, home: Session | undefined): void {
  if (trace.assessments.length === 0) return;
  const overridden = new Set(trace.assessments.flatMap((assessment) => assessment.overrides ?? []));
  const holders = holdersOf(turns);
  for (const assessment of trace.assessments) {
    const stands = assessment.valid && !(assessment.id !== undefined && overridden.has(assessment.id));
    const judged = assessment.spanId === undefined ? undefined : holders.get(assessment.spanId);
    const owner = assessment.session === undefined ? (judged ?? turns[0]) : ownerOf(assessment.session, sessions, home);
    if (owner) (stands ? owner.assessments : owner.setAside).push(assessment);
  }
}

/** The turn of every span. */
function holdersOf(turns: readonly Turn[]): Map<string, Turn> {
  const holders = new Map<string, Turn>();
  for (const turn of turns) for (const span of turn.spans) if (!holders.has(span.id)) holders.set(span.id, turn);
  return holders;
}

/** The session that is meant; the trace's own where that is not in the dump, or several systems use its id. */
function ownerOf(id: string, sessions: ReadonlyMap<string, readonly Session[]>, home: Session | undefined): Session | undefined {
  const meant = sessions.get(plainId(id)) ?? [];
  return meant.length === 1 ? meant[0] : home;
}
