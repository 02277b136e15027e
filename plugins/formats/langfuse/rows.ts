import { isObject, own, type JsonValue } from '../../../src/plugin.js';
import { field, filled, has } from './names.js';
import type { What } from './parts.js';

/** Types of observations, as rows spell them. */
const observationTypes = new Set(['SPAN', 'GENERATION', 'EVENT', 'AGENT', 'TOOL', 'CHAIN', 'RETRIEVER', 'EVALUATOR', 'EMBEDDING', 'GUARDRAIL']);

const scoreTypes = new Set(['NUMERIC', 'BOOLEAN', 'CATEGORICAL', 'TEXT', 'CORRECTION']);

/** How a row was known. */
export interface RowSign {
  what: What;
  score: number;
  shape: string;
  because: string;
}

/** Tells what a single row is by its keys, in either spelling; `undefined` when it is none of Langfuse's. */
export function rowSign(row: JsonValue | undefined): RowSign | undefined {
  return isObject(row) ? (observationSign(row) ?? traceSign(row) ?? scoreSign(row)) : undefined;
}

function observationSign(row: JsonValue): RowSign | undefined {
  const typed = observationTypes.has(String(field(row, 'type')));
  if (!typed || !isText(filled(row, 'traceId')) || !isText(filled(row, 'id'))) return undefined;
  const parent = has(row, 'parentObservationId');
  if (!parent && !has(row, 'startTime')) return undefined;
  const spelling = own(row, 'traceId') === undefined ? 'snake_case' : 'camelCase';
  const because = `has a trace id, ${parent ? 'a parent observation id' : 'a start time'} and the type ${String(field(row, 'type'))}`;
  return { what: 'observation', score: parent ? 0.95 : 0.85, shape: `Langfuse observation, ${spelling}`, because };
}

const traceMarks = ['htmlPath', 'bookmarked', 'public'];

/** Rows of traces have neither type nor parent; what is theirs alone are the marks of the user interface beside session and time. */
function traceSign(row: JsonValue): RowSign | undefined {
  if (!isText(filled(row, 'id')) || !has(row, 'timestamp') || has(row, 'traceId')) return undefined;
  const mark = traceMarks.find((name) => has(row, name));
  const known = has(row, 'sessionId') && (mark !== undefined || Array.isArray(own(row, 'observations')));
  return known ? { what: 'trace', score: 0.92, shape: 'Langfuse trace', because: `has a session id, a timestamp and "${mark ?? 'observations'}"` } : undefined;
}

function scoreSign(row: JsonValue): RowSign | undefined {
  const typed = scoreTypes.has(String(field(row, 'dataType')));
  const owned = isText(filled(row, 'traceId')) || isText(filled(row, 'sessionId'));
  if (!typed || !owned || !isText(filled(row, 'name'))) return undefined;
  return { what: 'score', score: 0.92, shape: 'Langfuse score', because: `has a name, a trace or session id and the data type ${String(field(row, 'dataType'))}` };
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string';
}
