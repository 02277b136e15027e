import {
  asCount,
  asName,
  at,
  foldFinishReason,
  isObject,
  own,
  present,
  readMessages,
  readParts,
  readToolDefinitions,
  type FinishReason,
  type JsonValue,
  type Message,
  type ToolDefinition,
  type Usage,
} from '../../../src/plugin.js';

/** Messages of a request: the instruction stands in its configuration, the conversation in `contents`. */
export function requestMessages(request: JsonValue): Message[] | undefined {
  const messages = readMessages(own(request, 'contents'), 'user') ?? [];
  const all = [...instruction(request), ...messages];
  return all.length === 0 ? undefined : all;
}

/** An instruction is a text, a content with parts, or a list of texts or parts. */
function instruction(request: JsonValue): Message[] {
  const value = at(request, 'config', 'system_instruction') ?? at(request, 'config', 'systemInstruction');
  const parts = readParts(own(value, 'parts') ?? value);
  return parts.length === 0 ? [] : [{ role: 'system', parts }];
}

/** What the model answered; a response that only reports an error or the end of a stream holds no message. */
export function responseMessages(response: JsonValue): Message[] | undefined {
  const said = own(response, 'content');
  if (!isObject(said)) return undefined;
  const messages = readMessages([{ ...said, role: own(said, 'role') ?? 'model' }], 'assistant');
  return messages?.map((message) => ({ ...message, ...present({ finishReason: finishReason(response) }) }));
}

/** Why the model stopped, folded. */
export function finishReason(response: JsonValue): FinishReason | undefined {
  return foldFinishReason(own(response, 'finish_reason') ?? own(response, 'finishReason'));
}

/** Tools the model was offered. Newer versions write the schema of the arguments under another key. */
export function requestTools(request: JsonValue): ToolDefinition[] | undefined {
  const tools = at(request, 'config', 'tools');
  const definitions = Array.isArray(tools) ? readToolDefinitions(tools.map(asKnown)) : undefined;
  return definitions?.length === 0 ? undefined : definitions;
}

function asKnown(tool: JsonValue): JsonValue {
  const list = own(tool, 'function_declarations') ?? own(tool, 'functionDeclarations');
  if (!Array.isArray(list)) return tool;
  return { function_declarations: list.map((item) => (isObject(item) ? { ...item, parameters: own(item, 'parameters') ?? own(item, 'parameters_json_schema') } : item)) };
}

/** Counts of the response: prompts of server-side tools are input, thoughts are output. */
export function responseUsage(response: JsonValue): Usage | undefined {
  const meta = own(response, 'usage_metadata') ?? own(response, 'usageMetadata');
  const count = (key: string): number | undefined => asCount(own(meta, key));
  return present<Usage>({
    input: sum(count('prompt_token_count'), count('tool_use_prompt_token_count')),
    output: sum(count('candidates_token_count'), count('thoughts_token_count')),
    total: count('total_token_count'),
    cacheRead: count('cached_content_token_count'),
    reasoning: count('thoughts_token_count'),
  });
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined && second === undefined ? undefined : (first ?? 0) + (second ?? 0);
}

/** A response may report a failure instead of content. */
export function responseError(response: JsonValue): { type?: string; message?: string } | undefined {
  return present({ type: asName(own(response, 'error_code')), message: asName(own(response, 'error_message')) });
}
