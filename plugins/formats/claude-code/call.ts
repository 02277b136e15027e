import { asBoolean, asCount, asName, asString, own, type JsonValue, type RawSpan } from '../../../src/plugin.js';
import { mapOf, rest } from './attributes.js';
import { idOf, type Line } from './line.js';
import type { Strand } from './turn.js';

/** Id of the model call that an assistant line is a part of: one line is written for each block of an answer. */
export function callId(line: Line): string {
  return asName(own(own(line.value, 'message'), 'id')) ?? idOf(line);
}

/** Makes the span of a model call from the lines of its answer, of which the last says the final counts. */
export function callSpan(lines: readonly Line[], first: Line, { traceId, spanId: parentId }: Strand): RawSpan {
  const last = lines.at(-1) ?? first;
  const messages = lines.map(({ value }) => own(value, 'message'));
  const failed = lines.some(({ value }) => asBoolean(own(value, 'isApiErrorMessage')) === true);
  const model = asName(own(own(last.value, 'message'), 'model'));
  const made = model === '<synthetic>';
  const blocks = newBlocks(lines);
  const attributes = mapOf([
    ['openinference.span.kind', made && !failed ? 'CHAIN' : 'LLM'],
    ['session.id', first.log],
    ['llm.model_name', made ? undefined : model],
    ['llm.provider', made ? undefined : 'anthropic'],
    ['output.value', { id: callId(first), role: 'assistant', content: blocks, stop_reason: messages.map((message) => own(message, 'stop_reason')).findLast((reason) => typeof reason === 'string') ?? null }],
    ...(made ? [] : countsOf(messages.map((message) => own(message, 'usage')))),
    ['llm.cost.total', own(last.value, 'costUSD')],
    ...rest(first.value),
  ]);
  const status = failed ? ({ code: 'error', message: textOf(blocks) } as const) : ({ code: 'unset' } as const);
  return { type: 'span', traceId, spanId: callId(first), parentId, name: made ? 'notice' : 'model call', startNs: first.timeNs, endNs: last.timeNs, status, attributes, events: [], place: first.place };
}

/** Blocks of all lines; a call of a tool that is written twice is one. */
function newBlocks(lines: readonly Line[]): JsonValue[] {
  const seen = new Set<string>();
  return lines.flatMap(({ blocks }) => blocks).filter((block) => {
    const id = asName(own(block, 'id'));
    const known = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    return !known;
  });
}

function textOf(blocks: readonly JsonValue[]): string {
  return blocks.flatMap((block) => asString(own(block, 'text')) ?? []).join('\n');
}

/** Each line repeats the counts of the whole call, of which output may still grow: the largest of each is taken, none are added up. */
function countsOf(usages: readonly (JsonValue | undefined)[]): [string, JsonValue | undefined][] {
  const most = (key: string): number | undefined => {
    const counts = usages.flatMap((usage) => asCount(own(usage, key)) ?? []);
    return counts.length === 0 ? undefined : counts.reduce((a, b) => Math.max(a, b));
  };
  const [input, read, written] = [most('input_tokens'), most('cache_read_input_tokens'), most('cache_creation_input_tokens')];
  return [
    ['llm.token_count.prompt', input === undefined ? undefined : input + (read ?? 0) + (written ?? 0)],
    ['llm.token_count.completion', most('output_tokens')],
    ['llm.token_count.prompt_details.cache_read', read],
    ['llm.token_count.prompt_details.cache_write', written],
  ];
}
