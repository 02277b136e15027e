import type { Finding, Session } from '../model/index.js';
import type { Style } from './terminal-style.js';

const longest = 60;

/** A session as one mark a turn, so that one sees where it went wrong: `·` nothing, `▪` finding, `◆` root cause, `✕` error status. */
export function turnStrip(session: Session, findings: readonly Finding[], style: Style): string {
  const causes = new Set(findings.flatMap((finding) => finding.rootCause?.turn ?? []));
  const found = new Set(findings.flatMap((finding) => finding.turn ?? []));
  const marks = session.turns.slice(0, longest).map((turn) => {
    if (causes.has(turn.number)) return style.bad('◆');
    if (found.has(turn.number)) return style.warn('▪');
    return turn.status === 'error' ? style.bad('✕') : style.quiet('·');
  });
  return `${marks.join('')}${session.turns.length > longest ? '…' : ''}`;
}

/** What the marks of {@link turnStrip} stand for. */
export const stripLegend = 'Each session is drawn with one mark a turn: ◆ root cause  ▪ finding  ✕ error  · neither';
