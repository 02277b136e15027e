import { asName, isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

const kinds: ReadonlyMap<string, string> = new Map([
  ['llm', 'LLM'],
  ['tool', 'TOOL'],
  ['score', 'EVALUATOR'],
  ['function', 'CHAIN'],
  ['task', 'CHAIN'],
  ['eval', 'CHAIN'],
]);

/** Columns that are read into other fields of the span or stand under a key of a convention. */
const told = new Set(['id', 'span_id', 'root_span_id', 'span_parents', 'is_root', 'input', 'output', 'error', 'scores', 'expected', 'metadata', 'metrics', 'span_attributes', 'tags']);

/** The columns of a row under the keys of OpenInference; the others under their own names. */
export function attributesOf(row: JsonObject): Map<string, JsonValue> {
  const [metadata, metrics, about, context] = ['metadata', 'metrics', 'span_attributes', 'context'].map((key) => own(row, key));
  const kind = kinds.get(asName(own(about, 'type'))?.toLowerCase() ?? '');
  const first = (holder: JsonValue | undefined, ...keys: string[]): JsonValue | undefined => keys.map((key) => own(holder, key)).find((value) => value !== undefined && value !== null);
  const named: [string, JsonValue | undefined][] = [
    ['openinference.span.kind', kind],
    ['input.value', own(row, 'input')],
    ['output.value', own(row, 'output')],
    ['tool.name', kind === 'TOOL' ? own(about, 'name') : undefined],
    ['llm.model_name', kind === 'LLM' ? first(metadata, 'model') : undefined],
    ['llm.provider', kind === 'LLM' ? first(metadata, 'provider') : undefined],
    ['llm.tools', toolsOf(first(metadata, 'tools'))],
    ['llm.token_count.prompt', first(metrics, 'prompt_tokens')],
    ['llm.token_count.completion', first(metrics, 'completion_tokens')],
    ['llm.token_count.total', first(metrics, 'tokens', 'total_tokens')],
    ['llm.token_count.prompt_details.cache_read', first(metrics, 'prompt_cached_tokens')],
    ['llm.token_count.prompt_details.cache_write', first(metrics, 'prompt_cache_creation_tokens')],
    ['llm.token_count.completion_details.reasoning', first(metrics, 'completion_reasoning_tokens')],
    ['llm.cost.total', first(metrics, 'estimated_cost')],
    ['session.id', first(metadata, 'session_id', 'thread_id', 'conversation_id', 'chat_id')],
    ['user.id', first(metadata, 'user_id')],
    ['code.function', first(context, 'caller_functionname')],
    ['tag.tags', own(row, 'tags')],
    ...members('metadata', metadata),
    ...members('metrics', metrics),
    ...members('span_attributes', about),
    ...Object.entries(row).filter(([key]) => !told.has(key)),
  ];
  return new Map(named.flatMap(([key, value]): [string, JsonValue][] => (value === undefined || value === null ? [] : [[key, value]])));
}

/** Members of an object under dotted names; a column that is no object stays whole. */
function members(column: string, value: JsonValue | undefined): [string, JsonValue | undefined][] {
  return isObject(value) ? Object.entries(value).map(([key, member]) => [`${column}.${key}`, member]) : [[column, value]];
}

/** Definitions of tools, each as the convention holds it. */
function toolsOf(tools: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(tools) ? tools.map((tool) => ({ tool: { json_schema: tool } })) : undefined;
}
