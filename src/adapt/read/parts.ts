import type { JsonObject, JsonValue, MessagePart } from '../../model/index.js';
import { isObject, own } from '../../util/json.js';
import { asBoolean, asName, asString, decoded } from './values.js';

/** Reads the content of a message: text, or parts in any of the vocabularies in use. Absent and null content has no parts. */
export function readParts(content: JsonValue | undefined): MessagePart[] {
  const value = structured(content);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.filter((part) => part !== null).map(readPart) : [readPart(value)];
}

/** Reads one part. What no vocabulary knows is kept as `other`. */
export function readPart(part: JsonValue): MessagePart {
  if (!isObject(part)) return { type: 'text', text: asString(part) ?? JSON.stringify(part) };
  const type = asString(own(part, 'type')) ?? '';
  return byType.get(type)?.(part) ?? byKey(part) ?? mediaPart(part, type) ?? { type: 'other', value: part };
}

/** Content may be a list of parts written as JSON; other JSON in a text is the text itself. */
function structured(content: JsonValue | undefined): JsonValue | undefined {
  if (typeof content !== 'string' || !/^\s*\[\s*\{/.test(content)) return content;
  const value = decoded(content);
  return Array.isArray(value) && value.every(looksLikePart) ? value : content;
}

const bedrockKeys = ['toolUse', 'toolResult', 'functionCall', 'functionResponse'];

function looksLikePart(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return byType.has(asString(own(value, 'type')) ?? '') || keys.some((key) => bedrockKeys.includes(key)) || (keys.length === 1 && keys[0] === 'text');
}

type PartReader = (part: JsonObject) => MessagePart | undefined;

const byType: ReadonlyMap<string, PartReader> = new Map([
  ...['text', 'input_text', 'output_text', 'refusal', 'summary_text'].map((type): [string, PartReader] => [type, textPart]),
  ...['reasoning', 'thinking', 'redacted_thinking'].map((type): [string, PartReader] => [type, reasoningPart]),
  ...['tool_call', 'tool_use', 'function_call', 'function', 'server_tool_call', 'server_tool_use'].map((type): [string, PartReader] => [type, toolCallPart]),
  ...['tool_call_response', 'tool_result', 'function_call_output', 'server_tool_call_response', 'function_response'].map((type): [string, PartReader] => [type, toolResultPart]),
]);

function textPart(part: JsonObject): MessagePart | undefined {
  const text = firstText(part, 'content', 'text', 'refusal');
  return text === undefined ? undefined : { type: 'text', text };
}

function reasoningPart(part: JsonObject): MessagePart {
  const text = firstText(part, 'content', 'thinking', 'reasoning', 'text', 'summary');
  return { type: 'reasoning', text: text ?? '' };
}

/** Text under one of several keys: a string, `{value}`, or a list of texts. */
function firstText(part: JsonObject, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = own(part, key);
    const text = typeof value === 'string' ? value : (asString(own(value, 'value')) ?? (Array.isArray(value) ? joinedText(value) : undefined));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Reads a call in any spelling: GenAI and Anthropic parts, OpenAI `function`, LangChain `args`, Bedrock and Gemini objects. */
export function toolCallPart(part: JsonObject): MessagePart | undefined {
  const named = isObject(own(part, 'function')) ? own(part, 'function') : part;
  const name = firstOwn(named, asName, 'name', 'tool_name');
  if (name === undefined) return undefined;
  const id = firstOwn(part, asName, 'call_id', 'tool_call_id', 'toolUseId', 'id');
  const args = firstOwn(named, decoded, 'arguments', 'input', 'args');
  return defined({ type: 'tool_call', id, name, arguments: args });
}

/** Reads a result in any spelling of its key and of the id of the call. */
export function toolResultPart(part: JsonObject): MessagePart {
  const id = firstOwn(part, asName, 'tool_call_id', 'tool_use_id', 'call_id', 'toolUseId', 'id');
  const result = resultValue(firstOwn(part, (value) => value, 'response', 'result', 'content', 'output'));
  const failed = asBoolean(own(part, 'is_error') ?? own(part, 'isError')) ?? (own(part, 'status') === 'error' ? true : undefined);
  return defined({ type: 'tool_result', id, name: firstOwn(part, asName, 'name'), result, isError: failed || undefined });
}

/** The value a tool gave back: text blocks are joined, JSON in text is decoded. */
export function resultValue(value: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value) || value.length === 0) return decoded(value);
  const [only] = value;
  const json = value.length === 1 ? own(only, 'json') : undefined;
  return json ?? (value.every(isTextBlock) ? decoded(joinedText(value)) : value);
}

function isTextBlock(value: JsonValue): boolean {
  const type = own(value, 'type');
  return typeof own(value, 'text') === 'string' && (type === undefined || type === 'text' || type === 'output_text' || type === 'input_text');
}

function joinedText(values: readonly JsonValue[]): string {
  return values.map((value) => asString(value) ?? asString(own(value, 'text')) ?? asString(own(value, 'content')) ?? '').join('\n');
}

/** Parts without a type, known by their key: Bedrock and Gemini. */
function byKey(part: JsonObject): MessagePart | undefined {
  const call = own(part, 'toolUse') ?? own(part, 'functionCall') ?? own(part, 'function_call');
  if (isObject(call)) return toolCallPart(call);
  const result = own(part, 'toolResult') ?? own(part, 'functionResponse') ?? own(part, 'function_response');
  if (isObject(result)) return toolResultPart(result);
  const reasoning = own(own(part, 'reasoningContent'), 'reasoningText');
  if (isObject(reasoning)) return reasoningPart(reasoning);
  const text = own(part, 'type') === undefined ? asString(own(part, 'text')) : undefined;
  return text === undefined ? undefined : { type: own(part, 'thought') === true ? 'reasoning' : 'text', text };
}

const modalities: readonly (readonly [pattern: RegExp, modality: string])[] = [
  [/image/, 'image'],
  [/audio/, 'audio'],
  [/video/, 'video'],
  [/file|document|blob|uri|media|inlinedata/, 'file'],
];

/** Pictures, sound and files: the modality and where the bytes are, never the bytes. */
function mediaPart(part: JsonObject, type: string): MessagePart | undefined {
  const word = type === '' ? Object.keys(part).join(' ').toLowerCase() : type;
  const modality = asName(own(part, 'modality')) ?? modalities.find(([pattern]) => pattern.test(word))?.[1];
  if (modality === undefined) return undefined;
  return defined({ type: 'media', modality, reference: mediaReference(part, type) });
}

function mediaReference(part: JsonObject, type: string): string | undefined {
  const inner = own(part, type) ?? own(part, 'source') ?? own(part, 'fileData') ?? own(part, 'inlineData') ?? part;
  const url = typeof inner === 'string' ? inner : firstOwn(inner, asName, 'url', 'uri', 'file_id', 'fileUri', 'id', 'data');
  return url === undefined || isInline(url) ? undefined : url;
}

function isInline(url: string): boolean {
  return url.startsWith('data:') || url.length > 2048 || /^[A-Za-z0-9+/=]{256,}$/.test(url);
}

function firstOwn<T>(value: JsonValue | undefined, read: (value: JsonValue | undefined) => T | undefined, ...keys: string[]): T | undefined {
  for (const key of keys) {
    const found = read(own(value, key));
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** The part without undefined members, so that parts of all vocabularies compare equal. */
function defined(part: MessagePart): MessagePart {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as MessagePart;
}
