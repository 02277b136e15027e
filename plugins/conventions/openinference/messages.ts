import {
  asString,
  decoded,
  indexed,
  messagesIn,
  readMessages,
  textMessage,
  type Attributes,
  type JsonObject,
  type JsonValue,
  type Message,
  type Role,
} from '../../../src/plugin.js';

type Flat = Map<string, JsonValue>;

/** Input messages: flattened, else prompts of the completions API, else what the input itself holds when it has the shape of messages. */
export function inputMessages(attributes: Attributes): Message[] | undefined {
  return flattened(attributes, 'llm.input_messages', 'user') ?? texts(attributes, 'llm.prompts', 'prompt.text', 'user') ?? whole(attributes, 'input.value', 'user');
}

/** Output messages, in the same order of sources. */
export function outputMessages(attributes: Attributes): Message[] | undefined {
  return (
    flattened(attributes, 'llm.output_messages', 'assistant') ??
    texts(attributes, 'llm.choices', 'completion.text', 'assistant') ??
    whole(attributes, 'output.value', 'assistant')
  );
}

/** The flattened messages of a side as plain objects, for the text of a span that records no value. */
export function messageObjects(attributes: Attributes, prefix: string): JsonObject[] {
  return indexed(attributes, prefix).map((flat) => toObject(flat, prefix.includes('output') ? 'assistant' : 'user'));
}

function flattened(attributes: Attributes, prefix: string, role: Role): Message[] | undefined {
  const messages = indexed(attributes, prefix);
  return messages.length === 0 ? undefined : readMessages(messages.map((flat) => toObject(flat, role)), role);
}

function texts(attributes: Attributes, prefix: string, key: string, role: Role): Message[] | undefined {
  const found = indexed(attributes, prefix).flatMap((flat) => asString(flat.get(key) ?? flat.get('')) ?? []);
  return found.length === 0 ? undefined : found.map((text) => textMessage(text, role));
}

function whole(attributes: Attributes, key: string, role: Role): Message[] | undefined {
  const value = decoded(attributes.get(key));
  return value === undefined || value === null ? undefined : messagesIn(value, role);
}

/** One flattened message as an object of the shape that other writers use. */
function toObject(flat: Flat, role: Role): JsonObject {
  const parts = indexed(flat, 'message.contents').map(toPart);
  return {
    role: flat.get('message.role') ?? role,
    name: flat.get('message.name'),
    content: parts.length > 0 ? parts : (flat.get('message.content') ?? null),
    tool_call_id: flat.get('message.tool_call_id'),
    tool_calls: indexed(flat, 'message.tool_calls').map((call) => toCall(call)),
    function_call: functionCall(flat),
    finish_reason: flat.get('message.finish_reason'),
  };
}

function functionCall(flat: Flat): JsonObject | undefined {
  const name = flat.get('message.function_call_name');
  return name === undefined ? undefined : { name, arguments: flat.get('message.function_call_arguments_json') };
}

function toCall(flat: Flat): JsonObject {
  const at = (tail: string): JsonValue | undefined => flat.get(`tool_call.${tail}`);
  return { id: at('id'), function: { name: at('function.name'), arguments: at('function.arguments') } };
}

const media = ['image', 'audio', 'video'];

function toPart(flat: Flat): JsonObject {
  const at = (tail: string): JsonValue | undefined => flat.get(`message_content.${tail}`);
  if (flat.has('tool_call.function.name')) return { type: 'tool_use', ...toCall(flat) };
  const kind = media.find((name) => at('type') === name || at(`${name}.${name}.url`) !== undefined);
  if (kind) return { type: kind, [kind]: { url: at(`${kind}.${kind}.url`) } };
  return { type: at('type') ?? 'text', text: at('text') ?? at('data') ?? '', id: at('id') };
}
