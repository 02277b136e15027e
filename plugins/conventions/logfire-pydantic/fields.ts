import { asName, contentOf, conversationText, nameOf, present, readCost, recorded, settleUsage, toolUse, type CanonicalFields, type Content, type Message, type RawSpan, type SpanKind } from '../../../src/plugin.js';
import { runOf } from './agent.js';
import { clientCall } from './client.js';
import { messagesOfEvents } from './events.js';
import { kindOf } from './kind.js';
import { toolsOf } from './tools.js';

/**
 * Reads every field of the convention. Keys that it shares with OpenTelemetry GenAI are read there.
 * A pending span, which only announces that its parent began, is no call of its own, whatever it copies from it.
 */
export function readFields(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  if (nameOf(attributes, 'logfire.span_type') === 'pending_span') return { kind: 'chain' };
  const kind = kindOf(span);
  const client = clientCall(attributes);
  return {
    kind,
    ...textsOf(kind, span),
    ...client,
    usage: settleUsage(client?.usage, { failed: span.status.code === 'error' }),
    toolDefinitions: toolsOf(attributes) ?? client?.toolDefinitions,
    requestModel: nameOf(attributes, 'model_name') ?? client?.requestModel,
    cost: readCost(attributes, { total: ['operation.cost'] }),
    agent: present({ name: nameOf(attributes, 'agent_name') }),
  };
}

type Texts = Pick<CanonicalFields, 'input' | 'output' | 'inputMessages' | 'outputMessages' | 'tool'>;

function textsOf(kind: SpanKind | undefined, span: RawSpan): Texts {
  if (kind === 'tool') return toolTexts(span);
  return kind === 'agent' ? runOf(span.attributes) : eventTexts(span);
}

/** Where a tool span names no tool, its message does: `running tool: cancel_order`. */
function toolTexts({ name, attributes }: RawSpan): Texts {
  const input = contentOf(recorded(attributes, 'tool_arguments'), 'input');
  const output = contentOf(recorded(attributes, 'tool_response'), 'output');
  const told = /^(?:running tool: |execute_tool )(\S.*)$/.exec(asName(attributes.get('logfire.msg')) ?? name)?.[1];
  const named = nameOf(attributes, 'gen_ai.tool.name') ?? told ?? name;
  return { input, output, tool: toolUse({ name: named, callId: nameOf(attributes, 'gen_ai.tool.call.id'), arguments: input, result: output }) };
}

/** Messages of a model call, which version 1 of the instrumentation keeps in one attribute. */
function eventTexts({ attributes }: RawSpan): Texts {
  const found = recorded(attributes, 'events');
  const { input, output } = messagesOfEvents(found?.value);
  return { input: textOf(found, input, 'input'), output: textOf(found, output, 'output'), inputMessages: input, outputMessages: output };
}

function textOf(found: ReturnType<typeof recorded>, messages: readonly Message[] | undefined, side: 'input' | 'output'): Content | undefined {
  const text = messages && conversationText(messages, side, true);
  const content = text === undefined ? undefined : contentOf(found, side);
  return content && text !== undefined ? { ...content, text } : undefined;
}
