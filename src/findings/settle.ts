import type { Finding, Outcome, Session } from '../model/index.js';
import { compareText } from '../util/stable-json.js';
import { numberFingerprints } from './fingerprint.js';
import { orderFindings } from './order.js';

/** Where a rule could not be evaluated, with how often and why. */
export interface Unevaluated {
  rule: string;
  reason: string;
  count: number;
  example: { session: string; turn?: number; spanId?: string };
}

/** Outcomes of a whole run, counted, ordered and told apart. */
export interface Settled {
  findings: Finding[];
  outcomes: { finding: number; clear: number; notEvaluated: number; failed: number };
  notEvaluated: Unevaluated[];
  failures: { rule: string; error: string; session: string; turn?: number }[];
}

/** Takes outcomes one session at a time, so that those that are clear need not be kept. */
export interface Settling {
  add(outcomes: Iterable<Outcome>): void;
  /** @param sessions - All sessions in order of start. */
  finish(sessions: readonly Pick<Session, 'id'>[]): Settled;
}

/** Starts to settle the outcomes of a run. */
export function startSettling(): Settling {
  const counts = { finding: 0, clear: 0, notEvaluated: 0, failed: 0 };
  const findings: Finding[] = [];
  const failures: Settled['failures'] = [];
  const gaps = new Map<string, Unevaluated>();
  const take = (outcome: Outcome): void => {
    counts[outcome.kind === 'not-evaluated' ? 'notEvaluated' : outcome.kind] += 1;
    if (outcome.kind === 'finding') findings.push(outcome.finding);
    else if (outcome.kind === 'failed') failures.push({ rule: outcome.rule, error: outcome.error, session: outcome.session, turn: outcome.turn });
    else if (outcome.kind === 'not-evaluated') addGap(gaps, outcome);
  };
  return {
    add(outcomes) {
      for (const outcome of outcomes) take(outcome);
    },
    finish: (sessions) => ({
      findings: numberFingerprints(orderFindings(findings, sessions)),
      outcomes: { ...counts },
      notEvaluated: [...gaps.values()].sort((a, b) => compareText(a.rule, b.rule) || b.count - a.count || compareText(a.reason, b.reason)),
      failures: [...failures].sort((a, b) => compareText(a.rule, b.rule)),
    }),
  };
}

/** Settles outcomes that are all at hand. */
export function settle(outcomes: Iterable<Outcome>, sessions: readonly Pick<Session, 'id'>[]): Settled {
  const settling = startSettling();
  settling.add(outcomes);
  return settling.finish(sessions);
}

function addGap(gaps: Map<string, Unevaluated>, { rule, reason, session, turn, spanId }: Extract<Outcome, { kind: 'not-evaluated' }>): void {
  const key = `${rule} ${reason}`;
  const known = gaps.get(key);
  if (known) known.count += 1;
  else gaps.set(key, { rule, reason, count: 1, example: { session, turn, spanId } });
}
