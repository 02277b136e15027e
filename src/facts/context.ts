import type { JsonValue, Measured, Missing, Session } from '../model/index.js';
import { describeIssues } from '../util/issues.js';
import type { Corpus } from './corpus.js';
import type { FactContext, FactDefinition, Subject } from './fact.js';
import { FactFailure } from './fact-failure.js';
import type { FactCall, FactRegistry } from './registry.js';
import { scopeWithin, subjectKey, widen } from './subject.js';

/** Measures facts, each once per subject and parameters. */
export interface FactReader extends FactContext {
  readonly registry: FactRegistry;
  /**
   * The value of a prepared fact, or why it cannot be had.
   *
   * @throws FactFailure when the fact throws, or is narrower than the subject.
   */
  read(call: FactCall, subject: Subject): Measured;
  /** A context whose facts are about one subject unless another is named. */
  on(subject: Subject): FactContext;
}

export interface FactContextOptions {
  /** Check every value against the fact's `returns`. For tests and plugin authors: it costs more than many facts do. */
  strict?: boolean;
  /** All sessions, for facts about the whole run. */
  sessions?: readonly Session[];
}

/** What the memo holds: a value, a failure, or the mark that measuring has begun and not ended. */
type Entry = Measured | FactFailure | typeof running;
const running = Symbol('running');

/**
 * Makes the context in which facts are measured. Values are kept as long as their subject lives, and no longer.
 *
 * @example
 * const facts = createFactContext(createFactRegistry(plugins), corpus);
 * facts.fact('turn.durationMs', {}, { scope: 'turn', session, turn }); // { value: 1240, evidence: [...] }
 */
export function createFactContext(registry: FactRegistry, corpus: Corpus, options: FactContextOptions = {}): FactReader {
  const memo = new WeakMap<object, Map<string, Entry>>();
  const run = options.sessions && ({ scope: 'run', sessions: options.sessions } as const);

  function read(call: FactCall, asked: Subject): Measured {
    const subject = widen(asked, call.definition.scope, run);
    if (!subject) return cannotWiden(call, asked);
    const entries = entriesOf(memo, subjectKey(subject));
    const known = entries.get(call.key);
    if (known !== undefined) return fromEntry(call, known);
    entries.set(call.key, running);
    const entry = measure(call, subject, on(subject), options.strict === true);
    entries.set(call.key, entry);
    return fromEntry(call, entry);
  }

  function on(subject: Subject): FactContext {
    return { corpus, fact: (id, params, other) => ask(id, params, other ?? subject) };
  }

  /** What a caller expects the value to be is the caller's word: the fact's `returns` is checked in strict runs. */
  function ask<T = JsonValue>(id: string, params: Record<string, JsonValue> | undefined, subject: Subject): Measured<T> {
    return read(registry.prepare(id, params), subject) as Measured<T>;
  }

  const fact: FactContext['fact'] = (id, params, subject) => {
    if (!subject) throw new FactFailure(id, 'it was asked for without a subject');
    return ask(id, params, subject);
  };
  return { registry, corpus, read, on, fact };
}

function entriesOf(memo: WeakMap<object, Map<string, Entry>>, key: object): Map<string, Entry> {
  let entries = memo.get(key);
  if (!entries) memo.set(key, (entries = new Map()));
  return entries;
}

function fromEntry(call: FactCall, entry: Entry): Measured {
  if (entry === running) return { missing: `fact ${call.definition.id} needs itself` };
  if (entry instanceof FactFailure) throw entry;
  return entry;
}

function cannotWiden({ definition }: FactCall, subject: Subject): Missing {
  if (scopeWithin(subject.scope, definition.scope)) return { missing: `fact ${definition.id} is about the whole run, of which only a part is at hand` };
  throw new FactFailure(definition.id, `it is about a ${definition.scope} and was asked for a ${subject.scope}`);
}

function measure({ definition, params }: FactCall, subject: Subject, context: FactContext, strict: boolean): Measured | FactFailure {
  try {
    // `widen` gave a subject of the definition's own scope, which the type of a registry cannot say.
    const measured = definition.measure(subject as never, params as never, context);
    if (strict) checkValue(definition, measured);
    return measured as Measured;
  } catch (error) {
    if (error instanceof FactFailure) return error;
    return new FactFailure(definition.id, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function checkValue({ id, returns }: FactDefinition, measured: Measured<unknown>): void {
  if ('missing' in measured) return;
  const parsed = returns.safeParse(measured.value);
  if (!parsed.success) throw new FactFailure(id, `its value is not what it says it returns: ${describeIssues(parsed.error)}`);
}
