import { asBoolean, asName, asString, own, resultValue, stableJson, type JsonValue, type RawSpan, type Status } from '../../../src/plugin.js';
import { mapOf } from './attributes.js';
import type { Line } from './line.js';
import type { Strand } from './turn.js';

/** The span of a tool, from the block that asks for it. */
export function toolSpan(block: JsonValue, line: Line, strand: Strand, spanId: string): RawSpan {
  const name = asName(own(block, 'name')) ?? 'tool';
  const attributes = mapOf([
    ['openinference.span.kind', 'TOOL'],
    ['tool.name', name],
    ['tool_call.id', own(block, 'id') ?? own(block, 'tool_use_id')],
    ['input.value', own(block, 'input')],
  ]);
  return { type: 'span', traceId: strand.traceId, spanId, parentId: strand.spanId, name, startNs: line.timeNs, status: { code: 'unset' }, attributes, events: [], place: line.place };
}

/** Gives a tool what came back: in the block what the model saw, beside it what the program keeps for itself. */
export function addResult(span: RawSpan, block: JsonValue, line: Line): void {
  const output = resultValue(own(block, 'content'));
  const kept = own(line.value, 'toolUseResult');
  if (output !== undefined && output !== null) span.attributes.set('output.value', output);
  if (kept !== undefined && kept !== null) span.attributes.set('toolUseResult', kept);
  span.endNs = line.timeNs;
  if (asBoolean(own(block, 'is_error')) === true) span.status = failure(output);
}

const messageLength = 300;

function failure(output: JsonValue | undefined): Status {
  const text = asString(output) ?? (output === undefined || output === null ? '' : stableJson(output));
  const message = text.replace(/^<tool_use_error>|<\/tool_use_error>$/g, '').slice(0, messageLength);
  return message === '' ? { code: 'error' } : { code: 'error', message };
}
