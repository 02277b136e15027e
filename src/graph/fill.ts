import type { RawTrace, Span } from '../model/index.js';

/** What a copy of a span may lack and another copy know: not where it stands in its tree, nor whether it stands for a whole trace. */
const spanFields = [
  'parentId', 'otelKind', 'startNs', 'endNs', 'links', 'resource', 'scope', 'dropped', 'remoteParent',
  'input', 'output', 'inputMessages', 'outputMessages', 'tool', 'retrieval', 'toolDefinitions',
  'requestModel', 'responseModel', 'provider', 'usage', 'aggregateUsage', 'cost', 'finishReasons', 'responseId',
  'session', 'user', 'agent', 'error', 'codeFunction',
] as const satisfies readonly (keyof Span)[];

const traceFields = [
  'state', 'requestTimeNs', 'durationNs', 'session', 'user', 'input', 'output', 'expectedSpans', 'scorerTrace', 'lacks',
] as const satisfies readonly (keyof RawTrace)[];

/** Gives a span what another copy of it knows and it does not. */
export function fillSpan(into: Span, from: Span): void {
  fillFields(into, from, spanFields);
  fillMap(into.attributes, from.attributes);
  if (into.events.length === 0) into.events = from.events;
  if (into.status.code === 'unset' && from.status.code !== 'unset') into.status = from.status;
  if (into.kind === 'unknown') into.kind = from.kind;
  if (into.name === '') into.name = from.name;
}

/** Gives a trace what another record of it knows and it does not; assessments are joined elsewhere. */
export function fillTrace(into: RawTrace, from: RawTrace): void {
  fillFields(into, from, traceFields);
  fillMap(into.metadata, from.metadata);
  fillMap(into.tags, from.tags);
}

function fillFields<T, F extends keyof T>(into: T, from: T, fields: readonly F[]): void {
  for (const field of fields) if (into[field] === undefined) into[field] = from[field];
}

function fillMap<K, V>(into: Map<K, V>, from: ReadonlyMap<K, V>): void {
  for (const [key, value] of from) if (!into.has(key)) into.set(key, value);
}
