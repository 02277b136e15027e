import {
  asName,
  content,
  contentOf,
  conversationText,
  decodeNested,
  isObject,
  nameOf,
  own,
  present,
  readMessages,
  salvage,
  settleUsage,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type JsonValue,
  type Message,
  type RawSpan,
  type SpanKind,
} from '../../../src/plugin.js';
import { finishReason, requestMessages, requestTools, responseError, responseMessages, responseUsage } from './gemini.js';

const prefix = 'gcp.vertex.agent.';

/** Reads every field of the convention. */
export function readFields(span: RawSpan): CanonicalFields {
  const kind = kindOf(span);
  const session = nameOf(span.attributes, `${prefix}session_id`);
  const shared: CanonicalFields = {
    kind,
    session: session === undefined ? undefined : { id: session, key: `${prefix}session_id` },
    agent: kind === 'agent' ? present({ name: nameOf(span.attributes, 'gen_ai.agent.name') ?? agentIn(span.name) }) : undefined,
  };
  if (kind === 'tool') return { ...shared, ...toolFields(span) };
  if (kind === 'llm') return { ...shared, ...callFields(span) };
  return { ...shared, ...dataFields(span.attributes) };
}

const agentName = /^(?:invoke_agent |agent_run \[)(.+?)\]?$/;

function agentIn(spanName: string): string | undefined {
  return agentName.exec(spanName)?.[1];
}

const named: readonly (readonly [pattern: RegExp, kind: SpanKind])[] = [
  [/^execute_tool \(merged/, 'chain'],
  [/^execute_tool \S/, 'tool'],
  [/^(?:call_llm$|generate_content\b)/, 'llm'],
  [/^(?:agent_run\b|invoke_agent\b)/, 'agent'],
  [/^(?:invocation|send_data|handle_context_caching|create_cache)$/, 'chain'],
];

/** ADK names no operation on model calls, and calls the span that gathers results of parallel tools a tool too. */
function kindOf(span: RawSpan): SpanKind | undefined {
  const { name, attributes } = span;
  if (repeatsCall(span)) return 'chain';
  const byName = named.find(([pattern]) => pattern.test(name))?.[1];
  if (nameOf(attributes, 'gen_ai.tool.name') === '(merged tools)') return 'chain';
  return byName ?? (attributes.has(`${prefix}tool_call_args`) ? 'tool' : recordedObject(attributes, 'llm_request') ? 'llm' : undefined);
}

/**
 * Inside `call_llm`, ADK's own `generate_content` repeats model and counts without a text. As a model call it would stand for the outer one, whose texts would
 * be lost. Newer versions have no `call_llm`; they name a provider and no system.
 */
function repeatsCall({ name, attributes, events, scope }: RawSpan): boolean {
  const older = attributes.has('gen_ai.system') && !attributes.has('gen_ai.provider.name');
  const silent = !attributes.has('gen_ai.input.messages') && !attributes.has('gen_ai.output.messages') && events.every((event) => !event.name.startsWith('gen_ai.'));
  return scope?.name === 'gcp.vertex.agent' && name.startsWith('generate_content') && older && silent;
}

interface Recorded {
  key: string;
  /** Decoded; of JSON that was cut, what could be saved. */
  value: JsonValue;
  /** What the text is read from: decoded once, or the text that was cut. */
  source: JsonValue;
}

/** `{}` and words stand where nothing was captured, or where the attribute does not apply. */
function recordedObject(attributes: Attributes, name: string): Recorded | undefined {
  const found = attributes.get(prefix + name);
  if (found === undefined || found === null) return undefined;
  const { value: plain, truncated } = decodeNested(found);
  const value = truncated && typeof plain === 'string' ? (salvage(plain) ?? plain) : plain;
  const filled = Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
  return filled ? { key: prefix + name, value, source: truncated ? found : plain } : undefined;
}

function callFields({ attributes, status }: RawSpan): CanonicalFields {
  const request = recordedObject(attributes, 'llm_request');
  const response = recordedObject(attributes, 'llm_response');
  const reason = response && finishReason(response.value);
  const inputMessages = request && requestMessages(request.value);
  const outputMessages = response && responseMessages(response.value);
  return {
    input: sideContent(request, 'input', inputMessages),
    output: outputMessages && sideContent(response, 'output', outputMessages),
    inputMessages,
    outputMessages,
    toolDefinitions: request && requestTools(request.value),
    requestModel: asName(own(request?.value, 'model')),
    responseModel: asName(own(response?.value, 'model_version')),
    usage: settleUsage(response && responseUsage(response.value), { failed: status.code === 'error' }),
    finishReasons: reason && [reason],
    responseId: asName(own(response?.value, 'response_id')),
    error: response && responseError(response.value),
  };
}

function sideContent(found: Recorded | undefined, side: 'input' | 'output', messages: readonly Message[] | undefined): Content | undefined {
  if (!found) return undefined;
  const text = messages && conversationText(messages, side);
  const read = content(found.source, found.key, side);
  return text === undefined ? read : { ...read, text };
}

function toolFields({ name, attributes }: RawSpan): CanonicalFields {
  const { input, output } = toolTexts(attributes);
  const tool = toolUse({ name: nameOf(attributes, 'gen_ai.tool.name') ?? name.replace(/^execute_tool (?=\S)/, ''), callId: nameOf(attributes, 'gen_ai.tool.call.id'), arguments: input, result: output });
  return { input, output, tool };
}

/** `{}` is an empty object where the other side shows that texts are captured; on both sides it says that they are not. */
function toolTexts(attributes: Attributes): { input?: Content; output?: Content } {
  const captured = recordedObject(attributes, 'tool_call_args') ?? recordedObject(attributes, 'tool_response');
  if (!captured) return {};
  return { input: toolText(attributes, 'tool_call_args', 'input'), output: toolText(attributes, 'tool_response', 'output') };
}

const notRecorded = new Set(['<not specified>', '<not serializable>', 'N/A']);

function toolText(attributes: Attributes, name: string, side: 'input' | 'output'): Content | undefined {
  const found = contentOf({ key: prefix + name, value: attributes.get(prefix + name) ?? null }, side);
  const inner = found && (own(found.value, 'result') ?? found.value);
  return typeof inner === 'string' && notRecorded.has(inner) ? undefined : found;
}

/** What was sent to a live session. */
function dataFields(attributes: Attributes): CanonicalFields {
  const data = recordedObject(attributes, 'data');
  const messages = data && readMessages(data.value, 'user');
  return { input: sideContent(data, 'input', messages) };
}
