import type { Assessment, RawTrace, Span } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { compareText, stableJson } from '../util/stable-json.js';
import { fillTrace } from './fill.js';
import { KeptSpans } from './kept-spans.js';
import type { Tally, TallyKind } from './tally.js';

/**
 * Makes one span of several with the same trace and span id. Equal copies are dropped; a later or fuller copy fills what an earlier one lacks.
 * Copies with another name or parent are different spans under one id: both are kept, the later ones under a suffix. A copy without a name is an
 * update that says only what changed, so it goes with any name.
 */
export function mergeSpans(spans: readonly Span[], tally: Tally): Span[] {
  const merged: Span[] = [];
  for (const group of groupBy(spans, ({ traceId, id }) => `${traceId}\n${id}`).values()) {
    for (const span of group.length === 1 ? group : mergeGroup(group, tally)) merged.push(span);
  }
  return merged;
}

function mergeGroup(group: readonly Span[], tally: Tally): Span[] {
  const texts = new Set<string>();
  const kept = new KeptSpans();
  for (const { span, text } of inOrder(group)) {
    const twin = kept.twinOf(span);
    const code = codeOf(span, twin?.span, texts.has(text), kept.spans.length === 0);
    if (code) tally.add(code, span);
    if (twin) {
      kept.fill(twin, span);
    } else {
      kept.add(span);
      texts.add(text);
    }
  }
  return kept.spans;
}

/** What a further copy is told as; an update of a span is nothing to tell. */
function codeOf(copy: Span, twin: Span | undefined, equal: boolean, first: boolean): TallyKind | undefined {
  if (equal) return 'duplicate-equal';
  if (!twin) return first ? undefined : 'duplicate-conflicting';
  return copy.name === '' || twin.name === '' ? undefined : 'duplicate-differing';
}

/** Fullest first; then by what they say, so that the order of records does not matter. */
function inOrder(group: readonly Span[]): { span: Span; text: string }[] {
  const copies = group.map((span) => ({ span, text: contentOf(span), origin: originOf(span) }));
  return copies.sort((a, b) => byFullness(a.span, b.span) || compareText(a.text, b.text) || compareText(a.origin, b.origin));
}

/** What makes two copies equal: all but where they were recorded and where they were read. */
function contentOf(span: Span): string {
  const { name, parentId, startNs, endNs, status, attributes, events } = span;
  return stableJson({ name, parentId, startNs, endNs, status, attributes, events });
}

/** Where a copy was recorded, and what else two equal copies may differ in. */
function originOf({ resource, scope, links, otelKind, dropped, remoteParent, place: { file, record, pointer } }: Span): string {
  return stableJson([resource, scope, links, otelKind, dropped, remoteParent, file, record, pointer]);
}

/** Ended before open, later end before earlier end, more attributes before fewer. */
function byFullness(a: Span, b: Span): number {
  const end = (span: Span): bigint => span.endNs ?? -1n;
  if (end(a) !== end(b)) return end(a) > end(b) ? -1 : 1;
  return b.attributes.size - a.attributes.size || b.events.length - a.events.length;
}

/** Makes one trace of what several records say of the same trace id. */
export function mergeTraces(traces: readonly RawTrace[]): Map<string, RawTrace> {
  const ordered = traces
    .map((trace) => ({ trace, text: stableJson({ ...trace, place: undefined }) }))
    .sort((a, b) => b.trace.metadata.size - a.trace.metadata.size || compareText(a.text, b.text));
  const groups = groupBy(ordered.map(({ trace }) => trace), ({ traceId }) => traceId);
  return new Map([...groups].map(([traceId, group]) => [traceId, mergeRecords(group)]));
}

function mergeRecords(records: readonly RawTrace[]): RawTrace {
  const [first, ...others] = records;
  if (!first) throw new Error('a trace needs a record');
  const merged = { ...first, metadata: new Map(first.metadata), tags: new Map(first.tags), assessments: [...first.assessments] };
  const seen = new Set(merged.assessments.map(identity));
  for (const other of others) {
    fillTrace(merged, other);
    const fresh = other.assessments.filter((assessment) => !seen.has(identity(assessment)));
    for (const assessment of fresh) {
      merged.assessments.push(assessment);
      seen.add(identity(assessment));
    }
  }
  return merged;
}

function identity(assessment: Assessment): string {
  return assessment.id ?? stableJson(assessment);
}
