import {
  asName, compactJson, contentOf, conversationText, decoded, isObject, own, readMessages, recorded, type Attributes, type Content, type FinishReason, type JsonObject, type JsonValue, type Message,
  type MessagePart,
} from '../../../src/plugin.js';
import { genericMessage } from './parts.js';

/** One side of a call: what a person reads, and the messages. */
export interface Side {
  content?: Content;
  messages?: Message[];
}

/** What was given: messages of the model call, else the prompt of the function that was called. */
export function inputSide(attributes: Attributes): Side {
  const found = recorded(attributes, 'ai.prompt.messages', 'ai.prompt');
  const content = contentOf(found, 'input');
  if (!content || content.redacted) return { content };
  const messages = promptMessages(content.value);
  const text = messages && conversationText(messages, 'input');
  return { content: text === undefined ? content : { ...content, text }, messages };
}

/** A list of messages, or `{system, prompt}`, or `{system, messages}`. The prompt is a text or again a list of messages. */
function promptMessages(prompt: JsonValue): Message[] | undefined {
  if (typeof prompt === 'string' || Array.isArray(prompt)) return messagesIn(prompt);
  const said = decoded(own(prompt, 'messages') ?? own(prompt, 'prompt') ?? undefined);
  const system = own(prompt, 'system');
  const messages = said === undefined ? undefined : messagesIn(said);
  if (typeof system !== 'string' || system === '') return messages;
  return [{ role: 'system', parts: [{ type: 'text', text: system }] }, ...(messages ?? [])];
}

function messagesIn(value: JsonValue): Message[] | undefined {
  return readMessages(Array.isArray(value) ? value.map(genericMessage) : value, 'user');
}

const textKeys = ['ai.response.text', 'ai.result.text'];
const objectKeys = ['ai.response.object', 'ai.result.object'];
const callKeys = ['ai.response.toolCalls', 'ai.result.toolCalls'];

/** What the model answered: its thoughts, its text or object, and the calls it asked for. Versions before 4 say `result` for `response`. */
export function outputSide(attributes: Attributes, finishReason: FinishReason | undefined): Side {
  const [text, object, calls] = [recorded(attributes, ...textKeys), recorded(attributes, ...objectKeys), recorded(attributes, ...callKeys)];
  const spoken = text?.value === '' && calls ? undefined : text;
  const content = contentOf(spoken ?? object ?? calls, 'output');
  const parts = [...reasoningParts(attributes), ...textParts(contentOf(spoken ?? object, 'output')), ...callParts(calls?.value)];
  if (parts.length === 0 || content?.redacted) return { content };
  const message: Message = finishReason === undefined ? { role: 'assistant', parts } : { role: 'assistant', parts, finishReason };
  const asked = spoken ?? object ? undefined : conversationText([message], 'output');
  return { content: content && asked !== undefined ? { ...content, text: asked } : content, messages: [message] };
}

function reasoningParts(attributes: Attributes): MessagePart[] {
  const reasoning = decoded(recorded(attributes, 'ai.response.reasoning', 'ai.result.reasoning')?.value);
  const items = Array.isArray(reasoning) ? reasoning : reasoning === undefined ? [] : [reasoning];
  const texts = items.flatMap((item) => (typeof item === 'string' ? [item] : typeof own(item, 'text') === 'string' ? [String(own(item, 'text'))] : []));
  return texts.filter((text) => text !== '').map((text) => ({ type: 'reasoning', text }));
}

function textParts(content: Content | undefined): MessagePart[] {
  if (!content) return [];
  return [{ type: 'text', text: typeof content.value === 'string' ? content.value : compactJson(content.value) }];
}

function callParts(value: JsonValue | undefined): MessagePart[] {
  const list = decoded(value);
  return Array.isArray(list) ? list.flatMap((call) => (isObject(call) ? (callPart(call) ?? []) : [])) : [];
}

function callPart(call: JsonObject): MessagePart | undefined {
  const [name, id] = [asName(own(call, 'toolName')), asName(own(call, 'toolCallId'))];
  if (name === undefined) return undefined;
  const args = decoded(own(call, 'input') ?? own(call, 'args'));
  return { type: 'tool_call', ...(id === undefined ? {} : { id }), name, ...(args === undefined ? {} : { arguments: args }) };
}
