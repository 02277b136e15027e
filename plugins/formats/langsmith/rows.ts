import { isObject, own, type JsonValue } from '../../../src/plugin.js';
import { filled } from './names.js';

const kinds = new Set(['llm', 'chain', 'tool', 'retriever', 'embedding', 'prompt', 'parser']);
const runKeys = ['dotted_order', 'parent_run_id', 'trace_id', 'session_name', 'child_runs', 'child_run_ids', 'execution_order'];

/** What shows that a value is a run, or `undefined`. */
export function runSign(value: JsonValue | undefined): string | undefined {
  const kind = own(value, 'run_type');
  if (!isObject(value) || typeof kind !== 'string') return undefined;
  const key = runKeys.find((name) => Object.hasOwn(value, name));
  const texts = Object.hasOwn(value, 'inputs') || Object.hasOwn(value, 'outputs');
  if (key === undefined && !(kinds.has(kind) && texts && Object.hasOwn(value, 'start_time'))) return undefined;
  return `has the run type "${kind}" and ${key === undefined ? 'inputs or outputs' : `"${key}"`}`;
}

/** What shows that a value is an update of a run: older clients send no more than what changed. */
export function patchSign(value: JsonValue | undefined): string | undefined {
  const full = runSign(value);
  if (full !== undefined) return full;
  const known = filled(value, 'id') !== undefined && (filled(value, 'dotted_order') !== undefined || ['trace_id', 'end_time', 'outputs', 'error'].some((key) => filled(value, key) !== undefined));
  return known ? 'has an id and what changed of the run' : undefined;
}

/** What shows that a value is a piece of feedback. */
export function feedbackSign(value: JsonValue | undefined): string | undefined {
  const known = isObject(value) && filled(value, 'key') !== undefined && filled(value, 'run_id') !== undefined;
  return known && ['score', 'feedback_source', 'correction'].some((key) => Object.hasOwn(value, key)) ? 'has a run id, a key and a score' : undefined;
}
