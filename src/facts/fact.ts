import type { z } from 'zod';
import type { JsonValue, Measured, Scope, Session, Span, Turn } from '../model/index.js';
import type { Corpus } from './corpus.js';

/** What a fact is measured on. */
export type Subject =
  | { scope: 'span'; session: Session; turn: Turn; span: Span }
  | { scope: 'turn'; session: Session; turn: Turn }
  | { scope: 'session'; session: Session }
  | { scope: 'run'; sessions: readonly Session[] };

export type SubjectOf<S extends Scope> = Extract<Subject, { scope: S }>;

/** What a fact may use beside its subject. */
export interface FactContext {
  /** Another fact, on the same subject unless one is given; measured once per subject and parameters. */
  fact<T = JsonValue>(id: string, params?: Record<string, JsonValue>, subject?: Subject): Measured<T>;
  /** Word statistics of the dump under analysis. */
  corpus: Corpus;
}

/** A named, parameterised measurement. Pure and synchronous. */
export interface FactDefinition<S extends Scope = Scope, P extends z.ZodType = z.ZodType> {
  /** `area.camelName`. */
  id: string;
  scope: S;
  /** One sentence, with the unit. */
  title: string;
  /** Relative cost, 1 for a field read, 10 for a pass over the session, 100 for text comparison over a session. */
  cost: number;
  /** Schema of the parameters, with defaults; absent for a fact without parameters. */
  params?: P;
  /** Schema of the value. */
  returns: z.ZodType;
  measure(subject: SubjectOf<S>, params: z.output<P>, context: FactContext): Measured<unknown>;
}

/** A set of facts on one theme. */
export interface FactPlugin {
  apiVersion: 1;
  id: string;
  facts: readonly FactDefinition[];
}

/** Makes one fact; the types of scope and parameters follow from the object. */
export function fact<S extends Scope, P extends z.ZodType = z.ZodType<Record<string, never>>>(definition: FactDefinition<S, P>): FactDefinition {
  return definition as unknown as FactDefinition;
}
