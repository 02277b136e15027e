import type { FinishReason, JsonObject, JsonValue, Message, MessagePart, Role } from '../../model/index.js';
import { at, isObject, own } from '../../util/json.js';
import { readPart, readParts, resultValue, toolCallPart, toolResultPart } from './parts.js';
import { foldFinishReason, foldRole, knownRole } from './roles.js';
import { asName, asString, decodeNested, salvage } from './values.js';

/**
 * Reads messages that are known to be messages, in any of the vocabularies in use. A plain string is one message of the default role;
 * of JSON that was cut, the messages that are whole are kept. `undefined` when the value holds no messages.
 */
export function readMessages(value: JsonValue | undefined, defaultRole: Role): Message[] | undefined {
  if (value === undefined || value === null) return undefined;
  const { value: plain, truncated } = decodeNested(value);
  if (typeof plain === 'string') return fromText(plain, truncated, defaultRole);
  if (Array.isArray(plain) && plain.length > 0 && plain.every((item) => typeof item === 'string')) return plain.map((item) => textMessage(item, defaultRole));
  return messagesIn(plain, defaultRole);
}

function fromText(text: string, truncated: boolean, role: Role): Message[] {
  const saved = truncated ? salvage(text) : undefined;
  return (saved === undefined ? undefined : messagesIn(saved, role)) ?? [textMessage(text, role)];
}

/** A message of one text. */
export function textMessage(text: string, role: Role): Message {
  return { role, parts: [{ type: 'text', text }] };
}

/**
 * Messages in a value of unknown meaning, told by shape alone: text, documents and other objects have none and give `undefined`.
 * An empty list gives an empty list.
 */
export function messagesIn(value: JsonValue, defaultRole: Role): Message[] | undefined {
  const { items, system } = itemsOf(value);
  if (!items?.every(isMessageLike)) return undefined;
  const messages = items.flatMap((item) => readItem(item, defaultRole));
  return [...system, ...joinCalls(messages)];
}

/** Where a value keeps its list of messages, and instructions that stand beside the list. */
function itemsOf(value: JsonValue): { items?: readonly JsonValue[]; system: Message[] } {
  if (Array.isArray(value)) return { items: unnested(value), system: [] };
  if (!isObject(value)) return { system: [] };
  const list = listIn(value);
  if (list === undefined) return { items: isMessageLike(value) ? [value] : undefined, system: [] };
  return { items: list, system: systemOf(value) };
}

const listKeys = ['messages', 'input_messages', 'contents', 'chat_history', 'choices', 'candidates', 'output', 'input', 'items'];

function listIn(value: JsonObject): readonly JsonValue[] | undefined {
  const generations = own(value, 'generations');
  if (Array.isArray(generations)) return unnested(generations);
  if (isWrapper(value)) return [value];
  const single = at(value, 'output', 'message');
  if (isObject(single) && isMessageLike(single)) return [{ message: single, stopReason: own(value, 'stopReason') }];
  for (const key of listKeys) {
    const list = decodeNested(own(value, key) ?? null).value;
    if (Array.isArray(list) && (list.length > 0 || key === 'messages')) return unnested(list);
    if (key === 'input' && typeof list === 'string' && isModelRequest(value)) return [{ role: 'user', content: list }];
  }
  return undefined;
}

/** The request of a Responses API call, whose `input` may be a plain text. */
function isModelRequest(value: JsonObject): boolean {
  return typeof own(value, 'model') === 'string' || typeof own(value, 'instructions') === 'string';
}

const instructionKeys = ['system', 'instructions', 'systemInstruction', 'system_instruction'];

function systemOf(value: JsonObject): Message[] {
  for (const key of instructionKeys) {
    const recorded = own(value, key);
    const parts = readParts(own(recorded, 'parts') ?? recorded);
    if (parts.length > 0 && parts.every((part) => part.type === 'text')) return [{ role: 'system', parts }];
  }
  return [];
}

/** Lists of lists (one list for each prompt of a batch) and `[role, text]` pairs, laid flat. */
function unnested(list: readonly JsonValue[]): readonly JsonValue[] {
  const flat = list.flatMap((item) => (Array.isArray(item) ? (pairMessage(item) ?? item) : [item]));
  return flat.flatMap((item) => (Array.isArray(item) ? (pairMessage(item) ?? item) : [item]));
}

function pairMessage(pair: readonly JsonValue[]): JsonValue[] | undefined {
  const [role, content] = pair;
  return pair.length === 2 && typeof role === 'string' && typeof content === 'string' && knownRole(role) ? [{ role, content }] : undefined;
}

