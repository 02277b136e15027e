import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { Outcome, Session } from '../model/index.js';
import { makeFinding, whereabouts } from './finding.js';
import { readFact } from './leaf.js';
import type { LoadedRule } from './rule.js';
import { isUnknown, type Truth, type Unknown, worse } from './truth.js';

/** Most outcomes are this one, so it is made once. */
const clear: Outcome = Object.freeze({ kind: 'clear' });

/**
 * Evaluates the rules of span, turn and session scope on one session.
 *
 * @returns One outcome per rule and subject: rule by rule, subjects in order of time. A finding whose message or root cause failed is followed by that failure.
 * @example
 * const outcomes = await evaluateSession(rules, session, createFactContext(registry, corpus));
 */
export async function evaluateSession(rules: readonly LoadedRule[], session: Session, facts: FactReader): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const rule of rules) {
    for (const subject of subjectsOf(session, rule)) {
      const truth = precheck(rule, subject, facts);
      if (truth !== true) outcomes.push(settled(rule, subject, truth));
      else for (const outcome of await confirm(rule, subject, facts)) outcomes.push(outcome);
    }
  }
  return outcomes;
}

/** Evaluates the rules of run scope on all sessions together. */
export async function evaluateRun(rules: readonly LoadedRule[], sessions: readonly Session[], facts: FactReader): Promise<Outcome[]> {
  const subject: Subject = { scope: 'run', sessions };
  const outcomes: Outcome[] = [];
  for (const rule of rules.filter(({ rule: { scope } }) => scope === 'run')) {
    for (const outcome of await evaluate(rule, subject, facts)) outcomes.push(outcome);
  }
  return outcomes;
}

/** Evaluates one rule on one subject of its scope. */
async function evaluate(rule: LoadedRule, subject: Subject, facts: FactReader): Promise<Outcome[]> {
  const truth = precheck(rule, subject, facts);
  return truth === true ? confirm(rule, subject, facts) : [settled(rule, subject, truth)];
}

/** The subjects of a session that a rule looks at. */
function* subjectsOf(session: Session, { rule }: Pick<LoadedRule, 'rule'>): Iterable<Subject> {
  if (rule.scope === 'session') yield { scope: 'session', session };
  if (rule.scope !== 'turn' && rule.scope !== 'span') return;
  for (const turn of session.turns) {
    if (rule.scope === 'turn') yield { scope: 'turn', session, turn };
    else for (const span of turn.spans) yield { scope: 'span', session, turn, span };
  }
}

/** Decides without the engine. What the rule needs comes first: without it even "does not hold" would be a guess. */
function precheck(rule: LoadedRule, subject: Subject, facts: FactReader): Truth {
  return unmetNeed(rule, subject, facts) ?? rule.check(subject, facts);
}

/** The reason why a fact that a rule needs cannot be had. */
export function unmetNeed(rule: LoadedRule, subject: Subject, facts: FactReader): Unknown | undefined {
  let unmet: Unknown | undefined;
  for (const call of rule.needs) {
    const measured = readFact(call, subject, facts);
    if ('failed' in measured) unmet = worse(unmet, measured);
    else if ('missing' in measured) unmet = worse(unmet, { missing: `${call.definition.id}: ${measured.missing}` });
  }
  return unmet;
}

function settled(rule: LoadedRule, subject: Subject, truth: Truth): Outcome {
  if (!isUnknown(truth)) return clear;
  const { session, turn, spanId } = whereabouts(subject);
  const where = { rule: rule.id, session, turn, spanId };
  return 'missing' in truth ? { kind: 'not-evaluated', ...where, reason: truth.missing } : { kind: 'failed', ...where, error: truth.failed };
}

/** json-rules-engine has the last word on whatever would fire, and gives the conditions with their results. */
async function confirm(rule: LoadedRule, subject: Subject, facts: FactReader): Promise<Outcome[]> {
  try {
    const confirmation = await rule.confirm(subject, facts);
    if (!confirmation.fired) return [settled(rule, subject, { failed: 'the pre-check and the rules engine disagree; this is a defect of backturn, please report it' })];
    return [{ kind: 'finding', finding: makeFinding(rule, subject, facts, confirmation) }, ...failedAddenda(rule, subject, facts)];
  } catch (error) {
    return [settled(rule, subject, { failed: error instanceof Error ? error.message : String(error) })];
  }
}

/** Failures of what a finding shows beside its conditions. The finding stands without it, and the failure is not silent. */
function failedAddenda(rule: LoadedRule, subject: Subject, facts: FactReader): Outcome[] {
  const calls = [...rule.say, ...rule.identity].flatMap((source) => (source.kind === 'fact' ? [source.call] : []));
  if (rule.rootCause) calls.push(rule.rootCause);
  if (typeof rule.confidence !== 'string') calls.push(rule.confidence);
  const failures = [...calls, ...rule.evidence].map((call) => readFact(call, subject, facts)).flatMap((read) => ('failed' in read ? [read.failed] : []));
  return [...new Set(failures)].map((failed) => settled(rule, subject, { failed: `the finding stands, but ${failed}` }));
}
