import { asFinite, decoded, isObject, own, readMessages, type JsonObject, type JsonValue, type Message } from '../../../src/plugin.js';

const roles: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
]);

/** Input and output messages. */
export interface Conversation {
  input?: Message[];
  output?: Message[];
}

/** Messages that version 1 of the instrumentation writes as a list of events in one attribute; the answer of a model call is a choice. */
export function messagesOfEvents(value: JsonValue | undefined): Conversation {
  const list = decoded(value);
  if (!Array.isArray(list)) return {};
  const events = list.filter(isObject);
  const choices = events.filter((event) => nameOf(event) === 'gen_ai.choice');
  const said = events.filter((event) => nameOf(event) !== 'gen_ai.choice').map(messageItem);
  const answered = choices.map(choiceItem);
  return { input: messages(said, 'user'), output: messages(answered, 'assistant') };
}

function messages(items: JsonValue[], role: 'user' | 'assistant'): Message[] | undefined {
  return items.length === 0 ? undefined : readMessages(items, role);
}

function nameOf(event: JsonObject): string {
  return String(own(event, 'event.name') ?? '');
}

function messageItem(event: JsonObject): JsonObject {
  const { role, content, ...rest } = event;
  return { ...rest, role: role ?? roles.get(nameOf(event)) ?? 'user', content: content ?? null };
}

function choiceItem({ message, finish_reason }: JsonObject): JsonObject {
  const said: JsonObject = isObject(message) ? message : { content: message ?? null };
  return { ...said, role: own(said, 'role') ?? 'assistant', content: own(said, 'content') ?? null, finish_reason };
}

/** Number of the message that a run begins with, where earlier runs of the conversation stand before it. */
export function firstNew(value: JsonValue | undefined): number {
  const index = asFinite(value);
  return index !== undefined && index > 0 ? Math.floor(index) : 0;
}
