import { asName, isObject, nanoseconds, own, type JsonValue, type RawSpan } from '../../../src/plugin.js';
import { attributesOf, toolAttributes } from './attributes.js';
import type { Origin } from './origin.js';
import type { Step } from './steps.js';

/** Under which span, and until when, the spans of a step stand. */
export interface Under {
  traceId: string;
  parentId: string;
  /** When the next step began: results of tools are written by then. */
  untilNs?: bigint;
}

/** The spans of one step: what was said, and each tool that it called. */
export function spansOfStep(step: Step, origin: Origin, under: Under): RawSpan[] {
  const startNs = nanoseconds(own(step.value, 'timestamp'));
  const id = stepId(origin, step);
  const { traceId, parentId } = under;
  const base = { type: 'span' as const, traceId, parentId, status: { code: 'unset' as const }, events: [], startNs };
  const main: RawSpan = { ...base, spanId: id, name: nameOf(step), endNs: startNs, attributes: attributesOf(step, origin), place: { ...origin.place, pointer: step.pointer } };
  const calls = callsOf(step.value);
  const tools = calls.map((call, index): RawSpan => {
    const name = asName(own(call, 'function_name')) ?? 'tool';
    const place = { ...origin.place, pointer: `${step.pointer}/tool_calls/${index}` };
    const result = resultOf(step.value, call, calls.length);
    return { ...base, spanId: toolId(id, call, index), name, endNs: result === undefined ? undefined : (under.untilNs ?? startNs), attributes: toolAttributes(call, result), place };
  });
  return [main, ...tools];
}

/** Ids that sort as the steps do, because steps need not carry times. */
export function stepId({ id }: Origin, { number }: Step): string {
  return `${id}:step-${String(number).padStart(6, '0')}`;
}

export function toolId(step: string, call: JsonValue, index: number): string {
  return `${step}:${asName(own(call, 'tool_call_id')) ?? String(index)}`;
}

/** Equal names leave the order of steps without times to their ids. */
function nameOf({ source, value }: Step): string {
  if (source === 'agent') return own(value, 'llm_call_count') === 0 ? 'action' : 'model call';
  return source === 'system' ? 'system message' : 'user message';
}

export function callsOf(step: JsonValue): JsonValue[] {
  const calls = own(step, 'tool_calls');
  return Array.isArray(calls) ? calls.filter(isObject) : [];
}

/** The result that names the call; of a single call also one that names none. */
export function resultOf(step: JsonValue, call: JsonValue, calls: number): JsonValue | undefined {
  const results = own(own(step, 'observation'), 'results');
  const list: readonly JsonValue[] = Array.isArray(results) ? results : [];
  const id = asName(own(call, 'tool_call_id'));
  const named = list.filter((result) => id !== undefined && asName(own(result, 'source_call_id')) === id);
  const bare = calls === 1 && list.length === 1 && asName(own(list[0], 'source_call_id')) === undefined ? list : [];
  return [...named, ...bare].at(0);
}
