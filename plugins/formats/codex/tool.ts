import { asCount, asName, asString, decoded, own, type JsonValue, type RawSpan } from '../../../src/plugin.js';
import { mapOf } from './attributes.js';
import type { Line } from './line.js';

/** Opens the span of a tool that a model item asks for. Ids of traces and parents are given when the turn is known. */
export function toolSpan(line: Line, spanId: string): RawSpan {
  const { payload, kind, place, timeNs } = line;
  const name = asName(own(payload, 'name')) ?? kind.replace(/_call$/, '');
  const attributes = mapOf([
    ['openinference.span.kind', 'TOOL'],
    ['tool.name', name],
    ['tool_call.id', own(payload, 'call_id')],
    ['input.value', decoded(own(payload, 'arguments') ?? own(payload, 'input') ?? own(payload, 'action'))],
    ['namespace', own(payload, 'namespace')],
  ]);
  const done = own(payload, 'call_id') === undefined;
  return { type: 'span', traceId: '', spanId, name, startNs: timeNs, endNs: done ? timeNs : undefined, status: { code: 'unset' }, attributes, events: [], place };
}

/** Gives a tool the output that the model saw: text, or text with the exit code beside it. */
export function addOutput(span: RawSpan, { payload, timeNs }: Line): void {
  const output = decoded(own(payload, 'output'));
  const text = own(output, 'output') ?? own(output, 'content') ?? output;
  if (text !== undefined && text !== null) span.attributes.set('output.value', text);
  span.endNs = timeNs;
  const code = asCount(own(own(output, 'metadata'), 'exit_code')) ?? codeIn(asString(text));
  if (code !== undefined && code !== 0) fail(span, `exit code ${code}`);
  else if (own(output, 'success') === false) fail(span, asString(text));
}

/** Newer versions write the exit code at the head of the text. */
function codeIn(text = ''): number | undefined {
  const match = /^(?:Exit code: |(?:[^\n]*\n){0,4}?Process exited with code )(\d{1,5})\b/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** Gives a tool what the event of its end says: exit code, status, or the error of an MCP server. */
export function addEnd(span: RawSpan, { payload, kind, timeNs }: Line): void {
  const code = asCount(own(payload, 'exit_code'));
  const result = own(payload, 'result');
  const failed = ['failed', 'declined', 'error'].includes(asString(own(payload, 'status')) ?? '') || own(payload, 'success') === false;
  span.endNs ??= timeNs;
  for (const key of ['exit_code', 'duration', 'status', 'result', 'invocation']) keep(span, `${kind}.${key}`, own(payload, key));
  if (own(result, 'Err') !== undefined) fail(span, asString(own(result, 'Err')));
  else if (own(own(result, 'Ok'), 'isError') === true || own(own(result, 'Ok'), 'is_error') === true) fail(span, undefined);
  else if (code !== undefined && code !== 0) fail(span, `exit code ${code}`);
  else if (failed) fail(span, asString(own(payload, 'stderr')));
}

function keep(span: RawSpan, key: string, value: JsonValue | undefined): void {
  if (value !== undefined && value !== null) span.attributes.set(key, value);
}

const messageLength = 300;

function fail(span: RawSpan, message: string | undefined): void {
  const known = span.status.message ?? message?.slice(0, messageLength);
  span.status = known === undefined || known === '' ? { code: 'error' } : { code: 'error', message: known };
}
