import type { CanonicalFields, SpanKind, Usage } from '../model/index.js';
import type { ConventionPlugin, PrecedenceField } from './convention.js';
import { settleUsage } from './read/usage.js';
import { present } from './read/values.js';

/** What one convention read from a span. */
export interface Reading {
  plugin: Pick<ConventionPlugin, 'id' | 'precedence'>;
  fields: CanonicalFields;
}

/** Fields whose members may come from several conventions: a name from one, arguments from another. */
const composed = ['tool', 'retrieval', 'agent', 'error', 'cost', 'aggregateUsage'] as const satisfies readonly PrecedenceField[];

const whole = [
  'inputMessages',
  'outputMessages',
  'toolDefinitions',
  'requestModel',
  'responseModel',
  'provider',
  'finishReasons',
  'responseId',
  'session',
  'user',
  'codeFunction',
] as const satisfies readonly PrecedenceField[];

/**
 * Makes one view of what several conventions read from a span: field by field, the lowest precedence first. Texts come from the convention that also
 * said what the span is, so that they fit its kind. Counts come from one convention, others only fill what it lacks.
 */
export function mergeReadings(readings: readonly Reading[], failed: boolean): CanonicalFields {
  const merged: CanonicalFields = {};
  const kindReading = ranked(readings, 'kind').find(({ fields }) => isKnown(fields.kind));
  if (kindReading) merged.kind = kindReading.fields.kind;
  for (const field of ['input', 'output'] as const) take(merged, field, prefer(kindReading, ranked(readings, field)));
  for (const field of whole) take(merged, field, ranked(readings, field));
  for (const field of composed) compose(merged, field, ranked(readings, field));
  const usage = mergeUsage(ranked(readings, 'usage'), failed);
  if (usage) merged.usage = usage;
  return merged;
}

function isKnown(kind: SpanKind | undefined): boolean {
  return kind !== undefined && kind !== 'unknown';
}

/** Readings in order of their precedence for a field; equal numbers keep the order of registration. */
export function ranked(readings: readonly Reading[], field: PrecedenceField): Reading[] {
  const rank = ({ plugin: { precedence } }: Reading): number => precedence[field] ?? precedence.default;
  return [...readings].sort((a, b) => rank(a) - rank(b));
}

function prefer(first: Reading | undefined, readings: readonly Reading[]): readonly Reading[] {
  return first ? [first, ...readings.filter((reading) => reading !== first)] : readings;
}

function take<F extends keyof CanonicalFields>(into: CanonicalFields, field: F, readings: readonly Reading[]): void {
  const found = readings.find(({ fields }) => fields[field] !== undefined);
  if (found) into[field] = found.fields[field];
}

function compose<F extends (typeof composed)[number]>(into: CanonicalFields, field: F, readings: readonly Reading[]): void {
  const values = readings.flatMap(({ fields }) => fields[field] ?? []);
  const [first, ...others] = values;
  if (first !== undefined) into[field] = others.reduce((sum, other) => fill(sum, other), first) as CanonicalFields[F];
}

/** An object with the members that it lacks taken from another. */
function fill<T extends object>(into: T, from: T): T {
  const members = Object.entries(into).filter(([, value]) => value !== undefined);
  return { ...from, ...Object.fromEntries(members) };
}

/** Counts of the best convention that gives input or output; gaps filled by the others, never summed. */
function mergeUsage(readings: readonly Reading[], failed: boolean): Usage | undefined {
  const given = readings.flatMap(({ fields }) => fields.usage ?? []);
  const base = given.find(({ input, output }) => input !== undefined || output !== undefined) ?? given[0];
  if (!base) return undefined;
  const full = given.filter((usage) => usage !== base).reduce(fillUsage, base);
  return settleUsage(present(full), { failed });
}

/** A total of another convention does not fit counts of this one. */
function fillUsage(base: Usage, { total, ...other }: Usage): Usage {
  const counted = base.input !== undefined && base.output !== undefined;
  return fill<Usage>(base, counted ? other : { ...other, total });
}

/** A span that nobody named, with a model and counts or with messages, is a model call. */
export function kindOf(fields: CanonicalFields): SpanKind {
  if (isKnown(fields.kind)) return fields.kind ?? 'unknown';
  const model = fields.requestModel ?? fields.responseModel;
  const counted = fields.usage !== undefined && model !== undefined;
  return counted || fields.inputMessages !== undefined || fields.outputMessages !== undefined ? 'llm' : 'unknown';
}
