import {
  asBoolean,
  asString,
  content,
  conversationText,
  decodeNested,
  decoded,
  own,
  readMessages,
  readParts,
  salvage,
  type Attributes,
  type Content,
  type JsonObject,
  type JsonValue,
  type Message,
} from '../../../src/plugin.js';
import { found } from './keys.js';

/** Messages of one side of a call, and the content they were read from. */
export interface Side {
  content?: Content;
  messages?: Message[];
}

const spoken = new Set(['message', 'function_call', 'function_call_output']);

/** What the model was given. Changes of configuration and handoffs stand among the messages and are none. */
export function chatContext(attributes: Attributes): Side {
  const recorded = found(attributes, 'chat_ctx');
  if (!recorded) return {};
  const { value, truncated } = decodeNested(recorded.value);
  const items = own(truncated && typeof value === 'string' ? salvage(value) : value, 'items');
  const messages = Array.isArray(items) ? readMessages(items.filter(isSpoken), 'user') : undefined;
  const read = content(recorded.value, recorded.key, 'input');
  const text = messages && conversationText(messages, 'input');
  const partial = truncated || asBoolean(attributes.get('lk.input.delta')) === true;
  return { content: { ...read, ...(text === undefined ? {} : { text }), ...(partial ? { truncated: true } : {}) }, messages };
}

function isSpoken(item: JsonValue): boolean {
  return spoken.has(asString(own(item, 'type')) ?? 'message');
}

/** What the model answered: its text and its calls are one message. An empty text beside calls is no text. */
export function response(attributes: Attributes): Side {
  const text = found(attributes, 'response.text');
  const calls = found(attributes, 'response.function_calls');
  const list = decoded(calls?.value);
  const asked = Array.isArray(list) ? list : [];
  if (!text && asked.length === 0) return {};
  const message: JsonObject = { role: 'assistant', content: text?.value ?? null, tool_calls: asked };
  const messages = readMessages([message], 'assistant') ?? [];
  const source = text && (text.value !== '' || asked.length === 0) ? text : (calls ?? text);
  const read = source && content(source.value, source.key, 'output');
  return { content: read && { ...read, text: conversationText(messages, 'output') ?? read.text }, messages };
}

/** What an agent was told and asked. */
export function instructedMessages(attributes: Attributes, question: Content | undefined): Message[] | undefined {
  const parts = readParts(found(attributes, 'instructions')?.value);
  if (parts.length === 0) return undefined;
  const asked: Message[] = question ? [{ role: 'user', parts: [{ type: 'text', text: question.text }] }] : [];
  return [{ role: 'system', parts }, ...asked];
}
