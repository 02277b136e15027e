import { own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import type { Origin } from './origin.js';
import type { Step } from './steps.js';

type Pairs = [string, JsonValue | undefined][];

const told = new Set(['step_id', 'timestamp', 'source', 'message', 'tool_calls', 'reasoning_content', 'metrics', 'model_name']);

/** A step under the keys of OpenInference: a call of the model, or what else was said. Members without a key stand under `step.` names. */
export function attributesOf({ value, source }: Step, origin: Origin): Map<string, JsonValue> {
  const calls = own(value, 'llm_call_count') !== 0 && source === 'agent';
  const kind = calls ? 'LLM' : 'CHAIN';
  const model = own(value, 'model_name') ?? origin.model;
  const named: Pairs = [
    ['openinference.span.kind', kind],
    ['agent.name', origin.agent],
    ['llm.model_name', calls ? model : undefined],
    ...(source === 'agent' ? said(value) : ([['input.value', own(value, 'message')]] satisfies Pairs)),
    ...countsOf(own(value, 'metrics')),
    ...Object.entries(value).flatMap(([key, member]): Pairs => (told.has(key) ? [] : [[`step.${key}`, member]])),
  ];
  return mapOf(named);
}

/** Text, reasoning and tool calls as one message of the assistant. */
function said(value: JsonObject): Pairs {
  const calls = own(value, 'tool_calls');
  const message: JsonObject = {
    role: 'assistant',
    content: own(value, 'message') ?? null,
    reasoning_content: own(value, 'reasoning_content'),
    tool_calls: (Array.isArray(calls) ? calls : []).map((call) => ({ id: own(call, 'tool_call_id'), name: own(call, 'function_name'), arguments: own(call, 'arguments') })),
  };
  return [['output.value', [message]]];
}

/** `prompt_tokens` holds the cached ones too. */
function countsOf(metrics: JsonValue | undefined): Pairs {
  const extra = own(metrics, 'extra');
  return [
    ['llm.token_count.prompt', own(metrics, 'prompt_tokens')],
    ['llm.token_count.completion', own(metrics, 'completion_tokens')],
    ['llm.token_count.prompt_details.cache_read', own(metrics, 'cached_tokens')],
    ['llm.token_count.prompt_details.cache_write', own(extra, 'cache_creation_input_tokens')],
    ['llm.token_count.completion_details.reasoning', own(extra, 'reasoning_tokens')],
    ['llm.cost.total', own(metrics, 'cost_usd')],
    ['metrics', metrics],
  ];
}

/** A tool call with its result. */
export function toolAttributes(call: JsonValue, result: JsonValue | undefined): Map<string, JsonValue> {
  return mapOf([
    ['openinference.span.kind', 'TOOL'],
    ['tool.name', own(call, 'function_name')],
    ['tool_call.id', own(call, 'tool_call_id')],
    ['input.value', own(call, 'arguments')],
    ['output.value', own(result, 'content')],
    ['subagent_trajectory_ref', own(result, 'subagent_trajectory_ref')],
    ['extra', own(call, 'extra')],
  ]);
}

/** The pairs that hold something. */
export function mapOf(pairs: Pairs): Map<string, JsonValue> {
  return new Map(pairs.flatMap(([key, value]): [string, JsonValue][] => (value === undefined || value === null ? [] : [[key, value]])));
}
