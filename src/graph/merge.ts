import type { RawTrace, Span } from '../model/index.js';
import { compareText, stableJson } from '../util/stable-json.js';
import type { Tally } from './tally.js';

/**
 * Makes one span of several with the same trace and span id. Equal copies are dropped; a later or fuller copy fills what an earlier one lacks.
 * Copies with another name or parent are different spans under one id: both are kept, the later ones under a suffix. A copy without a name is an
 * update that says only what changed, so it goes with any name.
 */
export function mergeSpans(spans: readonly Span[], tally: Tally): Span[] {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const key = `${span.traceId}\n${span.id}`;
    const group = groups.get(key);
    if (group) group.push(span);
    else groups.set(key, [span]);
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : mergeGroup(group, tally)));
}

function mergeGroup(group: Span[], tally: Tally): Span[] {
  const copies = group.map((span) => ({ span, text: contentOf(span) })).sort((a, b) => byFullness(a.span, b.span) || compareText(a.text, b.text));
  const kept: { span: Span; text: string }[] = [];
  for (const copy of copies) {
    if (kept.some((other) => other.text === copy.text)) {
      tally.add('duplicate-equal', copy.span);
      continue;
    }
    const twin = kept.find((other) => sameName(other.span, copy.span) && sameParent(other.span, copy.span));
    if (twin) {
      if (copy.span.name !== '' && twin.span.name !== '') tally.add('duplicate-differing', copy.span);
      fill(twin.span, copy.span);
    } else {
      if (kept.length > 0) tally.add('duplicate-conflicting', copy.span);
      kept.push(kept.length === 0 ? copy : { span: { ...copy.span, id: `${copy.span.id}#${kept.length + 1}` }, text: copy.text });
    }
  }
  return kept.map(({ span }) => span);
}

/** What makes two copies equal: all but the place they were read from. */
function contentOf(span: Span): string {
  const { name, parentId, startNs, endNs, status, attributes, events } = span;
  return stableJson({ name, parentId, startNs, endNs, status, attributes, events });
}

/** Ended before open, later end before earlier end, more attributes before fewer. */
function byFullness(a: Span, b: Span): number {
  const end = (span: Span): bigint => span.endNs ?? -1n;
  if (end(a) !== end(b)) return end(a) > end(b) ? -1 : 1;
  return b.attributes.size - a.attributes.size || b.events.length - a.events.length;
}

function sameName(a: Span, b: Span): boolean {
  return a.name === b.name || a.name === '' || b.name === '';
}

function sameParent(a: Span, b: Span): boolean {
  return a.parentId === b.parentId || a.parentId === undefined || b.parentId === undefined;
}

function fill(into: Span, from: Span): void {
  const target = into as unknown as Record<string, unknown>;
  for (const [field, value] of Object.entries(from)) if (value !== undefined && target[field] === undefined) target[field] = value;
  for (const [key, value] of from.attributes) if (!into.attributes.has(key)) into.attributes.set(key, value);
  if (into.events.length === 0) into.events = from.events;
  if (into.status.code === 'unset' && from.status.code !== 'unset') into.status = from.status;
  if (into.kind === 'unknown') into.kind = from.kind;
  if (into.name === '') into.name = from.name;
}

/** Makes one trace of what several records say of the same trace id. */
export function mergeTraces(traces: readonly RawTrace[]): Map<string, RawTrace> {
  const merged = new Map<string, RawTrace>();
  const ordered = traces
    .map((trace) => ({ trace, text: stableJson({ ...trace, place: undefined }) }))
    .sort((a, b) => b.trace.metadata.size - a.trace.metadata.size || compareText(a.text, b.text));
  for (const { trace } of ordered) {
    const known = merged.get(trace.traceId);
    if (known) fillTrace(known, trace);
    else merged.set(trace.traceId, { ...trace, metadata: new Map(trace.metadata), tags: new Map(trace.tags), assessments: [...trace.assessments] });
  }
  return merged;
}

function fillTrace(into: RawTrace, from: RawTrace): void {
  const target = into as unknown as Record<string, unknown>;
  for (const [field, value] of Object.entries(from)) if (value !== undefined && target[field] === undefined) target[field] = value;
  for (const [key, value] of from.metadata) if (!into.metadata.has(key)) into.metadata.set(key, value);
  for (const [key, value] of from.tags) if (!into.tags.has(key)) into.tags.set(key, value);
  const seen = new Set(into.assessments.map((assessment) => assessment.id ?? stableJson(assessment)));
  for (const assessment of from.assessments) if (!seen.has(assessment.id ?? stableJson(assessment))) into.assessments.push(assessment);
}
