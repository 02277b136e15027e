import {
  content,
  conversationText,
  decoded,
  foldFinishReason,
  isObject,
  own,
  readMessages,
  type CanonicalFields,
  type Content,
  type JsonObject,
  type JsonValue,
  type Message,
  type RawEvent,
} from '../../../src/plugin.js';

const roles: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.choice', 'model'],
]);

/** Log records of ADK: their body holds one of Gemini's contents, `{content: {role, parts}}`. Bodies of other writers are left to others. */
export function readMessageEvents(events: readonly RawEvent[]): CanonicalFields {
  const bodies = events.flatMap((event) => bodyOf(event) ?? []);
  if (!bodies.some(({ gemini }) => gemini)) return {};
  const [input, inputMessages] = sideOf(bodies.filter(({ role }) => role !== 'model'), 'gen_ai.user.message', 'input');
  const [output, outputMessages] = sideOf(bodies.filter(({ role }) => role === 'model'), 'gen_ai.choice', 'output');
  return { input, inputMessages, output, outputMessages };
}

interface Body {
  role: string;
  gemini: boolean;
  item: JsonObject;
}

function bodyOf(event: RawEvent): Body | undefined {
  const role = roles.get(event.name);
  const said = decoded(own(decoded(event.body), 'content'));
  if (role === undefined || said === undefined || said === null || said === '<elided>') return undefined;
  const gemini = Array.isArray(own(said, 'parts'));
  return { role, gemini, item: itemOf(said, role, own(decoded(event.body), 'finish_reason')) };
}

/** The content's own role says whose word it is: results of functions arrive as messages of the user. */
function itemOf(said: JsonValue, role: string, finish: JsonValue | undefined): JsonObject {
  const reason = foldFinishReason(finish);
  const item: JsonObject = isObject(said) ? { ...said, role: role === 'system' ? role : (own(said, 'role') ?? role) } : { role, content: said };
  return reason === undefined ? item : { ...item, finish_reason: reason };
}

function sideOf(bodies: readonly Body[], key: string, side: 'input' | 'output'): [Content?, Message[]?] {
  if (bodies.length === 0) return [];
  const items = bodies.map(({ item }) => item);
  const messages = readMessages(items, 'user') ?? [];
  const read = content(items, key, side);
  return [{ ...read, text: conversationText(messages, side) ?? read.text }, messages];
}
