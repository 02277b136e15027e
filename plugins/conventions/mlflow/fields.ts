import {
  asCount,
  asName,
  at,
  content,
  contentOf,
  decoded,
  documentsOf,
  nameOf,
  own,
  present,
  readToolDefinitions,
  recorded,
  settleUsage,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type Cost,
  type FinishReason,
  type Message,
  type RawSpan,
  type Retrieval,
  type SpanKind,
  type Usage,
} from '../../../src/plugin.js';
import { messagesOf } from './messages.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['CHAT_MODEL', 'llm'],
  ['CHAIN', 'chain'],
  ['WORKFLOW', 'chain'],
  ['TASK', 'chain'],
  ['AGENT', 'agent'],
  ['TOOL', 'tool'],
  ['RETRIEVER', 'retriever'],
  ['PARSER', 'parser'],
  ['EMBEDDING', 'embedding'],
  ['RERANKER', 'reranker'],
  ['MEMORY', 'memory'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'evaluator'],
]);

interface Texts {
  input?: Content;
  output?: Content;
}

/** Reads every field of the convention. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const kind = kinds.get(nameOf(attributes, 'mlflow.spanType')?.toUpperCase() ?? '');
  const texts: Texts = { input: contentOf(recorded(attributes, 'mlflow.spanInputs'), 'input'), output: contentOf(recorded(attributes, 'mlflow.spanOutputs'), 'output') };
  const messages = kind === 'llm' ? messagesOf(attributes, texts.input, texts.output) : {};
  return {
    kind,
    ...texts,
    ...messages,
    ...modelsOf(attributes, texts),
    tool: kind === 'tool' ? toolOf(span, texts) : undefined,
    retrieval: kind === 'retriever' || kind === 'reranker' ? retrievalOf(texts) : undefined,
    toolDefinitions: readToolDefinitions(attributes.get('mlflow.chat.tools')),
    provider: nameOf(attributes, 'mlflow.llm.provider')?.toLowerCase(),
    usage: settleUsage(usageOf(attributes), { failed: span.status.code === 'error' }),
    cost: costOf(attributes),
    finishReasons: finishReasonsOf(messages.outputMessages),
    responseId: kind === 'llm' ? asName(own(texts.output?.value, 'id')) : undefined,
    session: sessionOf(attributes),
    user: nameOf(attributes, 'mlflow.trace.user'),
    codeFunction: nameOf(attributes, 'mlflow.spanFunctionName'),
  };
}

/** The request names the model that was asked for, the response (and MLflow's own key) the one that answered. */
function modelsOf(attributes: Attributes, { input, output }: Texts): Pick<CanonicalFields, 'requestModel' | 'responseModel'> {
  const noted = nameOf(attributes, 'mlflow.llm.model');
  const asked = asName(own(input?.value, 'model'));
  return { requestModel: asked ?? noted, responseModel: asName(own(output?.value, 'model')) ?? (asked === undefined ? undefined : noted) };
}

/** A tool is named by the call among its inputs, by the integrations' `tool_name`, else by its span. */
function toolOf({ name, attributes }: RawSpan, { input, output }: Texts): CanonicalFields['tool'] {
  const called = asName(at(input?.value, 'call', 'tool_name'));
  const args = called === undefined ? undefined : own(own(input?.value, 'call'), 'args');
  return toolUse({
    name: called ?? nameOf(attributes, 'tool_name') ?? name,
    callId: nameOf(attributes, 'tool_id') ?? asName(at(input?.value, 'call', 'tool_call_id')),
    arguments: args === undefined || args === null ? input : content(args, 'mlflow.spanInputs', 'input'),
    result: output,
  });
}

function retrievalOf({ input, output }: Texts): CanonicalFields['retrieval'] {
  const documents = documentsOf(output?.value, { strings: true });
  return present<Retrieval>({ query: input, documents, attribute: documents && output?.attribute });
}

function usageOf(attributes: Attributes): Usage | undefined {
  const usage = decoded(attributes.get('mlflow.chat.tokenUsage'));
  const count = (key: string): number | undefined => asCount(decoded(own(usage, key)));
  return present<Usage>({
    input: count('input_tokens'),
    output: count('output_tokens'),
    total: count('total_tokens'),
    cacheRead: count('cache_read_input_tokens'),
    cacheWrite: count('cache_creation_input_tokens'),
  });
}

function costOf(attributes: Attributes): Cost | undefined {
  const cost = decoded(attributes.get('mlflow.llm.cost'));
  return present<Cost>({ input: asCount(own(cost, 'input_cost')), output: asCount(own(cost, 'output_cost')), total: asCount(own(cost, 'total_cost')) });
}

function finishReasonsOf(output: readonly Message[] = []): FinishReason[] | undefined {
  const reasons = output.flatMap((message) => message.finishReason ?? []);
  return reasons.length > 0 ? reasons : undefined;
}

/** MLflow keeps the session with the trace; a span names it only where the trace was sent on. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const id = nameOf(attributes, 'mlflow.trace.session');
  return id === undefined ? undefined : { id, key: 'mlflow.trace.session' };
}
