import { objectOf, asCount, own, present, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import type { Failure } from './error.js';
import { filled, textOf } from './names.js';

/** Fields of a run that become something else than an attribute, or an attribute under another name. */
const placed = new Set([
  ...['id', 'trace_id', 'parent_run_id', 'child_runs', 'name', 'run_type', 'start_time', 'end_time', 'events', 'inputs', 'outputs', 'error', 'status'],
  ...['extra', 'tags', 'dotted_order', 'session_id', 'session_name', 'thread_id', 'feedback_stats', 'first_token_time', 'serialized', 'reference_example_id'],
  ...['prompt_tokens', 'completion_tokens', 'total_tokens', 'prompt_token_details', 'completion_token_details', 'prompt_cost', 'completion_cost', 'total_cost'],
]);

/**
 * What a run says of itself, under the keys of LangSmith's own OpenTelemetry spans, and of OpenInference where those have none. Fields without such a
 * key stay under their own names.
 */
export function attributesOf(run: JsonObject, failure: Failure | undefined): Map<string, JsonValue> {
  const attributes = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(run)) if (value !== undefined && value !== null && !placed.has(key)) attributes.set(key, value);
  for (const [key, value] of [...identity(run), ...texts(run), ...extras(run), ...counts(run), ...failed(failure)]) if (value !== undefined && value !== null) attributes.set(key, value);
  return attributes;
}

type Field = readonly [key: string, value: JsonValue | undefined];

/** `session_id` and `session_name` name the project; the conversation is called thread. */
function identity(run: JsonObject): Field[] {
  return [
    ['langsmith.span.kind', textOf(run, 'run_type')?.toLowerCase()],
    ['langsmith.span.dotted_order', filled(run, 'dotted_order')],
    ['langsmith.span.tags', filled(run, 'tags')],
    ['langsmith.trace.session_id', filled(run, 'session_id')],
    ['langsmith.trace.session_name', filled(run, 'session_name')],
    ['langsmith.reference_example_id', filled(run, 'reference_example_id')],
    ['langsmith.first_token_time', filled(run, 'first_token_time')],
    ['gen_ai.serialized.name', textOf(objectOf(own(run, 'serialized')), 'name')],
    ['session.id', filled(run, 'thread_id')],
  ];
}

function texts(run: JsonObject): Field[] {
  return [
    ['input.value', own(run, 'inputs')],
    ['output.value', own(run, 'outputs')],
  ];
}

function extras(run: JsonObject): Field[] {
  const extra = objectOf(own(run, 'extra')) ?? {};
  const metadata = objectOf(own(extra, 'metadata')) ?? {};
  const others = Object.entries(extra).filter(([key]) => !['metadata', 'runtime', 'invocation_params'].includes(key));
  return [
    ...Object.entries(metadata).map(([key, value]): Field => [`langsmith.metadata.${key}`, value]),
    ...others.map(([key, value]): Field => [`langsmith.extra.${key}`, value]),
    ['langsmith.span.runtime', own(extra, 'runtime')],
    ['llm.invocation_parameters', own(extra, 'invocation_params')],
  ];
}

/** Counts and costs of a model call are its own. Those of any other run are sums over the runs below it. */
function counts(run: JsonObject): Field[] {
  const call = ['llm', 'embedding'].includes(textOf(run, 'run_type')?.toLowerCase() ?? '');
  const usage = usageOf(run);
  if (call) return [['langsmith.usage_metadata', usage], ['llm.cost.prompt', cost(run, 'prompt_cost')], ['llm.cost.completion', cost(run, 'completion_cost')], ['llm.cost.total', cost(run, 'total_cost')]];
  const sums = Object.entries(usage ?? {}).filter(([, value]) => typeof value === 'number' && value > 0);
  const costs = ['prompt_cost', 'completion_cost', 'total_cost'].map((name): Field => [`langsmith.aggregated.${name}`, filled(run, name)]);
  return [...sums.map(([key, value]): Field => [`gen_ai.aggregated_usage.${key}`, value]), ...costs];
}

function usageOf(run: JsonObject): JsonObject | undefined {
  return present({
    input_tokens: asCount(filled(run, 'prompt_tokens')),
    output_tokens: asCount(filled(run, 'completion_tokens')),
    total_tokens: asCount(filled(run, 'total_tokens')),
    input_token_details: objectOf(filled(run, 'prompt_token_details')),
    output_token_details: objectOf(filled(run, 'completion_token_details')),
  });
}

/** Decimal texts in the client, numbers in the interface. */
function cost(run: JsonObject, name: string): number | undefined {
  return asCount(filled(run, name));
}

function failed(failure: Failure | undefined): Field[] {
  return failure ? [['exception.type', failure.type], ['exception.message', failure.message], ['exception.stacktrace', failure.stack]] : [];
}
