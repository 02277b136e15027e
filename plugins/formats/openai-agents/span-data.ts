import { asName, asString, isObject, own, type JsonValue } from '../../../src/plugin.js';

const kinds: ReadonlyMap<string, string> = new Map([
  ['agent', 'AGENT'],
  ['function', 'TOOL'],
  ['generation', 'LLM'],
  ['response', 'LLM'],
  ['handoff', 'CHAIN'],
  ['guardrail', 'GUARDRAIL'],
  ['custom', 'CHAIN'],
  ['mcp_tools', 'CHAIN'],
  ['transcription', 'CHAIN'],
  ['speech', 'CHAIN'],
  ['speech_group', 'CHAIN'],
]);

/** Members of `span_data` that have a meaning of their own, by type; the others stand under their own names. */
export function attributesOf(data: JsonValue | undefined): Map<string, JsonValue> {
  const type = asName(own(data, 'type')) ?? '';
  const kind = kinds.get(type);
  const usage = own(data, 'usage') ?? own(own(data, 'data'), 'usage');
  const named: [string, JsonValue | undefined][] = [
    ['openinference.span.kind', kind],
    ['input.value', own(data, 'input')],
    ['output.value', outputOf(type, data)],
    ['llm.model_name', kind === 'LLM' ? own(data, 'model') : undefined],
    ['llm.invocation_parameters', kind === 'LLM' ? own(data, 'model_config') : undefined],
    ['tool.name', kind === 'TOOL' ? own(data, 'name') : undefined],
    ['agent.name', type === 'agent' ? own(data, 'name') : own(own(data, 'data'), 'agent_name')],
    ['gen_ai.response.id', type === 'response' ? own(data, 'response_id') : undefined],
    ...countsOf(usage),
  ];
  const rest = Object.entries(isObject(data) ? data : {}).map(([key, value]): [string, JsonValue | undefined] => [`span_data.${key}`, value]);
  return new Map([...named, ...rest.filter(([key]) => !told.has(key))].flatMap(([key, value]): [string, JsonValue][] => (value === undefined || value === null ? [] : [[key, value]])));
}

/** What stands under a key of a convention already. */
const told = new Set(['span_data.input', 'span_data.output']);

/** What a span gave back: a guardrail its verdict, a listing of tools their names. */
function outputOf(type: string, data: JsonValue | undefined): JsonValue | undefined {
  if (type === 'guardrail') return { triggered: own(data, 'triggered') ?? null };
  return type === 'mcp_tools' ? own(data, 'result') : own(data, 'output');
}

/** Counts in both spellings that the SDK's models use. Sums on task and turn spans are told from calls by the tree. */
function countsOf(usage: JsonValue | undefined): [string, JsonValue | undefined][] {
  const details = own(usage, 'details');
  const first = (...values: (JsonValue | undefined)[]): JsonValue | undefined => values.find((value) => value !== undefined && value !== null);
  const inner = (names: readonly string[], key: string): JsonValue | undefined => first(...[usage, details].flatMap((holder) => names.map((name) => own(own(holder, name), key))));
  return [
    ['llm.token_count.prompt', first(own(usage, 'input_tokens'), own(usage, 'prompt_tokens'))],
    ['llm.token_count.completion', first(own(usage, 'output_tokens'), own(usage, 'completion_tokens'))],
    ['llm.token_count.total', first(own(usage, 'total_tokens'), own(details, 'total_tokens'))],
    ['llm.token_count.prompt_details.cache_read', first(inner(['input_tokens_details', 'prompt_tokens_details'], 'cached_tokens'), own(usage, 'cached_input_tokens'))],
    ['llm.token_count.prompt_details.cache_write', first(inner(['input_tokens_details', 'prompt_tokens_details'], 'cache_write_tokens'), own(usage, 'cache_write_input_tokens'))],
    ['llm.token_count.completion_details.reasoning', inner(['output_tokens_details', 'completion_tokens_details'], 'reasoning_tokens')],
  ];
}

/** What a reader calls the span: its own name, else what it did. */
export function nameOf(data: JsonValue | undefined): string {
  const type = asName(own(data, 'type')) ?? 'span';
  if (type === 'handoff') return `handoff to ${asString(own(data, 'to_agent')) ?? '?'}`;
  const inner = type === 'custom' ? asName(own(own(data, 'data'), 'name')) : undefined;
  return inner ?? asName(own(data, 'name')) ?? (type === 'generation' ? asName(own(data, 'model')) : undefined) ?? type;
}
