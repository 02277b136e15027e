import {
  asName,
  contentOf,
  conversationText,
  decoded,
  documentsOf,
  firstOf,
  foldFinishReason,
  nameOf,
  present,
  readToolDefinitions,
  recorded,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type FinishReason,
  type Message,
  type RawSpan,
  type Retrieval,
  type SpanKind,
  type ToolUse,
} from '../../../src/plugin.js';
import { attributesOfEvents, toolEvents } from './events.js';
import { kindOfSpan } from './kind.js';
import { inputSide, outputSide, type Side } from './messages.js';
import { aggregateOf, costOf, usageOf } from './usage.js';

/** What the convention needs of a span. Log records have no name and no kind. */
export type Source = Pick<RawSpan, 'name' | 'attributes' | 'events'> & Partial<Pick<RawSpan, 'otelKind'>>;

/** Reads every field of the convention. */
export function readFields(source: Source): CanonicalFields {
  const attributes = new Map([...attributesOfEvents(source.events), ...source.attributes]);
  const kind = kindOfSpan({ ...source, attributes });
  const texts = textsOf(kind, { ...source, attributes });
  return {
    kind,
    ...texts,
    toolDefinitions: readToolDefinitions(attributes.get('gen_ai.tool.definitions')),
    requestModel: modelOf(attributes, 'gen_ai.request.model'),
    responseModel: modelOf(attributes, 'gen_ai.response.model'),
    provider: nameOf(attributes, 'gen_ai.provider.name', 'gen_ai.system')?.toLowerCase(),
    usage: usageOf(attributes),
    aggregateUsage: aggregateOf(attributes),
    cost: costOf(attributes),
    finishReasons: finishReasonsOf(attributes, texts.outputMessages),
    responseId: nameOf(attributes, 'gen_ai.response.id'),
    session: sessionOf(attributes),
    user: nameOf(attributes, 'user.id', 'enduser.id', 'enduser.pseudo.id', 'gen_ai.user.id', 'gen_ai.user'),
    agent: agentOf(kind, source.name, attributes),
  };
}

type Texts = Pick<CanonicalFields, 'input' | 'output' | 'inputMessages' | 'outputMessages' | 'tool' | 'retrieval'>;

/** Inputs and outputs stand in other keys for tools and retrievers than for models and agents. */
function textsOf(kind: SpanKind | undefined, source: Source): Texts {
  if (kind === 'tool') return toolTexts(source);
  if (kind === 'retriever') return retrievalTexts(source.attributes);
  const input = inputSide(source.attributes, source.events);
  const output = outputSide(source.attributes, source.events);
  return {
    input: sideContent(input, 'input') ?? contentOf(recorded(source.attributes, 'gen_ai.memory.query.text'), 'input'),
    output: sideContent(output, 'output') ?? contentOf(recorded(source.attributes, 'gen_ai.memory.records'), 'output'),
    inputMessages: input.messages,
    outputMessages: output.messages,
  };
}

/** The text is read from the messages, which know more shapes than the bare value; of several choices the first is read. */
function sideContent({ source, messages }: Side, side: 'input' | 'output'): Content | undefined {
  const content = contentOf(source, side);
  const first = source?.key === 'gen_ai.choice';
  const text = content && messages ? conversationText(messages, side, first) : undefined;
  return content && text !== undefined && content.redacted !== true ? { ...content, text } : content;
}

function toolTexts({ name, attributes, events }: Source): Texts {
  const said = toolEvents(events);
  const input = contentOf(recorded(attributes, 'gen_ai.tool.call.arguments', 'tool_arguments') ?? said.arguments, 'input');
  const output = contentOf(recorded(attributes, 'gen_ai.tool.call.result', 'tool_response') ?? said.result, 'output');
  return { input, output, tool: toolOf(attributes, name, { arguments: input, result: output, isError: toolFailed(attributes) }) };
}

function toolOf(attributes: Attributes, spanName: string, fields: Omit<ToolUse, 'name'>): ToolUse {
  const name = nameOf(attributes, 'gen_ai.tool.name') ?? spanName.replace(/^(?:execute_tool|running tool:?|tools\/call) (?=\S)/, '');
  return toolUse({ ...fields, name, callId: callIdOf(attributes), description: nameOf(attributes, 'gen_ai.tool.description') });
}

/** One framework writes the id as a list of one. */
function callIdOf(attributes: Attributes): string | undefined {
  const id = decoded(attributes.get('gen_ai.tool.call.id'));
  return asName(Array.isArray(id) ? id[0] : id);
}

function toolFailed(attributes: Attributes): boolean {
  const status = nameOf(attributes, 'gen_ai.tool.status')?.toLowerCase();
  return status === 'error' || nameOf(attributes, 'error.type') === 'tool_error';
}

function retrievalTexts(attributes: Attributes): Texts {
  const query = contentOf(recorded(attributes, 'gen_ai.retrieval.query.text'), 'input');
  const found = recorded(attributes, 'gen_ai.retrieval.documents');
  const documents = documentsOf(found?.value, { strings: true });
  const retrieval = present<Retrieval>({ query, documents, attribute: documents && found?.key });
  return { input: query, output: contentOf(found, 'output'), retrieval };
}

/** One framework writes `unknown` where it knows no model. */
function modelOf(attributes: Attributes, key: string): string | undefined {
  const model = nameOf(attributes, key);
  return model?.toLowerCase() === 'unknown' ? undefined : model;
}

/** A list, a JSON text of a list, or one word; before, only inside the output messages. */
function finishReasonsOf(attributes: Attributes, output: readonly Message[] = []): FinishReason[] | undefined {
  const value = decoded(attributes.get('gen_ai.response.finish_reasons') ?? attributes.get('gen_ai.response.finish_reason'));
  const given = (Array.isArray(value) ? value : [value]).flatMap((word) => foldFinishReason(word) ?? []);
  const reasons = given.length > 0 ? given : output.flatMap((message) => message.finishReason ?? []);
  return reasons.length > 0 ? reasons : undefined;
}

const sessionKeys = ['session.id', 'gen_ai.conversation.id', 'gen_ai.session.id', 'gen_ai.thread.id', 'gcp.vertex.agent.session_id'];

/** `mcp.session.id` is a transport and never a conversation. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const found = firstOf(attributes, sessionKeys, asName);
  return found && { id: found.value, key: found.key };
}

function agentOf(kind: SpanKind | undefined, spanName: string, attributes: Attributes): CanonicalFields['agent'] {
  const fromName = kind === 'agent' ? /^(?:invoke_agent|create_agent) (\S.*)$/.exec(spanName)?.[1] : undefined;
  return present({ id: nameOf(attributes, 'gen_ai.agent.id'), name: nameOf(attributes, 'gen_ai.agent.name', 'agent_name') ?? fromName });
}
