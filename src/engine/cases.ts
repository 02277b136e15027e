import { RuleError } from '../errors/rule-error.js';
import type { FactReader } from '../facts/context.js';
import { assemble } from '../graph/index.js';
import type { Finding, Outcome, Session } from '../model/index.js';
import { type CaseExpectation, type Cases, casesSchema, type CompactSession } from './case-schema.js';
import { buildSpans } from './compact-session.js';
import { describe, readDocument } from './document.js';
import { evaluateRun, evaluateSession } from './evaluate.js';
import type { LoadedRule } from './rule.js';

/** How one case of a rule went. */
export interface CaseResult {
  rule: string;
  list: 'fires' | 'silent' | 'knownGaps';
  name: string;
  passed: boolean;
  /** What happened and what should have; of a known gap, why the rule gets it wrong. */
  why?: string;
}

/** Makes the context in which the sessions of a case are measured: what an analysis of them would use. */
export type FactsFor = (sessions: readonly Session[]) => FactReader;

/**
 * Reads the cases of a rule.
 *
 * @throws RuleError when the file is missing or broken.
 */
export async function loadCases(file: string): Promise<Cases> {
  const read = await readDocument(file, casesSchema);
  if ('issues' in read) throw new RuleError(file, describe(read.issues));
  return read.value;
}

/** Runs the cases of a rule: where it must fire, where it must stay silent, and the gaps that its author knows of. */
export async function runCases(rule: LoadedRule, cases: Cases, factsFor: FactsFor): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  const add = (list: CaseResult['list'], name: string, passed: boolean, why?: string): void => {
    results.push({ rule: rule.id, list, name, passed, ...(why === undefined ? {} : { why }) });
  };
  for (const { name, session, expect } of cases.fires) {
    const problem = mismatch(await outcomesOf(rule, session, factsFor), expect);
    add('fires', name, problem === undefined, problem);
  }
  for (const { name, session, evaluated } of cases.silent) {
    const problem = noise(await outcomesOf(rule, session, factsFor), evaluated);
    add('silent', name, problem === undefined, problem);
  }
  for (const { name, session, why, should } of cases.knownGaps) {
    const fired = (await outcomesOf(rule, session, factsFor)).some(({ kind }) => kind === 'finding');
    const closed = fired === (should === 'fire');
    add('knownGaps', name, !closed, closed ? `the gap is closed: move the case to "${fired ? 'fires' : 'silent'}"` : why);
  }
  return results;
}

/** Evaluates a rule on a session written by hand. */
async function outcomesOf(rule: LoadedRule, session: CompactSession, factsFor: FactsFor): Promise<Outcome[]> {
  const { sessions } = assemble(buildSpans(session));
  const facts = factsFor(sessions);
  const outcomes = [await evaluateRun([rule], sessions, facts)];
  for (const one of sessions) outcomes.push(await evaluateSession([rule], one, facts));
  return outcomes.flat();
}

/** How a case that must fire fails to. */
function mismatch(outcomes: readonly Outcome[], expect: CaseExpectation = {}): string | undefined {
  const findings = outcomes.flatMap((outcome) => (outcome.kind === 'finding' ? [outcome.finding] : []));
  if (findings.length === 0) return `no finding; ${notDecided(outcomes) ?? 'the conditions do not hold'}`;
  const failure = failed(outcomes);
  if (failure !== undefined) return failure;
  if (expect.findings !== undefined && findings.length !== expect.findings) return `${findings.length} findings, expected ${expect.findings}`;
  const problems = findings.map((finding) => unlike(finding, expect));
  return problems.includes(undefined) ? undefined : problems[0];
}

function unlike(finding: Finding, { turn, rootCause, message, confidence }: CaseExpectation): string | undefined {
  if (turn !== undefined && finding.turn !== turn) return `the finding is at turn ${finding.turn ?? 'none'}, expected turn ${turn}`;
  if (rootCause !== undefined && finding.rootCause?.turn !== rootCause) return `the root cause is turn ${finding.rootCause?.turn ?? 'none'}, expected turn ${rootCause}`;
  if (message !== undefined && !finding.message.includes(message)) return `the message is "${finding.message}", expected it to contain "${message}"`;
  if (confidence !== undefined && finding.confidence !== confidence) return `the finding is ${finding.confidence}, expected ${confidence}`;
  return undefined;
}

/** How a case that must stay silent fails to. Not evaluated is not silent, unless the case says that it cannot be evaluated. */
function noise(outcomes: readonly Outcome[], evaluated: boolean): string | undefined {
  const finding = outcomes.find((outcome) => outcome.kind === 'finding');
  if (finding) return `it fired: ${finding.finding.message}`;
  const failure = failed(outcomes);
  if (failure !== undefined) return failure;
  const undecided = notDecided(outcomes);
  if (evaluated) return undecided === undefined ? undefined : `it stayed silent only because it could not be evaluated: ${undecided}`;
  return undecided === undefined ? 'it was evaluated, expected it not to be' : undefined;
}

function failed(outcomes: readonly Outcome[]): string | undefined {
  const found = outcomes.find((outcome) => outcome.kind === 'failed');
  return found && `it failed: ${found.error}`;
}

function notDecided(outcomes: readonly Outcome[]): string | undefined {
  const found = outcomes.find((outcome) => outcome.kind === 'not-evaluated');
  return found ? `not evaluated: ${found.reason}` : failed(outcomes);
}
