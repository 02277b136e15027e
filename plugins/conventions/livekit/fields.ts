import {
  asBoolean,
  asCount,
  asName,
  decoded,
  nameOf,
  own,
  present,
  settleUsage,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type JsonValue,
  type RawSpan,
  type SpanKind,
  type ToolDefinition,
  type Usage,
} from '../../../src/plugin.js';
import { nameAt, found, textAt } from './keys.js';
import { chatContext, instructedMessages, response } from './messages.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['agent_turn', 'agent'],
  ['llm_node', 'llm'],
  ['llm_request', 'llm'],
  ['realtime_inference', 'llm'],
  ['function_tool', 'tool'],
  ...['agent_session', 'user_turn', 'user_speaking', 'agent_speaking', 'tts_node', 'tts_request', 'eou_detection'].map((name): [string, SpanKind] => [name, 'chain']),
]);

/** Reads every field of the convention. Keys that it shares with GenAI are read there. */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const kind = kinds.get(span.name) ?? kindByKeys(attributes);
  return { kind, ...fieldsOf(kind, attributes), ...metricsOf(span), session: sessionOf(attributes), user: userOf(attributes) };
}

function kindByKeys(attributes: Attributes): SpanKind | undefined {
  if (attributes.has('lk.function_tool.name')) return 'tool';
  const asks = found(attributes, 'chat_ctx') !== undefined && found(attributes, 'response.text') !== undefined;
  return asks ? 'llm' : undefined;
}

function fieldsOf(kind: SpanKind | undefined, attributes: Attributes): CanonicalFields {
  if (kind === 'tool') return toolFields(attributes);
  if (kind === 'llm') return callFields(attributes);
  if (kind === 'agent') return agentFields(attributes);
  return { input: textAt(attributes, 'user_transcript', 'input') ?? textAt(attributes, 'input_text', 'input') };
}

function callFields(attributes: Attributes): CanonicalFields {
  const asked = chatContext(attributes);
  const answered = response(attributes);
  return { input: asked.content, inputMessages: asked.messages, output: answered.content, outputMessages: answered.messages, toolDefinitions: toolNames(attributes) };
}

/** Names alone; definitions stand in GenAI keys of newer versions. */
function toolNames(attributes: Attributes): ToolDefinition[] | undefined {
  const names = decoded(attributes.get('lk.function_tools'));
  return Array.isArray(names) ? names.flatMap((name) => (typeof name === 'string' ? [{ name }] : [])) : undefined;
}

function toolFields(attributes: Attributes): CanonicalFields {
  const input = textAt(attributes, 'function_tool.arguments', 'input');
  const output = textAt(attributes, 'function_tool.output', 'output');
  const name = nameOf(attributes, 'lk.function_tool.name', 'gen_ai.tool.name');
  const isError = asBoolean(attributes.get('lk.function_tool.is_error')) === true;
  const tool = name === undefined ? undefined : toolUse({ name, callId: nameOf(attributes, 'lk.function_tool.id'), arguments: input, result: output, isError });
  return { input, output, tool };
}

function agentFields(attributes: Attributes): CanonicalFields {
  const input = textAt(attributes, 'user_input', 'input');
  return {
    input,
    inputMessages: instructedMessages(attributes, input),
    output: textAt(attributes, 'response.text', 'output'),
    agent: present({ name: nameOf(attributes, 'gen_ai.agent.name', 'lk.agent_name', 'lk.agent_label') }),
  };
}

/** Metrics of a model call, as JSON. Times in them are seconds and are not read. */
function metricsOf({ attributes, status }: RawSpan): CanonicalFields {
  const metrics = decoded(attributes.get('lk.llm_metrics') ?? attributes.get('lk.realtime_model_metrics'));
  if (metrics === undefined) return {};
  return {
    usage: settleUsage(usageOf(metrics), { failed: status.code === 'error' }),
    requestModel: asName(own(own(metrics, 'metadata'), 'model_name')),
    provider: asName(own(own(metrics, 'metadata'), 'model_provider'))?.toLowerCase(),
    responseId: asName(own(metrics, 'request_id')),
  };
}

function usageOf(metrics: JsonValue): Usage | undefined {
  const count = (...keys: string[]): number | undefined => keys.flatMap((key) => asCount(own(metrics, key)) ?? []).at(0);
  return present<Usage>({
    input: count('prompt_tokens', 'input_tokens'),
    output: count('completion_tokens', 'output_tokens'),
    total: count('total_tokens'),
    cacheRead: count('prompt_cached_tokens'),
    cacheWrite: count('cache_creation_tokens'),
    reasoning: count('reasoning_tokens'),
  });
}

/** A room holds one conversation; a job is one agent's visit to it. */
function sessionOf(attributes: Attributes): CanonicalFields['session'] {
  const named = nameAt(attributes, 'room_name', 'room_sid', 'job_id');
  return named && { id: named.value, key: named.key };
}

/** The agent takes part in the room too, under an identity of its own: only spans that say who it was are read. */
function userOf(attributes: Attributes): string | undefined {
  const kind = nameOf(attributes, 'lk.participant_kind')?.toUpperCase().replace(/^PARTICIPANT_KIND_/, '');
  return kind === 'STANDARD' || kind === 'SIP' ? nameAt(attributes, 'participant_identity')?.value : undefined;
}
