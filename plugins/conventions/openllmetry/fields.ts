import {
  asName,
  contentOf,
  firstOf,
  foldFinishReason,
  indexed,
  nameOf,
  present,
  readToolDefinitions,
  readUsage,
  settleUsage,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type FinishReason,
  type Message,
  type RawSpan,
  type SpanKind,
} from '../../../src/plugin.js';
import { entityInput, entityOutput } from './entity.js';
import { completionsOf, promptsOf } from './messages.js';
import { searchResults } from './search.js';

const entityKinds: ReadonlyMap<string, SpanKind> = new Map([
  ['workflow', 'chain'],
  ['task', 'chain'],
  ['handoff', 'chain'],
  ['agent', 'agent'],
  ['tool', 'tool'],
]);

const requestKinds: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['completion', 'llm'],
  ['rerank', 'reranker'],
  ['embedding', 'embedding'],
]);

/** Reads every field of the convention. Keys that it shares with OpenTelemetry GenAI are read there. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes, events } = span;
  const retrieval = searchResults(events);
  const kind = kindOf(attributes, retrieval !== undefined);
  const texts = textsOf(attributes);
  return {
    kind,
    ...texts,
    tool: kind === 'tool' ? toolOf(span, texts.input, texts.output) : undefined,
    retrieval: retrieval ?? undefined,
    toolDefinitions: toolsOf(attributes),
    requestModel: nameOf(attributes, 'gen_ai.request.model', 'llm.request.model'),
    responseModel: nameOf(attributes, 'gen_ai.response.model', 'llm.response.model'),
    provider: nameOf(attributes, 'gen_ai.system', 'llm.vendor')?.toLowerCase(),
    usage: settleUsage(usageOf(attributes), { failed: span.status.code === 'error' }),
    finishReasons: finishReasonsOf(attributes, texts.outputMessages),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'traceloop.association.properties.user_id', 'llm.user'),
    agent: kind === 'agent' ? present({ name: nameOf(attributes, 'gen_ai.agent.name', 'traceloop.entity.name') }) : undefined,
  };
}

function kindOf(attributes: Attributes, found: boolean): SpanKind | undefined {
  const entity = entityKinds.get(nameOf(attributes, 'traceloop.span.kind')?.toLowerCase() ?? '');
  const request = requestKinds.get(nameOf(attributes, 'llm.request.type')?.toLowerCase() ?? '');
  return entity ?? request ?? (found || attributes.has('db.vector.query.top_k') ? 'retriever' : undefined);
}

type Texts = Pick<CanonicalFields, 'input' | 'output' | 'inputMessages' | 'outputMessages'>;

function textsOf(attributes: Attributes): Texts {
  const prompts = promptsOf(attributes);
  const completions = completionsOf(attributes);
  return {
    input: entityInput(attributes) ?? contentOf(prompts, 'input'),
    output: entityOutput(attributes) ?? contentOf(completions, 'output'),
    inputMessages: prompts?.messages,
    outputMessages: completions?.messages,
  };
}

function toolOf({ name, attributes }: RawSpan, input: Content | undefined, output: Content | undefined): CanonicalFields['tool'] {
  const named = nameOf(attributes, 'gen_ai.tool.name', 'traceloop.entity.name') ?? name.replace(/\.tool$/, '');
  return toolUse({ name: named, callId: nameOf(attributes, 'gen_ai.tool.call.id'), arguments: input, result: output });
}

function toolsOf(attributes: Attributes): CanonicalFields['toolDefinitions'] {
  const functions = indexed(attributes, 'llm.request.functions').map((flat) => Object.fromEntries(flat));
  return functions.length === 0 ? undefined : readToolDefinitions(functions);
}

function usageOf(attributes: Attributes): CanonicalFields['usage'] {
  return readUsage(attributes, {
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.usage.prompt_tokens'],
    output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.usage.completion_tokens'],
    total: ['llm.usage.total_tokens', 'gen_ai.usage.total_tokens'],
    cacheRead: ['gen_ai.usage.cache_read_input_tokens', 'llm.usage.cache_read_input_tokens'],
    cacheWrite: ['gen_ai.usage.cache_creation_input_tokens', 'llm.usage.cache_creation_input_tokens'],
    reasoning: ['gen_ai.usage.reasoning_tokens', 'llm.usage.reasoning_tokens'],
  });
}

function finishReasonsOf(attributes: Attributes, output: readonly Message[] = []): FinishReason[] | undefined {
  const reasons = output.flatMap((message) => message.finishReason ?? []);
  if (reasons.length > 0) return reasons;
  const keys = ['llm.response.finish_reason', 'llm.response.stop_reason', 'gen_ai.response.finish_reason', 'gen_ai.response.stop_reason'];
  const given = firstOf(attributes, keys, foldFinishReason);
  return given && [given.value];
}

const sessionKeys = ['session_id', 'thread_id', 'conversation_id', 'chat_id'].map((key) => `traceloop.association.properties.${key}`);

function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const found = firstOf(attributes, sessionKeys, asName);
  return found && { id: found.value, key: found.key };
}
