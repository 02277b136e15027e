import { decoded, indexed, readMessages, type Attributes, type JsonObject, type JsonValue, type Message, type Role } from '../../../src/plugin.js';

/** Messages of one side: objects as other writers use them, and where they were found. */
export interface Found {
  key: string;
  value: JsonObject[];
  messages?: Message[];
}

/** Flattened prompts, today's prefix first. */
export function promptsOf(attributes: Attributes): Found | undefined {
  return flattened(attributes, 'gen_ai.prompt', 'user') ?? flattened(attributes, 'llm.prompts', 'user');
}

/** Flattened completions, today's prefix first. */
export function completionsOf(attributes: Attributes): Found | undefined {
  return flattened(attributes, 'gen_ai.completion', 'assistant') ?? flattened(attributes, 'llm.completions', 'assistant');
}

function flattened(attributes: Attributes, key: string, role: Role): Found | undefined {
  if (attributes.has(key)) return undefined;
  const value = indexed(attributes, key)
    .filter((flat) => !flat.has('prompt.text'))
    .map((flat) => toObject(flat, role));
  return value.length === 0 ? undefined : { key, value, messages: readMessages(value, role) };
}

function toObject(flat: Map<string, JsonValue>, role: Role): JsonObject {
  const name = flat.get('function_call.name');
  return {
    role: flat.get('role') ?? role,
    content: flat.get('content') ?? flat.get('user') ?? null,
    tool_call_id: flat.get('tool_call_id'),
    tool_calls: indexed(flat, 'tool_calls').map((call) => ({ id: call.get('id'), name: call.get('name'), arguments: decoded(call.get('arguments')) })),
    function_call: name === undefined ? undefined : { name, arguments: flat.get('function_call.arguments') },
    finish_reason: flat.get('finish_reason'),
  };
}
