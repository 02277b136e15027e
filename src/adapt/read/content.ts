import { messageText, type Content, type JsonObject, type JsonValue, type Message } from '../../model/index.js';
import { isObject, own } from '../../util/json.js';
import { messagesIn } from './messages.js';
import { decodeNested, salvage } from './values.js';

/** Whether a value was given to something or came out of it. */
export type Side = 'input' | 'output';

const obviousKeys: Record<Side, ReadonlySet<string>> = {
  input: new Set(['query', 'question', 'input', 'prompt', 'text', 'content', 'message', 'user_input', 'user_message', 'user_query', 'task', 'request', 'inputs', 'input_str']),
  output: new Set(['answer', 'output', 'response', 'result', 'text', 'content', 'message', 'outputs', 'final_answer', 'final_output', 'reply', 'completion', 'raw', 'output_text', 'generation']),
};

const withheld = /^(?:__REDACTED__|<REDACTED>|\[REDACTED\])$/i;

/**
 * Reads an input or output. `value` keeps all of it, decoded; `text` is what a person would read of it: the text itself, the last user message or
 * the answer of a completion, the one obvious member of an object, else compact JSON. An empty recording gives an empty text.
 * Of JSON that was cut, `value` keeps the raw text and `text` is read from what can be saved.
 */
export function content(value: JsonValue, attribute: string, side: Side): Content {
  const { value: plain, truncated } = decodeNested(value);
  const text = readable((truncated && typeof plain === 'string' ? salvage(plain) : undefined) ?? plain, side);
  const result: Content = { text, value: plain, attribute };
  if (truncated) result.truncated = true;
  if (withheld.test(text)) result.redacted = true;
  return result;
}

/** The same for a value that may not have been recorded: `undefined` and `null` are absent. */
export function contentOf(found: { key: string; value: JsonValue } | undefined, side: Side): Content | undefined {
  return found === undefined || found.value === null ? undefined : content(found.value, found.key, side);
}

function readable(value: JsonValue, side: Side): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  const obvious = obviousText(value, side);
  if (obvious !== undefined) return obvious;
  const messages = messagesIn(value, side === 'input' ? 'user' : 'assistant');
  return (messages ? conversationText(messages, side, isChoice(value)) : undefined) ?? compactJson(value);
}

/** What a person reads of messages: the last user message of an input, the answer of an output. `undefined` when they hold neither. */
export function conversationText(messages: readonly Message[], side: Side, first = false): string | undefined {
  if (side === 'output') return answerText(first ? messages.at(0) : messages.at(-1));
  const asked = messages.findLast((message) => message.role === 'user' && message.parts.some((part) => part.type !== 'other'));
  return asked && questionText(asked);
}

/** The text of a question; one that is only a picture or sound reads as `[image]`, which is not the same as empty. */
function questionText(message: Message): string {
  const media = message.parts.flatMap((part) => (part.type === 'media' ? [`[${part.modality}]`] : []));
  return message.parts.some((part) => part.type === 'text') ? messageText(message) : media.join('\n');
}

/** Alternatives of one answer, of which the first is read. */
function isChoice(value: JsonValue): boolean {
  return own(value, 'choices') !== undefined || own(value, 'candidates') !== undefined || own(value, 'generations') !== undefined;
}

/** The text of an answer; an answer that only calls tools reads as its calls. */
function answerText(message: Message | undefined): string | undefined {
  if (!message) return undefined;
  const calls = message.parts.flatMap((part) => (part.type === 'tool_call' ? [`${part.name}(${part.arguments === undefined ? '' : compactJson(part.arguments)})`] : []));
  const results = message.parts.flatMap((part) => (part.type === 'tool_result' && part.result !== undefined ? [compactJson(part.result)] : []));
  const texts = message.parts.filter((part) => part.type === 'text');
  return texts.length > 0 ? messageText(message) : calls.length + results.length > 0 ? [...calls, ...results].join('\n') : undefined;
}

/** The text of the one obvious member, when it is the only member that holds text. */
function obviousText(value: JsonValue, side: Side): string | undefined {
  if (!isObject(value) || own(value, 'role') !== undefined) return undefined;
  const texts = stringMembers(value);
  const [only] = texts;
  return only !== undefined && texts.length === 1 && obviousKeys[side].has(only[0]) ? only[1] : undefined;
}

function stringMembers(value: JsonObject): [string, string][] {
  return Object.entries(value).flatMap(([key, member]): [string, string][] => (typeof member === 'string' ? [[key, member]] : []));
}

/** JSON on one line; a text stays the text. Nesting too deep to be written is said so and not followed. */
export function compactJson(value: JsonValue): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    return '[nested too deeply to be shown]';
  }
}
