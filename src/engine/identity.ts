import { createHash } from 'node:crypto';
import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { Evidence, JsonValue } from '../model/index.js';
import { stableJson } from '../util/stable-json.js';
import type { LoadedRule } from './rule.js';
import { readSource } from './sources.js';

/** Names the way fingerprints are made, so that another way can follow without being mistaken for this one. */
const scheme = 'btv1';

/**
 * Identity of a finding that survives another export, renamed files and another order of records. It is made of the rule, the session, the turn's number
 * and name, the values the rule calls its identity, and the excerpt that shows it; never of files, offsets, times, span or trace ids.
 */
export function fingerprintOf(rule: LoadedRule, subject: Subject, facts: FactReader, evidence: readonly Evidence[]): string {
  const values = rule.identity.map((source) => normalise(readSource(source, subject, facts)));
  const excerpt = normalise(evidence.find((item) => item.excerpt !== undefined)?.excerpt);
  return fingerprint([rule.id, ...placeOf(subject), values, excerpt]);
}

/** Hashes what identifies a finding. */
function fingerprint(basis: readonly (JsonValue | undefined)[]): string {
  return `${scheme}:${createHash('sha256').update(stableJson(basis)).digest('hex').slice(0, 16)}`;
}

function placeOf(subject: Subject): JsonValue[] {
  if (subject.scope === 'run') return ['run'];
  if (subject.scope === 'session') return ['session', subject.session.id];
  const { session, turn } = subject;
  const place = [subject.scope, session.id, turn.number, turn.root.name];
  return subject.scope === 'span' ? [...place, subject.span.name, subject.span.kind] : place;
}

/** Letters, width and white space that exports change are made one. */
function normalise(value: JsonValue | undefined): JsonValue {
  const plain = typeof value === 'string' ? value : value === undefined ? '' : stableJson(value);
  return plain.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
