import { builtin } from './builtin.js';
import { createFactContext, type FactReader } from './facts/context.js';
import { corpusOf } from './facts/dump-corpus.js';
import type { FactPlugin, Subject } from './facts/fact.js';
import { createFactRegistry, type FactRegistry } from './facts/registry.js';
import type { Scope, Session } from './model/index.js';

/** Facts beside those that ship. */
export interface FactOptions {
  facts?: readonly FactPlugin[];
}

/** Every fact that rules may name. */
export function factRegistry(options: FactOptions): FactRegistry {
  return createFactRegistry([...builtin.facts, ...(options.facts ?? [])]);
}

/** The facts of a dump, each measured when first asked for. */
export function factsOf(sessions: readonly Session[], registry: FactRegistry): FactReader {
  return createFactContext(registry, corpusOf(sessions), { sessions });
}

/** Everything of a session that a fact of the scope can be measured on, in order of time. */
export function* subjectsIn(session: Session, scope: Scope): Iterable<Subject> {
  if (scope === 'session') yield { scope, session };
  else if (scope === 'turn') for (const turn of session.turns) yield { scope, session, turn };
  else if (scope === 'span') for (const turn of session.turns) for (const span of turn.spans) yield { scope, session, turn, span };
}
