/**
 * The plugin API. Everything that ships with backturn is made with these helpers, and a team's own plugins are too.
 *
 * @packageDocumentation
 */
// First, so that zod is set up before any plugin makes a schema.
import './util/zod.js';
import type { ConventionPlugin } from './adapt/convention.js';
import type { FormatPlugin } from './adapt/format.js';
import type { OperatorPlugin } from './engine/operator.js';
import type { FactPlugin } from './facts/fact.js';
import type { ReporterPlugin } from './report/reporter.js';

export * from './model/index.js';
export type * from './adapt/convention.js';
export type * from './adapt/format.js';
export type * from './engine/operator.js';
export * from './facts/evidence.js';
export * from './facts/fact.js';
export * from './facts/provenance.js';
export type * from './report/reporter.js';
export type * from './report/analysis-report.js';
export * from './report/index.js';
export * from './adapt/read/index.js';
export * from './util/group-by.js';
export * from './util/json.js';
export * from './util/json-type.js';
export * from './util/pattern.js';
export * from './util/stable-json.js';
export * from './util/text/index.js';

/** Version of the plugin API. A plugin that states another is refused with a message. */
export const apiVersion = 1;

/**
 * Declares a container format: where ids, times, status and attributes are in a record.
 *
 * @example
 * export default defineFormat({
 *   apiVersion: 1, id: 'acme', title: 'Acme rows',
 *   recognise: (record) => isObject(record) && 'acme_id' in record
 *     ? { score: 0.9, shape: 'Acme row', because: 'has "acme_id"' } : undefined,
 *   *read(record, { place }) { yield toSpan(record.value, place); },
 * });
 */
export const defineFormat = (plugin: FormatPlugin): FormatPlugin => plugin;

/**
 * Declares a convention: what span attributes mean.
 *
 * @example
 * export default defineConvention({
 *   apiVersion: 1, id: 'acme', title: 'Acme attributes', precedence: { default: 50 },
 *   recognise: (span) => span.attributes.has('acme.kind'),
 *   read: (span) => ({ kind: span.attributes.get('acme.kind') === 'model' ? 'llm' : 'chain' }),
 * });
 */
export const defineConvention = (plugin: ConventionPlugin): ConventionPlugin => plugin;

/**
 * Declares facts: named measurements that rules compare.
 *
 * @example
 * export default defineFacts({ apiVersion: 1, id: 'acme', facts: [
 *   fact({ id: 'acme.toolCalls', scope: 'turn', title: 'Number of tool spans of the turn', cost: 1, returns: z.number(),
 *     measure: ({ turn }) => ({ value: turn.spans.filter((s) => s.kind === 'tool').length, evidence: [] }) }),
 * ] });
 */
export const defineFacts = (plugin: FactPlugin): FactPlugin => plugin;

/**
 * Declares operators: strict, typed comparisons for rules.
 *
 * @example
 * export default defineOperators({ apiVersion: 1, id: 'acme', operators: [
 *   { name: 'isEven', title: 'is an even number', actual: ['number'], expected: ['boolean'],
 *     test: (actual, expected) => (Number(actual) % 2 === 0) === expected },
 * ] });
 */
export const defineOperators = (plugin: OperatorPlugin): OperatorPlugin => plugin;

/**
 * Declares a reporter: turns an analysis into text.
 *
 * @example
 * export default defineReporter({ apiVersion: 1, id: 'count', title: 'Number of findings',
 *   *render(report) { yield `${report.findings.length}\n`; } });
 */
export const defineReporter = (plugin: ReporterPlugin): ReporterPlugin => plugin;
