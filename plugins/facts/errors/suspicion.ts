import type { Evidence, FactContext, Session, Turn } from '../../../src/plugin.js';
import { failureEvidence, originsOfFailure } from './failed-spans.js';

/** A fault that a turn shows by itself: it makes it likelier to be where an error came in. */
export interface Suspicion {
  text: string;
  evidence: Evidence[];
}

/** Facts that show a fault of a turn, with the words for it. */
const faults = [
  ['cue.staleDocument', 'a document that the turn retrieved says of itself that it no longer holds'],
  ['cue.wrongContext', 'what the turn retrieved does not match its question'],
] as const;

/** The faults that a turn shows by itself. */
export function suspicionOf(session: Session, turn: Turn, context: FactContext): Suspicion[] {
  const shown = faults.flatMap(([id, text]) => {
    const measured = context.fact<number>(id, {}, { scope: 'turn', session, turn });
    return 'value' in measured && measured.value > 0 ? [{ text, evidence: measured.evidence }] : [];
  });
  const failed = originsOfFailure(turn);
  return failed.length === 0 ? shown : [...shown, { text: 'a step of the turn failed', evidence: failed.slice(0, 2).map((span) => failureEvidence(turn, span)) }];
}
