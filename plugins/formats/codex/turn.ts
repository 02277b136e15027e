import { asString, own, type JsonObject, type JsonValue, type RawEvent, type RawSpan } from '../../../src/plugin.js';
import { mapOf } from './attributes.js';
import type { Head } from './head.js';
import type { Line } from './line.js';
import { textOf } from './words.js';

/** What a prompt set off, before it is known under which ids it stands. */
export interface Turn {
  head?: Head;
  /** Session of its thread; the file where the thread names none. */
  session: string;
  /** The first turn of its thread: what the head says is kept with it. */
  opensThread: boolean;
  /** Id that the program gave it. */
  id?: string;
  /** Id where it gave none. */
  fallbackId: string;
  /** Lines that say that it began, one of each kind at most. */
  openers: Set<string>;
  /** The model has answered, so that the next prompt begins another turn. */
  worked: boolean;
  first: Line;
  asked?: string;
  images: JsonValue[];
  endNs?: bigint;
  events: RawEvent[];
  error?: string;
  rolledBack?: boolean;
  model?: string;
  context?: JsonValue;
  calls: Call[];
  tools: Map<string, RawSpan>;
}

/** A call of the model: the items of one answer. */
export interface Call {
  lines: Line[];
  first: Line;
  counts?: Map<string, JsonValue>;
  /** A tool has answered since, so that the next item belongs to another call. */
  answered: boolean;
  model?: string;
}

/** The span of a turn, and of its calls and tools, under their final ids. */
export function spansOf(turn: Turn, traceId: string, parentId: string | undefined): RawSpan[] {
  const rootId = turn.id ?? turn.fallbackId;
  const calls = turn.calls.map((call, index) => callSpan(call, `${rootId}:call-${String(index + 1).padStart(4, '0')}`));
  const below = [...calls, ...turn.tools.values()].map((span) => ({ ...span, traceId, parentId: rootId }));
  return [{ ...rootSpan(turn, rootId), traceId, parentId }, ...below];
}

function rootSpan(turn: Turn, spanId: string): RawSpan {
  const { head, first, asked, images, error } = turn;
  const attributes = mapOf([
    ['openinference.span.kind', 'AGENT'],
    ['agent.name', head?.subAgent ?? 'codex'],
    ['session.id', turn.session],
    ['thread.id', head?.thread],
    ['input.value', images.length === 0 ? asked : [{ role: 'user', content: [...(asked === undefined ? [] : [{ type: 'text', text: asked }]), ...images] }]],
    ['session_meta', turn.opensThread ? head?.payload : undefined],
    ['turn_context', turn.context],
    ['rolled_back', turn.rolledBack],
  ]);
  const status = error === undefined ? ({ code: 'unset' } as const) : ({ code: 'error', message: error } as const);
  return { type: 'span', traceId: '', spanId, name: head?.subAgent === undefined ? 'turn' : 'sub-agent', startNs: first.timeNs, endNs: turn.endNs ?? first.timeNs, status, attributes, events: turn.events, place: first.place };
}

/** Items stand as the Responses API writes them; thoughts, answers and calls in a row are one message. */
function callSpan({ lines, first, counts, model }: Call, spanId: string): RawSpan {
  const items = lines.map(({ payload, type, kind }) => (type === 'response_item' ? asItem(kind, payload) : spoken(kind, payload)));
  const attributes = mapOf([
    ['openinference.span.kind', 'LLM'],
    ['llm.model_name', model],
    ['output.value', items.length === 0 ? undefined : items],
    ...(counts ?? []),
  ]);
  const last = lines.at(-1) ?? first;
  return { type: 'span', traceId: '', spanId, name: 'model call', startNs: first.timeNs, endNs: last.timeNs, status: { code: 'unset' }, attributes, events: [], place: first.place };
}

/** Calls of built-in and custom tools in the form that calls of functions have. */
function asItem(kind: string, payload: JsonObject): JsonValue {
  if (!kind.endsWith('_call') || kind === 'function_call') return payload;
  const input = own(payload, 'input') ?? own(payload, 'arguments') ?? own(payload, 'action') ?? null;
  return { ...payload, type: 'function_call', name: own(payload, 'name') ?? kind.replace(/_call$/, ''), arguments: input };
}

/** An event in place of the item that says the same. */
function spoken(kind: string, payload: JsonValue): JsonValue {
  const text = asString(own(payload, 'message') ?? own(payload, 'text')) ?? '';
  if (kind === 'agent_reasoning') return { type: 'reasoning', summary: [{ type: 'summary_text', text }] };
  return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] };
}

/** What happened around the conversation. */
export function eventOf(line: Line): RawEvent {
  const text = textOf(line);
  const members = Object.entries(line.payload).filter(([key]) => !['type', 'content'].includes(key));
  return { name: line.kind === '' ? line.type : line.kind, timeNs: line.timeNs, attributes: mapOf([...members, ['text', text === '' ? undefined : text]]) };
}
