import {
  asName,
  asString,
  contentOf,
  decoded,
  documentFrom,
  documentsOf,
  foldFinishReason,
  indexed,
  isObject,
  nameOf,
  own,
  present,
  readCost,
  readToolDefinitions,
  readUsage,
  recorded,
  settleUsage,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type FinishReason,
  type Message,
  type RawSpan,
  type RetrievedDocument,
  type SpanKind,
} from '../../../src/plugin.js';
import { inputMessages, messageObjects, outputMessages } from './messages.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map(
  (['llm', 'chain', 'tool', 'retriever', 'reranker', 'embedding', 'agent', 'guardrail', 'evaluator', 'prompt'] as const).map((kind) => [kind, kind]),
);

/** Reads every field of the convention. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const kind = kinds.get(nameOf(attributes, 'openinference.span.kind')?.toLowerCase() ?? '');
  const texts = { input: inputOf(attributes), output: outputOf(attributes) };
  const messages = messagesOf(kind, attributes);
  return {
    kind,
    ...texts,
    ...messages,
    ...modelsOf(attributes),
    tool: kind === 'tool' ? toolOf(span, texts) : undefined,
    retrieval: retrievalOf(kind, attributes, texts),
    toolDefinitions: toolsOf(attributes),
    provider: nameOf(attributes, 'llm.provider', 'llm.system')?.toLowerCase(),
    usage: settleUsage(usageOf(attributes), { failed: span.status.code === 'error' }),
    cost: readCost(attributes, { input: ['llm.cost.prompt'], output: ['llm.cost.completion'], total: ['llm.cost.total'] }),
    finishReasons: finishReasonsOf(attributes, messages.outputMessages),
    responseId: responseIdOf(texts.output),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'user.id'),
    agent: present({ name: nameOf(attributes, 'agent.name') }),
  };
}

function inputOf(attributes: Attributes): Content | undefined {
  return contentOf(recorded(attributes, 'input.value'), 'input') ?? fromMessages(attributes, 'llm.input_messages', 'input') ?? embeddedText(attributes);
}

function outputOf(attributes: Attributes): Content | undefined {
  return contentOf(recorded(attributes, 'output.value'), 'output') ?? fromMessages(attributes, 'llm.output_messages', 'output');
}

function fromMessages(attributes: Attributes, key: string, side: 'input' | 'output'): Content | undefined {
  const value = messageObjects(attributes, key);
  return value.length === 0 ? undefined : contentOf({ key, value }, side);
}

function embeddedText(attributes: Attributes): Content | undefined {
  const texts = indexed(attributes, 'embedding.embeddings').flatMap((item) => asString(item.get('embedding.text')) ?? []);
  const [first] = texts;
  return first === undefined ? undefined : contentOf({ key: 'embedding.embeddings', value: texts.length === 1 ? first : texts }, 'input');
}

/** Messages of model calls; on other spans only those that stand in keys of their own. */
function messagesOf(kind: SpanKind | undefined, attributes: Attributes): Pick<CanonicalFields, 'inputMessages' | 'outputMessages'> {
  const flat = (key: string): boolean => indexed(attributes, key).length > 0;
  const calls = kind === 'llm' || flat('llm.input_messages') || flat('llm.output_messages');
  return calls ? { inputMessages: inputMessages(attributes), outputMessages: outputMessages(attributes) } : {};
}

/** The recorded name is usually what the response says; the requested one stands in the invocation parameters. */
function modelsOf(attributes: Attributes): Pick<CanonicalFields, 'requestModel' | 'responseModel'> {
  const parameters = decoded(attributes.get('llm.invocation_parameters'));
  const asked = nameOf(attributes, 'llm.request.model_name') ?? asName(own(parameters, 'model')) ?? asName(own(parameters, 'model_name'));
  return {
    requestModel: asked ?? nameOf(attributes, 'embedding.model_name', 'reranker.model_name'),
    responseModel: nameOf(attributes, 'llm.response.model_name', 'llm.model_name'),
  };
}

