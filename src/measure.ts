import { UsageError } from './errors/usage-error.js';
import { type FactOptions, factRegistry, factsOf, subjectsIn } from './fact-bench.js';
import type { FactReader } from './facts/context.js';
import type { Subject } from './facts/fact.js';
import type { FactCall, FactRegistry } from './facts/registry.js';
import type { JsonValue } from './model/index.js';
import { dumpOf, type DumpSource } from './read-dump.js';
import type { MeasureRow } from './report/rows.js';
import { didYouMean } from './util/nearest.js';

/** What to measure, and on which dumps. */
export type MeasureOptions = DumpSource & {
  /** Ids of facts: `context.answerSupport`. */
  facts: readonly string[];
  /** Parameters, given to every fact named. */
  params?: Record<string, JsonValue>;
  plugins?: FactOptions['facts'];
};

/**
 * Measures facts on every subject of their scope, for choosing thresholds.
 *
 * @throws UsageError when there is no such fact.
 * @example
 * for await (const row of measure({ dumps: ['traces.jsonl'], facts: ['context.answerSupport'] })) console.log(row.turn, row.value);
 */
export async function* measure(options: MeasureOptions): AsyncGenerator<MeasureRow> {
  const registry = factRegistry({ facts: options.plugins });
  const calls = options.facts.map((id) => prepare(registry, id, options.params));
  const { sessions } = await dumpOf(options);
  const facts = factsOf(sessions, registry);
  for (const session of sessions) {
    for (const call of calls) for (const subject of subjectsIn(session, call.definition.scope)) yield row(call, subject, facts);
  }
}

function prepare(registry: FactRegistry, id: string, params: Record<string, JsonValue> | undefined): FactCall {
  if (!registry.get(id)) throw new UsageError(`there is no fact "${id}"${didYouMean(id, registry.ids)}`, `the facts are: ${registry.ids.join(', ')}`);
  return registry.prepare(id, params);
}

function row(call: FactCall, subject: Subject, facts: FactReader): MeasureRow {
  const fact = call.definition.id;
  const measured = facts.read(call, subject);
  const where = whereabouts(subject);
  return 'missing' in measured ? { ...where, fact, value: null, reason: measured.missing } : { ...where, fact, value: measured.value, evidence: measured.evidence };
}

function whereabouts(subject: Subject): Pick<MeasureRow, 'session' | 'turn' | 'traceId' | 'spanId'> {
  if (subject.scope === 'run') return { session: '' };
  const { session } = subject;
  if (subject.scope === 'session') return { session: session.id };
  const { turn } = subject;
  return { session: session.id, turn: turn.number, traceId: turn.traceId, spanId: subject.scope === 'span' ? subject.span.id : turn.root.id };
}
