import { asString, isObject, own, spanIdOf, traceIdOf, type Assessment, type JsonValue, type Place, type RawTrace } from '../../../src/plugin.js';
import { first, hasAll, hasAny, listOf, others, timeOf } from './fields.js';
import type { Shape } from './shape.js';

const known = new Set(['id', 'name', 'annotator_kind', 'result', 'metadata', 'user_id', 'created_at', 'updated_at', 'span_id', 'trace_id', 'session_id']);

/** An annotation by itself, as the pages of the annotation endpoints hold it. Only one of a trace says where it belongs. */
export const annotation: Shape = {
  title: 'Phoenix annotation',
  score: 0.95,
  test: (value) => (hasAll(value, 'annotator_kind', 'result') && hasAny(value, 'span_id', 'trace_id', 'session_id') ? 'has "annotator_kind", "result" and what it judges' : undefined),
  *read({ value, pointer }, { place, count }) {
    const traceId = traceIdOf(first(value, 'trace_id'));
    if (traceId === undefined) count('annotation-without-trace');
    else yield traceOfAnnotations(traceId, [readAnnotation(value)], { ...place, pointer });
  },
};

/** Annotations and notes kept with a span, a trace or a session; `spanId` for those of a span. */
export function annotationsOf(holder: JsonValue, spanId?: string): Assessment[] {
  return [...listOf(own(holder, 'annotations')), ...listOf(own(holder, 'notes'))].filter(isObject).map((item) => readAnnotation(item, spanId));
}

/** A trace that says nothing but what people or judges said of it. */
export function traceOfAnnotations(traceId: string, assessments: Assessment[], place: Place): RawTrace {
  return { type: 'trace', traceId, metadata: new Map(), tags: new Map(), assessments, place };
}

/** A label says more than a score on an unknown scale, so it is the value; the score stays in the metadata. A note has a text alone. */
function readAnnotation(item: JsonValue, spanId?: string): Assessment {
  const result = own(item, 'result') ?? item;
  const [label, score] = [first(result, 'label'), first(result, 'score')];
  const value = label ?? score;
  return {
    id: asString(first(item, 'id')),
    name: asString(first(item, 'name')) ?? 'note',
    kind: 'feedback',
    ...(value === undefined ? {} : { value }),
    rationale: asString(first(result, 'explanation') ?? first(item, 'note', 'text')),
    source: sourceOf(item),
    spanId: spanId ?? spanIdOf(first(item, 'span_id')),
    session: asString(first(item, 'session_id')),
    metadata: metadataOf(item, label === undefined ? undefined : score),
    createdNs: timeOf(own(item, 'created_at')),
    valid: true,
  };
}

const sources: ReadonlyMap<string, Assessment['source']['type']> = new Map([
  ['HUMAN', 'human'],
  ['LLM', 'llm_judge'],
  ['CODE', 'code'],
]);

function sourceOf(item: JsonValue): Assessment['source'] {
  const type = sources.get((asString(own(item, 'annotator_kind')) ?? '').toUpperCase()) ?? 'unknown';
  const id = asString(first(item, 'user_id'));
  return id === undefined ? { type } : { type, id };
}

/** Its own metadata, and the fields that have no place elsewhere. */
function metadataOf(item: JsonValue, score: JsonValue | undefined): JsonValue | undefined {
  const beside = others(item, known).filter(([, value]) => value !== '');
  const entries = [...beside, ...(score === undefined ? [] : [['score', score] as const]), ...others(own(item, 'metadata') ?? null, new Set())];
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
