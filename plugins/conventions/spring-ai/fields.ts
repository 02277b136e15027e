import {
  content,
  contentOf,
  nameOf,
  present,
  readMessages,
  recorded,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type JsonValue,
  type Message,
  type RawEvent,
  type RawSpan,
  type Retrieval,
  type Role,
  type SpanKind,
} from '../../../src/plugin.js';
import { textsIn } from './texts.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['chat_client', 'chain'],
  ['advisor', 'chain'],
  ['tool_call', 'tool'],
]);

const operations: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['text_completion', 'llm'],
  ['embedding', 'embedding'],
]);

/** Reads every field of the convention. Models and counts stand in GenAI keys and are read there. */
export function readFields(span: RawSpan): CanonicalFields {
  const kind = kindOf(span);
  if (kind === 'tool') return { kind, ...toolFields(span) };
  if (isStore(span)) return { kind, ...storeFields(kind, span) };
  return { kind, ...chatFields(span), session: sessionOf(span.attributes) };
}

/** Every span of the framework itself says `framework` where others name an operation. */
function kindOf(span: RawSpan): SpanKind | undefined {
  const { attributes } = span;
  const said = kinds.get(nameOf(attributes, 'spring.ai.kind')?.toLowerCase() ?? '');
  if (said) return said;
  if (isStore(span)) return queries(span) ? 'retriever' : 'chain';
  return operations.get(nameOf(attributes, 'gen_ai.operation.name')?.toLowerCase() ?? '');
}

const responseEvent = 'db.vector.content.query.response';

function isStore({ attributes, events }: RawSpan): boolean {
  const kind = nameOf(attributes, 'spring.ai.kind')?.toLowerCase();
  return kind === 'vector_store' || attributes.has('db.vector.query.content') || events.some(({ name }) => name === responseEvent);
}

/** Stores are also added to and deleted from. */
function queries({ attributes }: RawSpan): boolean {
  return nameOf(attributes, 'db.operation.name')?.toLowerCase() === 'query' || attributes.has('db.vector.query.content');
}

function toolFields({ name, attributes }: RawSpan): CanonicalFields {
  const input = contentOf(recorded(attributes, 'spring.ai.tool.call.arguments'), 'input');
  const output = contentOf(recorded(attributes, 'spring.ai.tool.call.result'), 'output');
  const tool = toolUse({
    name: nameOf(attributes, 'spring.ai.tool.definition.name', 'gen_ai.tool.name') ?? name.replace(/^tool_call (?=\S)/, ''),
    callId: nameOf(attributes, 'gen_ai.tool.call.id', 'spring.ai.tool.call.id'),
    description: nameOf(attributes, 'spring.ai.tool.definition.description'),
    arguments: input,
    result: output,
  });
  return { input, output, tool };
}

function storeFields(kind: SpanKind | undefined, { attributes, events }: RawSpan): CanonicalFields {
  if (kind !== 'retriever') return {};
  const query = contentOf(recorded(attributes, 'db.vector.query.content'), 'input');
  const found = recorded(attributes, documentKey) ?? inEvents(events, responseEvent, documentKey);
  const documents = textsIn(found?.value)?.map((text) => ({ text }));
  return { input: query, output: contentOf(found, 'output'), retrieval: present<Retrieval>({ query, documents, attribute: documents && found?.key }) };
}

const documentKey = 'db.vector.query.response.documents';

interface Found {
  key: string;
  value: JsonValue;
}

function inEvents(events: readonly RawEvent[], name: string, key: string): Found | undefined {
  const value = events.find((event) => event.name === name)?.attributes.get(key);
  return value === undefined || value === null ? undefined : { key, value };
}

/** Texts of the prompt and of the answer, without the roles they had: they were not recorded. */
function chatFields({ attributes, events }: RawSpan): CanonicalFields {
  const prompt = recorded(attributes, 'gen_ai.prompt') ?? inEvents(events, 'gen_ai.content.prompt', 'gen_ai.prompt');
  const answer = recorded(attributes, 'gen_ai.completion') ?? inEvents(events, 'gen_ai.content.completion', 'gen_ai.completion');
  const [input, inputMessages] = sideOf(prompt, 'user');
  const [output, outputMessages] = sideOf(answer, 'assistant');
  const client = clientMessages(attributes);
  return { input: input ?? client.input, output, inputMessages: client.messages ?? inputMessages, outputMessages };
}

function sideOf(found: Found | undefined, role: Role): [Content?, Message[]?] {
  const texts = textsIn(found?.value);
  if (!found || !texts) return [];
  const text = (role === 'user' ? texts.at(-1) : texts[0]) ?? '';
  return [{ ...content(texts, found.key, role === 'user' ? 'input' : 'output'), text }, readMessages(texts, role)];
}

/** A chat client records what it was told and asked in keys of their own. */
function clientMessages(attributes: Attributes): { input?: Content; messages?: Message[] } {
  const system = nameOf(attributes, 'spring.ai.chat.client.system.text');
  const user = recorded(attributes, 'spring.ai.chat.client.user.text');
  const input = contentOf(user, 'input');
  if (system === undefined && !input) return {};
  const asked = [system === undefined ? [] : [{ role: 'system', content: system }], input ? [{ role: 'user', content: input.text }] : []];
  return { input, messages: readMessages(asked.flat(), 'user') };
}

/** `default` is what the memory of a chat client uses when nobody named the conversation. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const key = 'spring.ai.chat.client.conversation.id';
  const id = nameOf(attributes, key);
  return id === undefined || id === 'default' ? undefined : { id, key };
}
