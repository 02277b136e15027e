import type { JsonValue, RawItem, ReadContext, Recognition } from '../../../src/plugin.js';
import { first, plainId } from './names.js';
import type { TraceParts } from './parts.js';
import { schemaOf } from './schema.js';
import { shapes } from './wrapped.js';
import { derivedTraceId, readSpan, requestIdOf, spanIdIn } from './span.js';
import { isEmpty, readTrace } from './trace.js';

/** Says which MLflow shape a record has, by its keys. */
export function recogniseMlflow(record: JsonValue): Recognition | undefined {
  for (const { test, title, score, parts } of shapes) {
    const because = test(record);
    if (because === undefined) continue;
    const schema = schemaOf(firstSpan(parts(record, '')));
    return { score, because, shape: schema === undefined ? title : `${title}, ${schema}` };
  }
  return undefined;
}

function firstSpan(parts: ReturnType<(typeof shapes)[number]['parts']>): JsonValue | undefined {
  for (const part of parts) return 'trace' in part ? part.trace.spans[0]?.value : undefined;
  return undefined;
}

/** Gives the traces and spans of a record, with a note for what could not be read. */
export function* readMlflow(record: JsonValue, context: ReadContext): Generator<RawItem> {
  const shape = shapes.find(({ test }) => test(record) !== undefined);
  for (const part of shape?.parts(record, '') ?? []) {
    if ('trace' in part) yield* readParts(part.trace, context);
    else context.note(part.remark.code, part.remark.message, part.remark.pointer);
  }
}

function* readParts(parts: TraceParts, context: ReadContext): Generator<RawItem> {
  const stated = traceIdOfInfo(parts);
  const spans = parts.spans.filter(({ value }) => !isEmpty(value));
  const shared = stated ?? firstOf(spans, requestIdOf) ?? firstOf(spans, derivedTraceId) ?? idByPlace(parts, context);
  noteGaps(parts, spans, context);
  if (parts.info || hasText(parts.request) || hasText(parts.response)) yield readTrace(parts, shared, context);
  for (const [index, span] of spans.entries()) {
    yield readSpan(span, { traceId: stated ?? requestIdOf(span.value) ?? shared, spare: `no-id:${index}` }, context);
  }
}

/** A trace without any id is known by where it stands. */
function idByPlace({ info, spans }: TraceParts, { place }: ReadContext): string {
  return `no-id:${place.file}:${place.record}${info?.pointer ?? spans[0]?.pointer ?? ''}`;
}

function traceIdOfInfo({ info }: TraceParts): string | undefined {
  return info && plainId(first(info.value, 'trace_id', 'request_id'));
}

function firstOf(spans: TraceParts['spans'], idOf: (span: JsonValue) => string | undefined): string | undefined {
  for (const { value } of spans) {
    const id = idOf(value);
    if (id !== undefined) return id;
  }
  return undefined;
}

function hasText(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

function noteGaps(parts: TraceParts, spans: TraceParts['spans'], { note }: ReadContext): void {
  const empty = parts.spans.length - spans.length;
  const pointer = parts.spans[0]?.pointer;
  if (empty > 0) note('fields-not-extracted', `${empty} span(s) are empty: the search selected fields that they do not have. Search without --extract-fields to get whole spans.`, pointer);
  const nameless = spans.filter(({ value }) => spanIdIn(value) === undefined).length;
  if (nameless > 0) note('span-without-id', `${nameless} span(s) have no span id and were given one from their place; who called whom among them is not known.`, pointer);
}
