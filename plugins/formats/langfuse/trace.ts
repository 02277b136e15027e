import { listOf, objectOf, asFinite, decodeNested, isObject, nanoseconds, own, spanIdOf, traceIdOf, type Assessment, type JsonValue, type RawSpan, type RawTrace, type ReadContext } from '../../../src/plugin.js';
import { field, filled, textOf } from './names.js';
import type { Part } from './parts.js';
import { readScore, scoresOnRow } from './score.js';

/** Reads what is known of a whole trace. */
export function readTrace({ value, pointer, lacks }: Part, traceId: string, { place }: ReadContext): RawTrace {
  const observations = listOf(own(value, 'observations'));
  return {
    ...bare(traceId),
    requestTimeNs: nanoseconds(filled(value, 'timestamp')),
    durationNs: durationOf(value),
    session: sessionOf(value),
    user: textOf(value, 'userId'),
    metadata: metadataOf(value),
    tags: tagsOf(field(value, 'tags')),
    input: previewOf(field(value, 'input')),
    output: previewOf(field(value, 'output')),
    expectedSpans: observations.length > 0 ? observations.length : undefined,
    lacks,
    place: { ...place, pointer },
  };
}

/** The trace as a root: it is the exchange itself where its observations stand beside each other. */
export function readWholeTrace({ value, pointer }: Part, traceId: string, { place }: ReadContext): RawSpan {
  const startNs = nanoseconds(filled(value, 'timestamp'));
  const duration = durationOf(value);
  const fields = ['input', 'output'].map((name) => [`langfuse.trace.${name}`, field(value, name)] as const);
  return {
    type: 'span',
    wholeTrace: true,
    traceId,
    spanId: `t-${traceId}`,
    name: textOf(value, 'name') ?? '',
    startNs,
    endNs: startNs === undefined || duration === undefined ? undefined : startNs + duration,
    status: { code: 'unset' },
    attributes: new Map(fields.flatMap(([key, text]): [string, JsonValue][] => (text === undefined ? [] : [[key, text]]))),
    events: [],
    place: { ...place, pointer },
  };
}

/** What a row of an observation says of its trace, when it says anything. */
export function traceOfRow({ value, pointer }: Part, { traceId, spanId }: RawSpan, { place }: ReadContext): RawTrace | undefined {
  const name = textOf(value, 'traceName');
  const tags = tagsOf(field(value, 'traceTags'));
  const recorded = field(value, 'scores');
  const assessments = [...scoresOnRow(recorded, spanId), ...listOf(recorded).filter(isObject).map(readScore)];
  if (name === undefined && tags.size === 0 && assessments.length === 0) return undefined;
  const session = sessionOf(value);
  const metadata = new Map<string, JsonValue>(name === undefined ? [] : [['langfuse.trace.name', name]]);
  return { ...bare(traceId), session, user: textOf(value, 'userId'), metadata, tags, assessments, place: { ...place, pointer } };
}

/** A score that stands by itself, as a judgement of its trace; `undefined` when it is of a session and names no trace. */
export function traceOfScore({ value, pointer }: Part, { place }: ReadContext): RawTrace | undefined {
  const traceId = traceIdOf(filled(value, 'traceId'));
  const assessments: Assessment[] = [readScore(value)];
  return traceId === undefined ? undefined : { ...bare(traceId), assessments, place: { ...place, pointer } };
}

/** Id of a trace as its own row states it. */
export function idOfTrace(value: JsonValue): string | undefined {
  return traceIdOf(filled(value, 'id')) ?? spanIdOf(filled(value, 'traceId'));
}

function bare(traceId: string): Omit<RawTrace, 'place'> {
  return { type: 'trace', traceId, metadata: new Map(), tags: new Map(), assessments: [] };
}

/** Latency of traces is in seconds everywhere; that of observations is not, and is not read. */
function durationOf(trace: JsonValue): bigint | undefined {
  const seconds = asFinite(filled(trace, 'latency'));
  return seconds === undefined || seconds < 0 ? undefined : nanoseconds(seconds, 's');
}

function sessionOf(value: JsonValue): RawTrace['session'] {
  const id = textOf(value, 'sessionId');
  return id === undefined ? undefined : { id, key: own(value, 'sessionId') === undefined ? 'session_id' : 'sessionId' };
}

/** Facts of the trace itself, kept beside its metadata. */
const identity = ['name', 'release', 'version', 'environment'];

function metadataOf(trace: JsonValue): Map<string, JsonValue> {
  const metadata = new Map(Object.entries(objectOf(field(trace, 'metadata')) ?? {}).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])));
  for (const name of identity) {
    const value = filled(trace, name);
    if (value !== undefined) metadata.set(`langfuse.trace.${name}`, value);
  }
  return metadata;
}

function tagsOf(recorded: JsonValue | undefined): Map<string, JsonValue> {
  return new Map(listOf(recorded).flatMap((tag): [string, JsonValue][] => (typeof tag === 'string' ? [[tag, true]] : [])));
}

function previewOf(recorded: JsonValue | undefined): RawTrace['input'] {
  return recorded === undefined ? undefined : decodeNested(recorded);
}
