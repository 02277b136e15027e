import { describe, expect, it } from 'vitest';
import codex from '../../../../plugins/formats/codex/index.js';
import type { JsonObject, JsonValue, RawItem, RawRecord, RawSpan } from '../../../../src/plugin.js';

const event = (type: string, more: JsonObject = {}): JsonObject => ({ timestamp: '2026-01-01T00:00:00Z', type: 'event_msg', payload: { type, ...more } });
const item = (type: string, more: JsonObject = {}): JsonObject => ({ timestamp: '2026-01-01T00:00:00Z', type: 'response_item', payload: { type, ...more } });
const asked = (text: string): JsonObject => item('message', { role: 'user', content: [{ type: 'input_text', text }] });
const said = (text: string): JsonObject => item('message', { role: 'assistant', content: [{ type: 'output_text', text }] });
const usage = (input: number): JsonObject => ({ input_tokens: input, output_tokens: 1 });

function together(lines: readonly JsonValue[]): RawSpan[] {
  const records = lines.map((value, index): RawRecord => ({ value, place: { file: 'x.jsonl', record: index + 1, offset: 0, length: 1 } }));
  const items: RawItem[] = [...(codex.readTogether?.(records, { note: () => undefined }) ?? [])];
  return items.filter((read) => read.type === 'span');
}
const prompts = (lines: readonly JsonValue[]): JsonValue[] => together(lines).filter(({ parentId }) => parentId === undefined).map(({ attributes }) => attributes.get('input.value') ?? null);
const inputs = (lines: readonly JsonValue[]): (JsonValue | null)[] => together(lines).filter(({ name }) => name === 'model call').map(({ attributes }) => attributes.get('llm.token_count.prompt') ?? null);

describe('turns', () => {
  it.each<[string, JsonObject[], JsonValue[]]>([
    ['a prompt written as task, item and event is one', [event('task_started', { turn_id: 't' }), asked('a'), event('user_message', { message: 'a' })], ['a']],
    ['a prompt after an answer is another', [asked('a'), said('x'), asked('b')], ['a', 'b']],
    ['a prompt after an unanswered one is another', [asked('a'), asked('b')], ['a', 'b']],
    ['a prompt after an abort is another', [event('user_message', { message: 'a' }), event('turn_aborted', { reason: 'interrupted' }), asked('b')], ['a', 'b']],
    ['injected messages are none', [asked('<environment_context>x</environment_context>'), asked('# AGENTS.md instructions for /x'), asked('a')], ['a']],
    ['an answer without a prompt is kept', [said('x')], [null]],
  ])('%s', (_, lines, texts) => {
    expect(prompts(lines)).toEqual(texts);
  });

  it('that were rolled back are marked and kept', () => {
    const spans = together([asked('a'), said('x'), asked('b'), said('y'), event('thread_rolled_back', { num_turns: 1 })]).filter(({ parentId }) => parentId === undefined);
    expect(spans.map(({ attributes }) => attributes.get('rolled_back'))).toEqual([undefined, true]);
  });
});

describe('counts', () => {
  const total = (sum: number, last?: number): JsonObject => event('token_count', { info: { total_token_usage: usage(sum), ...(last === undefined ? {} : { last_token_usage: usage(last) }) } });
  it.each<[string, JsonObject[], (number | null)[]]>([
    ['are those of the last call, not the running total', [asked('a'), said('x'), total(10, 10), said('y'), total(30, 20)], [10, 20]],
    ['are differences where only the total is written', [asked('a'), said('x'), total(10), said('y'), total(30)], [10, 20]],
    ['that are written again count once', [asked('a'), said('x'), total(10, 10), total(10, 10)], [10]],
    ['without numbers are none', [asked('a'), said('x'), event('token_count', { info: null })], [null]],
    ['of a call without items stand alone', [asked('a'), said('x'), total(10, 10), total(15, 5)], [10, 5]],
  ])('%s', (_, lines, counts) => {
    expect(inputs(lines)).toEqual(counts);
  });
});

describe('a tool', () => {
  const call = item('function_call', { name: 'f', arguments: '{"a":1}', call_id: 'c' });
  const output = (value: JsonValue): JsonObject => item('function_call_output', { call_id: 'c', output: value });
  it.each<[string, JsonObject[], string, JsonValue | undefined]>([
    ['text', [call, output('fine')], 'unset', 'fine'],
    ['an empty text', [call, output('')], 'unset', ''],
    ['nothing yet', [call], 'unset', undefined],
    ['an exit code beside the text', [call, output('{"output":"no","metadata":{"exit_code":2}}')], 'error', 'no'],
    ['an exit code in the text', [call, output('Exit code: 1\nOutput:\nno')], 'error', 'Exit code: 1\nOutput:\nno'],
    ['success false', [call, output({ content: 'no', success: false })], 'error', 'no'],
    ['an event that says it failed', [call, event('exec_command_end', { call_id: 'c', exit_code: 127 }), output('no')], 'error', 'no'],
    ['an error of an MCP server', [call, event('mcp_tool_call_end', { call_id: 'c', result: { Err: 'gone' } }), output('gone')], 'error', 'gone'],
    ['an MCP result', [call, event('mcp_tool_call_end', { call_id: 'c', result: { Ok: { content: [] } } }), output('fine')], 'unset', 'fine'],
  ])('that gave %s', (_, lines, status, result) => {
    const span = together([asked('a'), ...lines]).find(({ spanId }) => spanId === 'c');
    expect([span?.name, span?.status.code, span?.attributes.get('output.value'), span?.attributes.get('input.value')]).toEqual(['f', status, result, { a: 1 }]);
  });

  it('whose call is not in the dump is kept by its output', () => {
    expect(together([asked('a'), output('late')]).find(({ spanId }) => spanId === 'c')?.attributes.get('output.value')).toBe('late');
  });
});

describe('files that were joined', () => {
  it('are told apart by their heads', () => {
    const head = (id: string): JsonObject => ({ timestamp: '2026-01-01T00:00:00Z', type: 'session_meta', payload: { id } });
    const spans = together([head('one'), asked('a'), said('x'), head('two'), asked('b')]).filter(({ parentId }) => parentId === undefined);
    expect(spans.map(({ attributes }) => attributes.get('session.id'))).toEqual(['one', 'two']);
  });
});
