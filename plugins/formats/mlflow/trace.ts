import { asCount, asString, decodeNested, own, type JsonValue, type RawTrace, type ReadContext } from '../../../src/plugin.js';
import { readAssessments } from './assessment.js';
import { cell, first, hasAny, plainId, stringMap } from './names.js';
import type { TraceParts } from './parts.js';
import { durationOf, requestTimeOf } from './times.js';

type Fields = ReadonlyMap<string, JsonValue>;

/** Reads what is known of the whole trace. Version 2 and 3 names are accepted side by side. */
export function readTrace(parts: TraceParts, traceId: string, { place }: ReadContext): RawTrace {
  const info = parts.info?.value ?? null;
  const metadata = stringMap(first(info, 'trace_metadata', 'request_metadata'));
  const tags = stringMap(first(info, 'tags'));
  addIdentity(metadata, info);
  return {
    type: 'trace',
    traceId,
    state: stateOf(first(info, 'state', 'status')),
    requestTimeNs: requestTimeOf(info),
    durationNs: durationOf(info),
    session: sessionOf(metadata, tags),
    user: plainId(metadata.get('mlflow.trace.user')) ?? plainId(tags.get('mlflow.trace.user')) ?? plainId(tags.get('user_id')),
    metadata,
    tags,
    assessments: readAssessments(own(info, 'assessments')),
    input: textOf(parts.request, first(info, 'request_preview', 'request'), metadata.get('mlflow.traceInputs')),
    output: textOf(parts.response, first(info, 'response_preview', 'response'), metadata.get('mlflow.traceOutputs')),
    expectedSpans: asCount(own(cell(metadata.get('mlflow.trace.sizeStats')), 'num_spans')),
    scorerTrace: plainId(tags.get('mlflow.trace.sourceScorer')),
    lacks: lacksOf(parts),
    place: parts.info?.pointer ? { ...place, pointer: parts.info.pointer } : place,
  };
}

/** Ids that tie the trace to other systems, kept beside the metadata under their own names. */
function addIdentity(metadata: Map<string, JsonValue>, info: JsonValue): void {
  for (const key of ['client_request_id', 'experiment_id']) {
    const value = first(info, key);
    if (value !== undefined && !metadata.has(key)) metadata.set(key, value);
  }
}

const states = ['ok', 'error', 'in_progress'] as const;

function stateOf(value: JsonValue | undefined): RawTrace['state'] {
  const word = (asString(value) ?? '').toLowerCase().replace(/^.*\./, '');
  return states.find((state) => state === word);
}

const sessionTags = ['mlflow.trace.session', 'session_id'];

function sessionOf(metadata: Fields, tags: Fields): RawTrace['session'] {
  const id = plainId(metadata.get('mlflow.trace.session'));
  if (id !== undefined) return { id, key: 'mlflow.trace.session' };
  for (const tag of sessionTags) {
    const tagged = plainId(tags.get(tag));
    if (tagged !== undefined) return { id: tagged, key: `tags.${tag}` };
  }
  return undefined;
}

/** The whole text where one is kept, else the preview, else the shorter one in the metadata. */
function textOf(whole: JsonValue | undefined, ...previews: (JsonValue | undefined)[]): RawTrace['input'] {
  if (whole !== undefined && whole !== null) return { ...decodeNested(whole) };
  const preview = previews.find((text) => text !== undefined && text !== null && text !== '');
  return preview === undefined ? undefined : readPreview(preview);
}

/** A preview that was cut ends with three dots and is no JSON any more. */
function readPreview(preview: JsonValue): RawTrace['input'] {
  const { value } = decodeNested(preview);
  return { value, truncated: value === preview && typeof preview === 'string' && preview.endsWith('...') };
}

/** Stubs and selected fields hold spans without attributes, and so without any text. */
function lacksOf({ spans }: TraceParts): string[] | undefined {
  const recorded = spans.filter(({ value }) => !isEmpty(value));
  if (recorded.length === 0) return ['spans'];
  return recorded.some(({ value }) => hasAny(value, 'attributes', 'inputs', 'outputs')) ? undefined : ['text'];
}

/** `--extract-fields` leaves `{}` where it found nothing in a span. */
export function isEmpty(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
