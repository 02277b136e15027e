import { type Measured, type Session, type Turn, spanEvidence } from '../../../src/plugin.js';
import { firstSetback, recordsToolUse } from './steps.js';

/** 1 for the step that asked for the first tool use that failed, a little less when it gave nothing. */
export function beforeFailure(session: Session, turn: Turn): Measured<number> {
  if (!recordsToolUse(session)) return { missing: 'no tool use is recorded' };
  const setback = firstSetback(session);
  if (setback?.asked !== turn) return { value: 0, evidence: [] };
  const evidence = [spanEvidence(setback.turn, setback.span, { what: `first tool use that ${setback.how}`, text: setback.text })];
  return { value: setback.how === 'failed' ? 1 : 0.8, evidence };
}
