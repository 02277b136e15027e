import {
  at,
  content,
  contentOf,
  conversationText,
  decoded,
  documentsOf,
  nameOf,
  own,
  present,
  readMessages,
  readParts,
  recorded,
  resultValue,
  toolUse,
  type CanonicalFields,
  type Content,
  type Message,
  type RawSpan,
  type Retrieval,
  type SpanKind,
  type ToolDefinition,
} from '../../../src/plugin.js';
import { detailsOf, ofEvent, toolResultMessages, type Found } from './events.js';

const operations: ReadonlyMap<string, SpanKind> = new Map([
  ['invoke_agent', 'agent'],
  ['execute_event_loop_cycle', 'chain'],
  ['invoke_swarm', 'chain'],
  ['invoke_graph', 'chain'],
  ['chat', 'llm'],
  ['execute_tool', 'tool'],
]);

/** Reads what is particular to Strands. Messages, models and counts stand in GenAI keys and are read there. */
export function readFields(span: RawSpan): CanonicalFields {
  const operation = nameOf(span.attributes, 'gen_ai.operation.name')?.toLowerCase() ?? span.name;
  if (operation.startsWith('memory.')) return memoryFields(span, operation === 'memory.search');
  const kind = operations.get(operation);
  if (kind === 'tool') return { kind, ...toolFields(span) };
  if (operation === 'execute_event_loop_cycle') return { kind, ...cycleFields(span) };
  return { kind, inputMessages: promptedMessages(span), toolDefinitions: kind === 'agent' ? toolNames(span) : undefined };
}

/** Arguments and result of a tool, out of Bedrock's blocks. A failed run keeps its result in an event only. */
function toolFields({ name, attributes, events }: RawSpan): CanonicalFields {
  const given = recorded(attributes, 'gen_ai.tool.call.arguments') ?? ofEvent(events, 'gen_ai.tool.message', 'content') ?? callPart(events);
  const gave = recorded(attributes, 'gen_ai.tool.call.result') ?? ofEvent(events, 'gen_ai.choice', 'message') ?? resultPart(events);
  const input = contentOf(given, 'input');
  const output = gave && contentOf({ key: gave.key, value: resultValue(decoded(gave.value)) ?? gave.value }, 'output');
  const isError = nameOf(attributes, 'gen_ai.tool.status')?.toLowerCase() === 'error';
  const tool = toolUse({
    name: nameOf(attributes, 'gen_ai.tool.name') ?? name.replace(/^execute_tool (?=\S)/, ''),
    callId: nameOf(attributes, 'gen_ai.tool.call.id'),
    arguments: input,
    result: output,
    isError,
  });
  return { input, output, tool };
}

/** The call stands in a message of the tool, which a reader of messages takes for a result: the part itself is read. */
function callPart(events: RawSpan['events']): Found | undefined {
  const [first] = detailsOf(events, 'gen_ai.input.messages', 'tool');
  const parts = at(decoded(first?.found.value), 0, 'parts');
  const call = Array.isArray(parts) ? parts.find((part) => own(part, 'type') === 'tool_call') : undefined;
  const value = own(call, 'arguments');
  return first && value !== undefined && value !== null ? { key: first.found.key, value } : undefined;
}

function resultPart(events: RawSpan['events']): Found | undefined {
  const [first] = detailsOf(events, 'gen_ai.output.messages', 'tool');
  const part = first?.messages.flatMap(({ parts }) => parts).find((candidate) => candidate.type === 'tool_result');
  return first && part?.result !== undefined ? { key: first.found.key, value: part.result } : undefined;
}

/**
 * A cycle is given the messages so far and ends with what its tools gave back. In today's spelling both stand as input messages, one event each: the
 * first is the input, the others came out of the cycle.
 */
function cycleFields({ events }: RawSpan): CanonicalFields {
  const [first, ...others] = detailsOf(events, 'gen_ai.input.messages', 'user');
  const answer = choiceMessages(events);
  const messages = [...answer, ...toolResultMessages(events), ...others.flatMap((other) => other.messages)];
  const output = others.at(-1);
  return {
    input: first && sideContent(first.found, first.messages, 'input'),
    inputMessages: first?.messages,
    output: output && sideContent(output.found, output.messages, 'output'),
    outputMessages: messages.length === 0 ? undefined : messages,
  };
}

function choiceMessages(events: RawSpan['events']): Message[] {
  const said = ofEvent(events, 'gen_ai.choice', 'message');
  return said ? (readMessages([{ role: 'assistant', content: said.value }], 'assistant') ?? []) : [];
}

function sideContent({ key, value }: Found, messages: readonly Message[], side: 'input' | 'output'): Content {
  const read = content(value, key, side);
  return read.redacted === true ? read : { ...read, text: conversationText(messages, side) ?? read.text };
}

/** Older versions keep the instructions of an agent in an attribute; they go before the messages of the events. */
function promptedMessages({ attributes, events }: RawSpan): Message[] | undefined {
  const parts = readParts(decoded(attributes.get('gen_ai.agent.system_prompt') ?? attributes.get('system_prompt')));
  if (parts.length === 0) return undefined;
  const rest = events.flatMap((event): Message[] => {
    const role = /^gen_ai\.(user|assistant|tool)\.message$/.exec(event.name)?.[1];
    return role === undefined ? [] : (readMessages([{ role, content: event.attributes.get('content') ?? null }], 'user') ?? []);
  });
  return [{ role: 'system', parts }, ...rest];
}

/** Names alone, where the definitions were not recorded. */
function toolNames({ attributes }: RawSpan): ToolDefinition[] | undefined {
  const names = decoded(attributes.get('gen_ai.agent.tools') ?? attributes.get('agent.tools'));
  return Array.isArray(names) ? names.flatMap((name) => (typeof name === 'string' ? [{ name }] : [])) : undefined;
}

/** Memory of the agent: a query and what was found, or what was kept. Where events are written as attributes, both end under one key. */
function memoryFields({ attributes, events }: RawSpan, search: boolean): CanonicalFields {
  const query = search ? ofEvent(events, 'memory.query', 'content') : undefined;
  const kept = search ? undefined : (ofEvent(events, 'memory.content', 'content') ?? recorded(attributes, 'content'));
  const found = search ? (ofEvent(events, 'memory.results', 'content') ?? recorded(attributes, 'content')) : undefined;
  const documents = documentsOf(found?.value, { strings: true });
  const retrieval = search ? present<Retrieval>({ query: contentOf(query, 'input'), documents, attribute: documents && found?.key }) : undefined;
  return { kind: 'memory', input: contentOf(query ?? kept, 'input'), output: contentOf(found, 'output'), retrieval };
}
