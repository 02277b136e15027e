import type { Assessment, RawTrace, Session, Turn } from '../model/index.js';
import { plainId } from './session-key.js';

/** Gives each assessment of a trace to its turn, or to its session; those overridden or withdrawn are set aside. */
export function placeAssessments(trace: RawTrace, turns: readonly Turn[], sessions: ReadonlyMap<string, Session>, home: Session): void {
  const overridden = new Set(trace.assessments.flatMap((assessment) => assessment.overrides ?? []));
  for (const assessment of trace.assessments) {
    const stands = assessment.valid && !(assessment.id !== undefined && overridden.has(assessment.id));
    const owner = ownerOf(assessment, turns, sessions, home);
    (stands ? owner.assessments : owner.setAside).push(assessment);
  }
}

function ownerOf(assessment: Assessment, turns: readonly Turn[], sessions: ReadonlyMap<string, Session>, home: Session): Session | Turn {
  if (assessment.session !== undefined) return sessions.get(plainId(assessment.session)) ?? home;
  const holder = assessment.spanId === undefined ? undefined : turns.find((turn) => turn.spans.some((span) => span.id === assessment.spanId));
  return holder ?? turns[0] ?? home;
}
