import {
  asName, contentOf, decoded, documentsOf, firstOf, foldFinishReason, nameOf, own, present, readToolDefinitions, readUsage, recorded, settleUsage, toolUse, type Attributes,
  type CanonicalFields, type Content, type JsonValue, type RawSpan, type RetrievedDocument, type SpanKind,
} from '../../../src/plugin.js';
import { inputSide, outputSide } from './messages.js';
import { kindOf } from './operation.js';

/** Reads every field of the convention. Keys that it shares with OpenTelemetry GenAI are read there. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const kind = kindOf(attributes);
  const finish = firstOf(attributes, ['ai.response.finishReason', 'ai.finishReason', 'ai.result.finishReason'], foldFinishReason)?.value;
  return {
    kind,
    ...textsOf(kind, span, finish),
    toolDefinitions: readToolDefinitions(attributes.get('ai.prompt.tools')),
    requestModel: nameOf(attributes, 'ai.model.id'),
    responseModel: nameOf(attributes, 'ai.response.model'),
    provider: nameOf(attributes, 'ai.model.provider')?.toLowerCase(),
    usage: settleUsage(usageOf(attributes), { failed: span.status.code === 'error' }),
    finishReasons: finish && [finish],
    responseId: nameOf(attributes, 'ai.response.id'),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'ai.telemetry.metadata.userId', 'ai.telemetry.metadata.user_id'),
    agent: kind === 'tool' ? undefined : present({ name: nameOf(attributes, 'ai.telemetry.functionId', 'resource.name') }),
  };
}

type Texts = Pick<CanonicalFields, 'input' | 'output' | 'inputMessages' | 'outputMessages' | 'tool' | 'retrieval'>;

function textsOf(kind: SpanKind | undefined, span: RawSpan, finish: ReturnType<typeof foldFinishReason>): Texts {
  const { attributes } = span;
  if (kind === 'tool') return toolTexts(span);
  const input = inputSide(attributes);
  const output = outputSide(attributes, finish);
  const isModel = kind === 'llm';
  return {
    input: input.content ?? valueOf(attributes),
    output: output.content ?? contentOf(recorded(attributes, 'ai.ranking'), 'output'),
    inputMessages: isModel ? input.messages : undefined,
    outputMessages: isModel ? output.messages : undefined,
    retrieval: kind === 'reranker' ? rankingOf(attributes) : undefined,
  };
}

function toolTexts({ name, attributes }: RawSpan): Texts {
  const input = contentOf(recorded(attributes, 'ai.toolCall.args'), 'input');
  const output = contentOf(recorded(attributes, 'ai.toolCall.result'), 'output');
  return { input, output, tool: toolUse({ name: nameOf(attributes, 'ai.toolCall.name') ?? name, callId: nameOf(attributes, 'ai.toolCall.id'), arguments: input, result: output }) };
}

/** What was embedded or ranked: a JSON text, or a list of JSON texts. */
function valueOf(attributes: Attributes): Content | undefined {
  const found = recorded(attributes, 'ai.value', 'ai.values', 'ai.documents');
  if (!found) return undefined;
  const values = Array.isArray(found.value) ? found.value.map((item) => decoded(item) ?? null) : found.value;
  return contentOf({ key: found.key, value: Array.isArray(values) && values.length === 1 ? (values[0] ?? null) : values }, 'input');
}

/** The ranking names documents by their index in the list that was given. */
function rankingOf(attributes: Attributes): CanonicalFields['retrieval'] {
  const given = documentsOf(listOf(attributes.get('ai.documents')), { strings: true }) ?? [];
  const ranking = listOf(attributes.get('ai.ranking'));
  if (ranking === undefined) return undefined;
  return { documents: ranking.map((item) => ranked(item, given)), attribute: 'ai.ranking' };
}

function listOf(value: JsonValue | undefined): JsonValue[] | undefined {
  const list = decoded(value);
  return Array.isArray(list) ? list.map((item) => decoded(item) ?? null) : undefined;
}

function ranked(item: JsonValue, given: readonly RetrievedDocument[]): RetrievedDocument {
  const index = own(item, 'originalIndex') ?? own(item, 'index');
  const score = own(item, 'relevanceScore') ?? own(item, 'score');
  const document = typeof index === 'number' ? given[index] : undefined;
  return { ...document, ...(typeof score === 'number' ? { score } : {}) };
}

function usageOf(attributes: Attributes): CanonicalFields['usage'] {
  return readUsage(attributes, {
    input: ['ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens'],
    output: ['ai.usage.outputTokens', 'ai.usage.completionTokens'],
    total: ['ai.usage.totalTokens'],
    cacheRead: ['ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens'],
    cacheWrite: ['ai.usage.inputTokenDetails.cacheWriteTokens'],
    reasoning: ['ai.usage.outputTokenDetails.reasoningTokens', 'ai.usage.reasoningTokens'],
  });
}

const sessionKeys = ['sessionId', 'session_id', 'threadId', 'thread_id', 'conversationId', 'conversation_id', 'chatId', 'chat_id'].map((key) => `ai.telemetry.metadata.${key}`);

/** Metadata are free; these are the names that applications give to a conversation. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const found = firstOf(attributes, sessionKeys, asName);
  return found && { id: found.value, key: found.key };
}