function usageOf(attributes: Attributes): CanonicalFields['usage'] {
  return readUsage(attributes, {
    input: ['llm.token_count.prompt'],
    output: ['llm.token_count.completion'],
    total: ['llm.token_count.total'],
    cacheRead: ['llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_input'],
    cacheWrite: ['llm.token_count.prompt_details.cache_write'],
    reasoning: ['llm.token_count.completion_details.reasoning'],
  });
}

interface Texts {
  input?: Content;
  output?: Content;
}

/** Arguments and result of a tool are its input and output. */
function toolOf({ name, attributes }: RawSpan, { input, output }: Texts): CanonicalFields['tool'] {
  return toolUse({
    name: nameOf(attributes, 'tool.name') ?? name,
    callId: nameOf(attributes, 'tool_call.id', 'tool.id'),
    description: nameOf(attributes, 'tool.description'),
    arguments: input ?? parametersOf(attributes),
    result: output,
  });
}

/** `tool.parameters` holds the arguments with some writers and the schema of the arguments with others. */
function parametersOf(attributes: Attributes): Content | undefined {
  const value = decoded(attributes.get('tool.parameters'));
  const isSchema = isObject(own(value, 'properties')) && own(value, 'type') === 'object';
  return isSchema ? undefined : contentOf(recorded(attributes, 'tool.parameters'), 'input');
}

function retrievalOf(kind: SpanKind | undefined, attributes: Attributes, { input, output }: Texts): CanonicalFields['retrieval'] {
  const key = kind === 'reranker' ? 'reranker.output_documents' : 'retrieval.documents';
  const documents: RetrievedDocument[] = indexed(attributes, key).map(documentFrom);
  if (kind === 'reranker') return present({ query: contentOf(recorded(attributes, 'reranker.query'), 'input') ?? input, ...found(documents, key) });
  if (kind !== 'retriever' && documents.length === 0) return undefined;
  const query = kind === 'retriever' ? input : undefined;
  if (documents.length > 0 || attributes.has(key)) return present({ query, documents, attribute: key });
  return present({ query, ...found(documentsOf(output?.value, { strings: true }), 'output.value') });
}

function found(documents: RetrievedDocument[] | undefined, attribute: string): Pick<NonNullable<CanonicalFields['retrieval']>, 'documents' | 'attribute'> {
  return documents === undefined || (documents.length === 0 && attribute !== 'output.value') ? {} : { documents, attribute };
}

function toolsOf(attributes: Attributes): CanonicalFields['toolDefinitions'] {
  const schemas = indexed(attributes, 'llm.tools').map((tool) => tool.get('tool.json_schema') ?? null);
  return schemas.length === 0 ? undefined : readToolDefinitions(schemas);
}

function finishReasonsOf(attributes: Attributes, output: readonly Message[] = []): FinishReason[] | undefined {
  const given = foldFinishReason(attributes.get('llm.finish_reason'));
  const inMessages = output.flatMap((message) => message.finishReason ?? []);
  const reasons = given ? [given] : inMessages.length > 0 ? inMessages : choiceReasons(attributes);
  return reasons.length > 0 ? reasons : undefined;
}

/** Before the key existed, the reason stood only in the response itself. */
function choiceReasons(attributes: Attributes): FinishReason[] {
  const response = decoded(attributes.get('output.value'));
  const choices = own(response, 'choices');
  const items = Array.isArray(choices) ? choices : response === undefined ? [] : [response];
  return items.flatMap((item) => foldFinishReason(own(item, 'finish_reason') ?? own(item, 'stop_reason')) ?? []);
}

/** A response of a model API carries its id. */
function responseIdOf(output: Content | undefined): string | undefined {
  const isResponse = ['choices', 'output', 'stop_reason'].some((key) => own(output?.value, key) !== undefined);
  return isResponse ? asName(own(output?.value, 'id')) : undefined;
}

function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const id = nameOf(attributes, 'session.id');
  return id === undefined ? undefined : { id, key: 'session.id' };
}
