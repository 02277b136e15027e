import { confidences, type Finding, type Session, severities } from '../model/index.js';
import { compareText } from '../util/stable-json.js';

/**
 * Findings in the order in which they are to be read: worst first, then surest first, then by start of the session, turn and rule. Findings that are equal
 * in all of these keep the order in which they were found, which is that of their spans.
 *
 * @param sessions - All sessions in order of start.
 */
export function orderFindings(findings: readonly Finding[], sessions: readonly Pick<Session, 'id'>[]): Finding[] {
  const started = new Map(sessions.map(({ id }, index) => [id, index]));
  const rank = ({ session }: Finding): number => started.get(session) ?? sessions.length;
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
      rank(a) - rank(b) ||
      compareText(a.session, b.session) ||
      (a.turn ?? 0) - (b.turn ?? 0) ||
      compareText(a.rule, b.rule),
  );
}