const itemTypes = new Set(['message', 'function_call', 'function_call_output', 'reasoning']);
const bodyKeys = ['content', 'parts', 'tool_calls', 'function_call', 'tool_call_id', 'refusal', 'audio'];

function isMessageLike(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  const type = asString(own(value, 'type')) ?? '';
  if (typeof own(value, 'role') === 'string') return bodyKeys.some((key) => Object.hasOwn(value, key)) || Object.keys(value).length === 1;
  if (isSerialised(value) || isWrapper(value)) return true;
  return itemTypes.has(type) || type.endsWith('_call') || (knownRole(type) !== undefined && (Object.hasOwn(value, 'content') || isObject(own(value, 'data'))));
}

/** An object that holds a message in a member: a choice, a candidate, a generation. */
function isWrapper(value: JsonObject): boolean {
  const inner = own(value, 'message') ?? own(value, 'content');
  return isObject(inner) ? isSerialised(inner) || knownRole(own(inner, 'role') ?? own(inner, 'type')) !== undefined || Array.isArray(own(inner, 'parts')) : isCompletion(value);
}

function isCompletion(value: JsonObject): boolean {
  return typeof own(value, 'text') === 'string' && (Object.hasOwn(value, 'finish_reason') || Object.hasOwn(value, 'generation_info'));
}

function isSerialised(value: JsonValue): boolean {
  return isObject(own(value, 'kwargs')) && Array.isArray(own(value, 'id')) && messageClass(value) !== undefined;
}

/** Name of the message class of an object that LangChain wrote: the last part of its id. */
function messageClass(value: JsonValue): string | undefined {
  const id = own(value, 'id');
  const last = Array.isArray(id) ? asString(id.at(-1)) : undefined;
  return knownRole(last) ? last : undefined;
}

const wrapperDepth = 4;

/** Reads one item; a wrapper is opened first, and what it says of the end of the message is kept. */
function readItem(item: JsonValue, defaultRole: Role): Message[] {
  let inner = item;
  let role: JsonValue | undefined;
  let finish = finishOf(item);
  for (let depth = 0; depth < wrapperDepth && isObject(inner); depth += 1) {
    role = messageClass(inner) ?? role;
    const next = unwrapped(inner);
    if (next === undefined) break;
    inner = next;
    finish = finish ?? finishOf(inner);
  }
  return isObject(inner) ? withFinish(readMessage(inner, role, defaultRole), finish) : [textMessage(asString(inner) ?? '', defaultRole)];
}

function unwrapped(value: JsonObject): JsonValue | undefined {
  if (isSerialised(value)) return own(value, 'kwargs');
  const data = own(value, 'data');
  if (isObject(data) && knownRole(own(value, 'type'))) return { type: own(value, 'type'), ...data };
  if (own(value, 'role') !== undefined) return undefined;
  const inner = own(value, 'message') ?? (isObject(own(value, 'content')) ? own(value, 'content') : undefined);
  return isObject(inner) ? inner : isCompletion(value) ? own(value, 'text') : undefined;
}

/** Finish reason of a message or of what wraps it, in any spelling. */
function finishOf(value: JsonValue): FinishReason | undefined {
  const meta = own(value, 'response_metadata') ?? own(value, 'generation_info') ?? null;
  const keys = ['finish_reason', 'finishReason', 'stop_reason', 'stopReason'];
  const words = [value, meta].flatMap((holder) => keys.map((key) => own(holder, key)));
  return words.map(foldFinishReason).find((reason) => reason !== undefined);
}

function withFinish(messages: Message[], finishReason: FinishReason | undefined): Message[] {
  if (finishReason === undefined) return messages;
  return messages.map((message) => (message.role === 'assistant' ? { ...message, finishReason } : message));
}

/** Reads a message object, or an item of the Responses API that is a message by itself. */
function readMessage(value: JsonObject, className: JsonValue | undefined, defaultRole: Role): Message[] {
  const type = asString(own(value, 'type')) ?? '';
  const hasRole = own(value, 'role') !== undefined || className !== undefined;
  if (!hasRole && type === 'function_call_output') return [{ role: 'tool', parts: [toolResultPart(value)] }];
  if (!hasRole && (type === 'reasoning' || type.endsWith('_call'))) return [{ role: 'assistant', parts: [readPart(value)] }];
  const word = className ?? own(value, 'role') ?? own(value, 'type');
  const role = foldRole(word, defaultRole);
  const parts = role === 'tool' ? toolParts(value) : [...bodyParts(value)];
  return byRole({ role, ...recordedRole(word, role), ...named(value, role), parts });
}

