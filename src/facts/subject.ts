import { scopes, type Scope } from '../model/index.js';
import type { Subject } from './fact.js';

/** True when `inner` lies within `outer` or is the same: a span within its turn, a turn within its session. */
export function scopeWithin(inner: Scope, outer: Scope): boolean {
  return scopes.indexOf(inner) <= scopes.indexOf(outer);
}

/** The object that stands for a subject in the memo. */
export function subjectKey(subject: Subject): object {
  if (subject.scope === 'span') return subject.span;
  if (subject.scope === 'turn') return subject.turn;
  return subject.scope === 'session' ? subject.session : subject.sessions;
}

/**
 * The subject of a wider scope that holds a subject: the turn of a span, the session of a turn. `undefined` when the scope is narrower (a session
 * has many turns, so none can be chosen), or when it is the run and nobody said which sessions that is.
 */
export function widen(subject: Subject, scope: Scope, run?: Subject & { scope: 'run' }): Subject | undefined {
  if (subject.scope === scope) return subject;
  if (!scopeWithin(subject.scope, scope)) return undefined;
  if (scope === 'run') return run;
  if (subject.scope === 'run') return undefined;
  const { session } = subject;
  if (scope === 'session') return { scope, session };
  return subject.scope === 'span' ? { scope: 'turn', session, turn: subject.turn } : undefined;
}
