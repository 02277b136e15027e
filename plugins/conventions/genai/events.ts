import { asFinite, decoded, isObject, own, type Attributes, type JsonObject, type JsonValue, type RawEvent } from '../../../src/plugin.js';

/** A recorded list of messages and the attribute or event that held it. */
export interface Recorded {
  key: string;
  value: JsonValue;
}

const messageRoles: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
]);

const choice = 'gen_ai.choice';
const details = 'gen_ai.client.inference.operation.details';

/** Name of an event; log records of older exporters keep it in an attribute. */
function nameOfEvent(event: RawEvent): string {
  const name = event.attributes.get('event.name');
  return messageRoles.has(event.name) || typeof name !== 'string' ? event.name : name;
}

/** Attributes of the event that carries a whole call (1.37 and later), and the conversation that any event names. */
export function attributesOfEvents(events: readonly RawEvent[]): Map<string, JsonValue> {
  const whole = events.filter((event) => nameOfEvent(event) === details).flatMap((event) => [...event.attributes]);
  const session = events.map((event) => event.attributes.get('gen_ai.conversation.id')).find((id) => id !== undefined);
  return new Map([...(session === undefined ? [] : [['gen_ai.conversation.id', session] as const]), ...whole]);
}

/** Input messages among events: one message each (1.28 to 1.36), named by the event a reader looks at, else all in one event (1.26 and 1.27). */
export function inputOfEvents(events: readonly RawEvent[]): Recorded | undefined {
  const messages = events.filter((event) => messageRoles.has(nameOfEvent(event)));
  const named = messages.findLast((event) => nameOfEvent(event) === 'gen_ai.user.message') ?? messages[0];
  if (named) return { key: nameOfEvent(named), value: messages.map(messageItem) };
  return wholeContent(events, 'gen_ai.content.prompt', 'gen_ai.prompt');
}

/** Output messages among events, in order of their choice. */
export function outputOfEvents(events: readonly RawEvent[]): Recorded | undefined {
  const choices = events.filter((event) => nameOfEvent(event) === choice).map(bodyOf);
  if (choices.length === 0) return wholeContent(events, 'gen_ai.content.completion', 'gen_ai.completion');
  const index = (body: JsonObject): number => asFinite(own(body, 'index')) ?? 0;
  return { key: choice, value: choices.sort((a, b) => index(a) - index(b)).map(choiceItem) };
}

function wholeContent(events: readonly RawEvent[], name: string, key: string): Recorded | undefined {
  const value = events.find((event) => nameOfEvent(event) === name)?.attributes.get(key);
  return value === undefined || value === null ? undefined : { key, value };
}

/** Body of a message event: the log record's body, a JSON text in an attribute, or the attributes themselves. */
function bodyOf(event: RawEvent): JsonObject {
  const body = decoded(event.body ?? event.attributes.get('gen_ai.event.content'));
  if (isObject(body)) return body;
  const members = Object.fromEntries(plain(event.attributes));
  return typeof body === 'string' ? { ...members, content: body } : members;
}

/** Attributes that belong to the message: those of the convention describe the call. */
function plain(attributes: Attributes): [string, JsonValue][] {
  return [...attributes].filter(([key]) => !key.startsWith('gen_ai.') && key !== 'event.name');
}

function messageItem(event: RawEvent): JsonObject {
  const { role, content, ...body } = bodyOf(event);
  return { ...body, role: role ?? messageRoles.get(nameOfEvent(event)), content: content ?? null };
}

function choiceItem({ finish_reason, message, ...body }: JsonObject): JsonObject {
  const plainMessage = decoded(message ?? undefined);
  const said: JsonObject = isObject(plainMessage) ? plainMessage : { ...body, content: message ?? own(body, 'content') ?? null };
  return { ...said, role: own(said, 'role') ?? 'assistant', content: own(said, 'content') ?? null, finish_reason };
}

/** What a tool was given and gave back, where the library writes both as message events of the tool's span. */
export function toolEvents(events: readonly RawEvent[]): { arguments?: Recorded; result?: Recorded } {
  return { arguments: memberOf(events, 'gen_ai.tool.message', 'content'), result: memberOf(events, choice, 'message') };
}

function memberOf(events: readonly RawEvent[], name: string, member: string): Recorded | undefined {
  const event = events.find((candidate) => nameOfEvent(candidate) === name);
  const value = event && own(bodyOf(event), member);
  return value === undefined || value === null ? undefined : { key: name, value };
}
