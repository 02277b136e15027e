import { listOf, objectOf, decodeNested, own, traceIdOf, type Assessment, type JsonValue, type RawSpan, type RawTrace, type ReadContext } from '../../../src/plugin.js';
import { readFeedback, statsOf } from './feedback.js';
import { filled, textOf } from './names.js';
import type { Part } from './parts.js';

/** What a run tells of its whole trace: the root its metadata and tags, any run the feedback that was given to it. */
export function traceOfRun({ value, pointer }: Part, span: RawSpan, { place }: ReadContext): RawTrace | undefined {
  const assessments = statsOf(own(value, 'feedback_stats'), span.spanId);
  const isRoot = span.parentId === undefined && span.traceId === traceIdOf(span.spanId);
  if (!isRoot && assessments.length === 0) return undefined;
  const bare = bareTrace(span.traceId, assessments, { ...place, pointer });
  return isRoot ? { ...bare, ...rootFields(value, span) } : bare;
}

export function traceOfFeedback({ value, pointer }: Part, { place }: ReadContext): RawTrace | undefined {
  const traceId = traceIdOf(filled(value, 'trace_id', 'run_id'));
  return traceId === undefined ? undefined : bareTrace(traceId, [readFeedback(value)], { ...place, pointer });
}

function bareTrace(traceId: string, assessments: Assessment[], place: RawTrace['place']): RawTrace {
  return { type: 'trace', traceId, metadata: new Map(), tags: new Map(), assessments, place };
}

const states: ReadonlyMap<string, RawTrace['state']> = new Map([
  ['success', 'ok'],
  ['error', 'error'],
]);

function rootFields(run: JsonValue, span: RawSpan): Partial<RawTrace> {
  return {
    state: states.get(textOf(run, 'status')?.toLowerCase() ?? ''),
    requestTimeNs: span.startNs,
    durationNs: span.startNs === undefined || span.endNs === undefined ? undefined : span.endNs - span.startNs,
    metadata: metadataOf(run),
    tags: new Map(listOf(own(run, 'tags')).flatMap((tag): [string, JsonValue][] => (typeof tag === 'string' ? [[tag, true]] : []))),
    input: previewOf(run, 'inputs'),
    output: previewOf(run, 'outputs'),
  };
}

function metadataOf(run: JsonValue): Map<string, JsonValue> {
  const metadata = objectOf(own(objectOf(own(run, 'extra')), 'metadata')) ?? {};
  return new Map(Object.entries(metadata).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])));
}

/** Lists of runs may leave the texts out and give a beginning of them. */
function previewOf(run: JsonValue, side: 'inputs' | 'outputs'): RawTrace['input'] {
  const whole = filled(run, side);
  const preview = filled(run, `${side}_preview`);
  return whole !== undefined || preview === undefined ? undefined : { value: decodeNested(preview).value, truncated: true };
}
