import {
  asName,
  contentOf,
  documentsOf,
  messagesIn,
  nameOf,
  own,
  present,
  readMessages,
  readToolDefinitions,
  recorded,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type Message,
  type RawSpan,
  type SpanKind,
} from '../../../src/plugin.js';
import { costOf, usageOf } from './usage.js';

/** `span` and `event` say nothing of what was done. */
const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['generation', 'llm'],
  ...(['agent', 'tool', 'chain', 'retriever', 'evaluator', 'embedding', 'guardrail'] as const).map((kind) => [kind, kind] as const),
]);

interface Texts {
  input?: Content;
  output?: Content;
}

/** Reads every field of the convention. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes, name } = span;
  const failed = span.status.code === 'error';
  const kind = kinds.get(nameOf(attributes, 'langfuse.observation.type')?.toLowerCase() ?? '');
  const texts = { input: textOf(span, 'input'), output: textOf(span, 'output') };
  const messages = kind === 'llm' ? messagesOf(texts) : {};
  return {
    kind,
    ...texts,
    ...messages,
    requestModel: nameOf(attributes, 'langfuse.observation.model.name'),
    responseModel: kind === 'llm' ? asName(own(texts.output?.value, 'model')) : undefined,
    tool: kind === 'tool' ? toolUse({ name, callId: callIdOf(texts), arguments: texts.input, result: texts.output }) : undefined,
    retrieval: kind === 'retriever' ? retrievalOf(texts) : undefined,
    toolDefinitions: kind === 'llm' ? readToolDefinitions(own(texts.input?.value, 'tools')) : undefined,
    usage: usageOf(attributes, failed),
    cost: costOf(attributes),
    finishReasons: finishReasonsOf(messages.outputMessages),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'langfuse.user.id', 'user.id'),
    agent: kind === 'agent' && name !== '' ? { name } : undefined,
    error: failed ? undefined : errorOf(attributes),
  };
}

/** The observation's own text; that of the trace belongs to its root. */
function textOf({ attributes, parentId }: RawSpan, side: 'input' | 'output'): Content | undefined {
  const keys = [`langfuse.observation.${side}`, ...(parentId === undefined ? [`langfuse.trace.${side}`] : [])];
  return contentOf(recorded(attributes, ...keys), side);
}

function messagesOf({ input, output }: Texts): Pick<CanonicalFields, 'inputMessages' | 'outputMessages'> {
  return { inputMessages: messagesOfSide(input, 'user'), outputMessages: messagesOfSide(output, 'assistant') };
}

/** A text is one message; an object holds messages or is none. Text that was withheld makes no message. */
function messagesOfSide(content: Content | undefined, role: 'user' | 'assistant'): Message[] | undefined {
  if (content === undefined || content.redacted || content.text === '') return undefined;
  return typeof content.value === 'string' ? readMessages(content.value, role) : messagesIn(content.value, role);
}

/** Integrations write the message that answers a call as the result of the tool. */
function callIdOf({ input, output }: Texts): string | undefined {
  return asName(own(output?.value, 'tool_call_id')) ?? asName(own(input?.value, 'tool_call_id'));
}

function retrievalOf({ input, output }: Texts): CanonicalFields['retrieval'] {
  const documents = documentsOf(output?.value, { strings: true });
  return present({ query: input, documents, attribute: documents && output?.attribute });
}

function finishReasonsOf(output: readonly Message[] = []): CanonicalFields['finishReasons'] {
  const reasons = output.flatMap((message) => message.finishReason ?? []);
  return reasons.length > 0 ? reasons : undefined;
}

function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const key = ['langfuse.session.id', 'session.id'].find((name) => asName(attributes.get(name)) !== undefined);
  const id = key === undefined ? undefined : asName(attributes.get(key));
  return key === undefined || id === undefined ? undefined : { id, key };
}

/** A level of ERROR on a span whose status says nothing. */
function errorOf(attributes: Attributes): CanonicalFields['error'] {
  if (nameOf(attributes, 'langfuse.observation.level')?.toUpperCase() !== 'ERROR') return undefined;
  return { message: nameOf(attributes, 'langfuse.observation.status_message') ?? 'the observation has the level ERROR' };
}
