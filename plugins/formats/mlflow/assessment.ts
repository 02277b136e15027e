import { asString, decodeNested, isObject, nanoseconds, own, parseJson, spanIdOf, type Assessment, type JsonValue } from '../../../src/plugin.js';
import { cell, first, plainId } from './names.js';

/** Reads the judgements kept with a trace. One that another one of the list replaces is not valid, whatever it says itself. */
export function readAssessments(recorded: JsonValue | undefined): Assessment[] {
  const list = cell(recorded);
  const read = Array.isArray(list) ? list.flatMap((item) => (isObject(item) ? [readAssessment(item)] : [])) : [];
  const replaced = new Set(read.flatMap(({ overrides }) => overrides ?? []));
  return read.map((assessment) => (assessment.id !== undefined && replaced.has(assessment.id) ? { ...assessment, valid: false } : assessment));
}

function readAssessment(item: JsonValue): Assessment {
  const kind = kindOf(item);
  const error = errorOf(item);
  const metadata = cell(own(item, 'metadata'));
  return {
    id: plainId(first(item, 'assessment_id', 'id')),
    name: nameOf(item, kind),
    kind,
    value: error === undefined ? valueOf(item, kind) : undefined,
    rationale: asString(first(item, 'rationale')),
    source: sourceOf(own(item, 'source')),
    error,
    spanId: spanIdOf(first(item, 'span_id')),
    session: plainId(own(metadata, 'mlflow.trace.session')),
    metadata: isObject(metadata) && Object.keys(metadata).length > 0 ? metadata : undefined,
    createdNs: createdOf(item),
    overrides: plainId(own(item, 'overrides')),
    valid: String(own(item, 'valid') ?? true).toLowerCase() !== 'false',
  };
}

const kinds = ['feedback', 'expectation', 'issue'] as const;

function kindOf(item: JsonValue): Assessment['kind'] {
  const stated = asString(own(item, 'assessment_type'))?.toLowerCase();
  return kinds.find((kind) => kind === stated) ?? kinds.find((kind) => (own(item, kind) ?? null) !== null) ?? 'feedback';
}

/** Of an issue, `assessment_name` is the id; its name stands inside. */
function nameOf(item: JsonValue, kind: Assessment['kind']): string {
  const issue = kind === 'issue' ? asString(first(own(item, 'issue'), 'issue_name')) : undefined;
  return issue ?? asString(first(item, 'assessment_name', 'name')) ?? kind;
}

function valueOf(item: JsonValue, kind: Assessment['kind']): JsonValue | undefined {
  const recorded = own(item, kind);
  if (kind === 'issue') return asString(first(item, 'assessment_name', 'name'));
  if (kind === 'expectation') return expected(recorded, own(item, 'assessment_type') !== undefined);
  const value = isObject(recorded) ? own(recorded, 'value') : recorded;
  return isTableForm(item) && typeof value === 'string' ? (tryParse(value) ?? value) : value;
}

/** Rows of trace archives name the judgement `name`, state no type, and hold values as JSON text. */
function isTableForm(item: JsonValue): boolean {
  return own(item, 'assessment_name') === undefined && own(item, 'assessment_type') === undefined;
}

/** `{value}`, JSON text in `serialized_value`, or the value itself in dumps of attributes. */
function expected(recorded: JsonValue | undefined, raw: boolean): JsonValue | undefined {
  const serialized = own(own(recorded, 'serialized_value'), 'value');
  if (typeof serialized === 'string') return tryParse(serialized) ?? serialized;
  return !raw && isObject(recorded) && own(recorded, 'value') !== undefined ? own(recorded, 'value') : recorded;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The scorer failed. Older dumps keep the error beside the feedback. */
function errorOf(item: JsonValue): Assessment['error'] {
  const recorded = first(own(item, 'feedback'), 'error') ?? first(item, 'error');
  if (recorded === undefined) return undefined;
  const error = decodeNested(recorded).value;
  if (!isObject(error)) return { message: asString(error) };
  return { code: asString(first(error, 'error_code')), message: asString(first(error, 'error_message')) };
}

const sources: ReadonlyMap<string, Assessment['source']['type']> = new Map([
  ['HUMAN', 'human'],
  ['LLM_JUDGE', 'llm_judge'],
  ['AI_JUDGE', 'llm_judge'],
  ['CODE', 'code'],
]);

function sourceOf(value: JsonValue | undefined): Assessment['source'] {
  const id = asString(first(value, 'source_id'));
  const type = sources.get((asString(first(value, 'source_type')) ?? '').toUpperCase()) ?? 'unknown';
  return id === undefined ? { type } : { type, id };
}

function createdOf(item: JsonValue): bigint | undefined {
  return nanoseconds(first(item, 'create_time_ms', 'created_timestamp'), 'ms') ?? nanoseconds(first(item, 'create_time', 'create_timestamp'));
}