function recordedRole(word: JsonValue | undefined, role: Role): { recordedRole?: string } {
  const recorded = asName(word);
  return recorded === undefined || recorded === role || recorded === 'message' ? {} : { recordedRole: recorded };
}

function named(value: JsonObject, role: Role): { name?: string } {
  const name = role === 'tool' ? undefined : asName(own(value, 'name'));
  return name === undefined ? {} : { name };
}

/** Parts of a tool message: a result for the call it names, unless its content is results already. */
function toolParts(value: JsonObject): MessagePart[] {
  const content = own(value, 'parts') ?? own(value, 'content');
  const parts = readParts(content);
  if (parts.some((part) => part.type === 'tool_result')) return parts;
  const { tool_call_id: id, id: other, name, status, is_error } = value;
  return [toolResultPart({ tool_call_id: id ?? other, name, status, is_error, result: resultValue(Array.isArray(own(value, 'parts')) ? textOf(parts) : content) })];
}

function textOf(parts: readonly MessagePart[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** Parts of any other message: what it thought, said and asked for. Empty text beside calls is no text. */
function bodyParts(value: JsonObject): MessagePart[] {
  const reasoning = asString(own(value, 'reasoning_content') ?? own(value, 'reasoning') ?? undefined);
  const said = [...readParts(own(value, 'parts') ?? own(value, 'content')), ...refusalParts(value)];
  const calls = newCalls(callParts(value), said);
  const thought: MessagePart[] = reasoning ? [{ type: 'reasoning', text: reasoning }] : [];
  const hasCalls = calls.length > 0 || said.some((part) => part.type === 'tool_call');
  return [...thought, ...said.filter((part) => !(hasCalls && part.type === 'text' && part.text === '')), ...calls];
}

function refusalParts(value: JsonObject): MessagePart[] {
  const refusal = asString(own(value, 'refusal'));
  const transcript = asString(at(value, 'audio', 'transcript'));
  const parts: MessagePart[] = isObject(own(value, 'audio')) ? [readPart({ type: 'audio', audio: own(value, 'audio') })] : [];
  return [...parts, ...[refusal, transcript].flatMap((text): MessagePart[] => (text ? [{ type: 'text', text }] : []))];
}

/** Calls beside the content: `tool_calls`, else the copy that LangChain keeps, else the old single `function_call`. */
function callParts(value: JsonObject): MessagePart[] {
  const lists = [own(value, 'tool_calls'), at(value, 'additional_kwargs', 'tool_calls')].map((list) => decodeNested(list ?? null).value);
  const list = lists.find((calls) => Array.isArray(calls) && calls.length > 0) ?? [own(value, 'function_call') ?? null];
  return (Array.isArray(list) ? list : []).flatMap((call) => (isObject(call) ? (toolCallPart(call) ?? []) : []));
}

function newCalls(calls: readonly MessagePart[], known: readonly MessagePart[]): MessagePart[] {
  const ids = new Set(known.flatMap((part) => (part.type === 'tool_call' && part.id !== undefined ? [part.id] : [])));
  return calls.filter((call) => call.type !== 'tool_call' || call.id === undefined || !ids.has(call.id));
}

/** Results that stand in a user message are a tool's word, not the user's: they become a message of their own. */
function byRole(message: Message): Message[] {
  const results = message.parts.filter((part) => part.type === 'tool_result');
  if (message.role !== 'user' || results.length === 0) return [message];
  const rest = message.parts.filter((part) => part.type !== 'tool_result');
  const tool: Message = { role: 'tool', recordedRole: message.recordedRole ?? 'user', parts: results };
  return rest.length === 0 ? [tool] : [tool, { ...message, parts: rest }];
}

/** Items of the Responses API stand one by one: what the assistant thought, said and called in a row is one message. */
function joinCalls(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last && message.role === 'assistant' && last.role === 'assistant' && isBare(last, message)) {
      joined[joined.length - 1] = { ...last, ...message, parts: [...last.parts, ...message.parts] };
    } else joined.push(message);
  }
  return joined;
}

/** One of two neighbours is only a thought or a call, as the Responses API writes them. */
function isBare(first: Message, second: Message): boolean {
  const only = (message: Message, types: readonly string[]): boolean => message.parts.length > 0 && message.parts.every((part) => types.includes(part.type));
  return only(first, ['reasoning']) || (only(second, ['tool_call', 'other']) && first.finishReason === undefined && !only(first, ['text']));
}
