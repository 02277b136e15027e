import {
  asName,
  at,
  content,
  decoded,
  documentsOf,
  firstOf,
  isObject,
  nameOf,
  own,
  present,
  readCost,
  readToolDefinitions,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type JsonValue,
  type Message,
  type RawSpan,
  type SpanKind,
} from '../../../src/plugin.js';
import { messagesOf, only, textsOf, type Texts } from './texts.js';
import { usageOf } from './usage.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map((['llm', 'chain', 'tool', 'retriever', 'embedding', 'prompt', 'parser'] as const).map((kind) => [kind, kind]));

/** Reads every field of the convention. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const kind = kinds.get(nameOf(attributes, 'langsmith.span.kind')?.toLowerCase() ?? '');
  const texts = textsOf(attributes);
  const messages = kind === 'llm' ? messagesOf(texts) : {};
  const isCall = kind === 'llm' || kind === 'embedding';
  return {
    kind,
    ...texts,
    ...messages,
    ...(isCall ? modelsOf(attributes, texts.output) : {}),
    tool: kind === 'tool' ? toolOf(span, texts) : undefined,
    retrieval: kind === 'retriever' ? retrievalOf(texts) : undefined,
    toolDefinitions: kind === 'llm' ? toolsOf(attributes, texts.input) : undefined,
    usage: isCall ? usageOf(attributes, texts.output?.value, span.status.code === 'error') : undefined,
    cost: isCall ? readCost(attributes, { input: ['llm.cost.prompt'], output: ['llm.cost.completion'], total: ['llm.cost.total'] }) : undefined,
    finishReasons: finishReasonsOf(messages.outputMessages),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'langsmith.metadata.user_id', 'user.id'),
  };
}

/** Metadata of a model call is inherited by nothing below it, but may be copied: it counts on model calls only. */
function modelsOf(attributes: Attributes, output: Content | undefined): Pick<CanonicalFields, 'requestModel' | 'responseModel' | 'provider'> {
  const parameters = decoded(attributes.get('llm.invocation_parameters'));
  const message = own(at(output?.value, 'generations', 0, 0), 'message');
  const metadata = own(own(message, 'kwargs') ?? message, 'response_metadata');
  return {
    requestModel: nameOf(attributes, 'langsmith.metadata.ls_model_name', 'gen_ai.request.model') ?? asName(own(parameters, 'model')) ?? asName(own(parameters, 'model_name')),
    responseModel: asName(own(output?.value, 'model')) ?? asName(at(output?.value, 'llm_output', 'model_name')) ?? asName(own(metadata, 'model_name')),
    provider: nameOf(attributes, 'langsmith.metadata.ls_provider')?.toLowerCase(),
  };
}

/** The arguments of a tool may stand as one text under `input`, its result under `output`. */
function toolOf({ name }: RawSpan, { input, output }: Texts): CanonicalFields['tool'] {
  const args = input && decoded(only(input.value, 'input', 'inputs'));
  const result = output && only(output.value, 'output', 'outputs');
  return toolUse({
    name,
    callId: callIdOf(result),
    arguments: input && (isObject(args) ? content(args, input.attribute, 'input') : input),
    result: output && (result === undefined || result === null ? output : content(result, output.attribute, 'output')),
  });
}

/** The message that answers the call, as itself or as LangChain writes objects. */
function callIdOf(result: JsonValue | undefined): string | undefined {
  return asName(own(own(result, 'kwargs') ?? result, 'tool_call_id'));
}

function retrievalOf({ input, output }: Texts): CanonicalFields['retrieval'] {
  const documents = documentsOf(output?.value, { strings: true });
  return present({ query: input, documents, attribute: documents && output?.attribute });
}

/** Tools that a model was offered: among the parameters of the call, else among its inputs. */
function toolsOf(attributes: Attributes, input: Content | undefined): CanonicalFields['toolDefinitions'] {
  const parameters = decoded(attributes.get('llm.invocation_parameters'));
  return readToolDefinitions(own(parameters, 'tools') ?? own(parameters, 'functions') ?? own(input?.value, 'tools'));
}

function finishReasonsOf(output: readonly Message[] = []): CanonicalFields['finishReasons'] {
  const reasons = output.flatMap((message) => message.finishReason ?? []);
  return reasons.length > 0 ? reasons : undefined;
}

const sessionKeys = ['session.id', 'langsmith.metadata.session_id', 'langsmith.metadata.thread_id', 'langsmith.metadata.conversation_id'];

/** `langsmith.trace.session_id` is the project and never a conversation. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const found = firstOf(attributes, sessionKeys, asName);
  return found && { id: found.value, key: found.key };
}
