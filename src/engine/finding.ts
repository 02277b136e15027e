import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { FactCall } from '../facts/registry.js';
import { type Chain, type ConditionResult, type Confidence, confidences, type Evidence, type Finding, type JsonValue } from '../model/index.js';
import { isObject } from '../util/json.js';
import { stableJson } from '../util/stable-json.js';
import type { Confirmation } from './confirm.js';
import { fingerprintOf } from './identity.js';
import { readFact, type Leaf } from './leaf.js';
import type { LoadedRule } from './rule.js';
import { renderMessage } from './sources.js';

/** Puts a finding together: message, evidence, root cause, conditions with their values. */
export function makeFinding(rule: LoadedRule, subject: Subject, facts: FactReader, confirmation: Confirmation): Finding {
  const { id, title, severity, fix, tags } = { ...rule.rule };
  const evidence = collectEvidence(rule.evidence, subject, facts);
  return {
    rule: id,
    title,
    severity,
    confidence: confidenceOf(rule, subject, facts),
    ...whereabouts(subject),
    message: renderMessage(rule.say, subject, facts),
    rootCause: rootCauseOf(rule, subject, facts),
    evidence,
    conditions: rule.leaves.map((leaf) => conditionResult(leaf, confirmation)),
    fix,
    tags,
    fingerprint: fingerprintOf(rule, subject, facts, evidence),
  };
}

/** Where a subject is, as findings and outcomes say it. A run has no session of its own. */
export function whereabouts(subject: Subject): { session: string; turn?: number; traceId?: string; spanId?: string; spanName?: string } {
  if (subject.scope === 'run') return { session: '' };
  const session = subject.session.id;
  if (subject.scope === 'session') return { session };
  const { number, traceId } = subject.turn;
  return subject.scope === 'turn' ? { session, turn: number, traceId } : { session, turn: number, traceId, spanId: subject.span.id, spanName: subject.span.name };
}

/** A fact that says how sure it is speaks for itself; when it cannot be had, the finding is no more than a candidate. */
function confidenceOf({ confidence }: LoadedRule, subject: Subject, facts: FactReader): Confidence {
  if (typeof confidence === 'string') return confidence;
  const measured = readFact(confidence, subject, facts);
  const word = 'value' in measured ? measured.value : undefined;
  return confidences.find((known) => known === word) ?? 'candidate';
}

/** Evidence of the facts in their order, each piece once. */
function collectEvidence(calls: readonly FactCall[], subject: Subject, facts: FactReader): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const call of calls) {
    const measured = readFact(call, subject, facts);
    if (!('value' in measured)) continue;
    for (const evidence of measured.evidence) {
      const key = stableJson(evidence);
      if (!found.has(key)) found.set(key, evidence);
    }
  }
  return [...found.values()].sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
}

function rootCauseOf({ rootCause }: LoadedRule, subject: Subject, facts: FactReader): Finding['rootCause'] {
  if (!rootCause || subject.scope === 'run') return undefined;
  const measured = readFact(rootCause, subject, facts);
  const chain = 'value' in measured ? asChain(measured.value) : undefined;
  if (!chain) return undefined;
  const turn = subject.session.turns.find(({ number }) => number === chain.introducedAt);
  return { ...chain, turn: chain.introducedAt, traceId: turn?.traceId, spanId: turn?.root.id };
}

/** The chain that a fact's value holds. Rules whose fact cannot give one are refused when they are loaded. */
function asChain(value: JsonValue): Chain | undefined {
  if (!isObject(value) || typeof value.introducedAt !== 'number') return undefined;
  const { introducedAt, surfacedAt, challengedAt, confidence } = value;
  return {
    introducedAt,
    carriedBy: list(value.carriedBy).filter((turn) => typeof turn === 'number'),
    ...(typeof surfacedAt === 'number' ? { surfacedAt } : {}),
    ...(typeof challengedAt === 'number' ? { challengedAt } : {}),
    carried: texts(value.carried),
    confidence: confidences.find((known) => known === confidence) ?? 'candidate',
    because: texts(value.because),
  };
}

function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: JsonValue | undefined): string[] {
  return list(value).filter((item) => typeof item === 'string');
}

function conditionResult(leaf: Leaf, { reached }: Confirmation): ConditionResult {
  const { name, fact, params, operator, expected } = leaf;
  const shown = { name, fact, params, operator, expected };
  const found = reached.get(leaf.index);
  if (!found) return shown;
  if ('value' in found.reading) return { ...shown, actual: found.reading.value, met: found.met };
  return { ...shown, missing: 'missing' in found.reading ? found.reading.missing : found.reading.failed, met: found.met };
}
