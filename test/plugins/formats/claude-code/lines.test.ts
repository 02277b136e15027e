import { describe, expect, it } from 'vitest';
import claudeCode from '../../../../plugins/formats/claude-code/index.js';
import type { JsonObject, JsonValue, RawItem, RawRecord, RawSpan } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const line = (uuid: string, after: string | null, type: string, content: JsonValue, more: JsonObject = {}): JsonObject => ({ type, uuid, parentUuid: after, sessionId: 's', isSidechain: false, message: { role: type, content, ...(more['message'] as JsonObject | undefined) }, ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'message')) });
const user = (uuid: string, after: string | null, content: JsonValue, more?: JsonObject): JsonObject => line(uuid, after, 'user', content, more);
const answer = (uuid: string, after: string | null, block: JsonValue, message: JsonObject): JsonObject => line(uuid, after, 'assistant', [block], { message });
const text = (words: string): JsonObject => ({ type: 'text', text: words });

function together(lines: readonly JsonValue[]): RawSpan[] {
  const records = lines.map((value, index): RawRecord => ({ value, place: { file: 'x.jsonl', record: index + 1, offset: 0, length: 1 } }));
  const items: RawItem[] = [...(claudeCode.readTogether?.(records, { note: () => undefined }) ?? [])];
  return items.filter((item) => item.type === 'span');
}
const turns = (lines: readonly JsonValue[]): RawSpan[] => together(lines).filter(({ name }) => name === 'turn');

describe('a line of the user', () => {
  it.each<[string, boolean, JsonValue, JsonObject?]>([
    ['plain text', true, 'Hello'],
    ['text blocks', true, [text('Hello')]],
    ['a picture', true, [{ type: 'image', source: { type: 'base64', data: 'AA' } }]],
    ['a reminder beside text', true, [text('<system-reminder>x</system-reminder>'), text('Hello')]],
    ['a reminder alone', false, [text('<system-reminder>x</system-reminder>')]],
    ['a result of a tool', false, [{ type: 'tool_result', tool_use_id: 't', content: 'x' }]],
    ['a command', false, '<command-name>/clear</command-name>'],
    ['what a command printed', false, '<local-command-stdout>x</local-command-stdout>'],
    ['a meta line', false, 'Hello', { isMeta: true }],
    ['the summary of a compaction', false, 'This session is continued', { isCompactSummary: true }],
    ['an interruption', false, [text('[Request interrupted by user]')]],
  ])('of %s begins a turn: %s', (_, begins, content, more) => {
    expect(turns([user('a', null, content, more)])).toHaveLength(begins ? 1 : 0);
  });
});

describe('a model call', () => {
  const usage = (output: number): JsonObject => ({ input_tokens: 1, cache_read_input_tokens: 10, cache_creation_input_tokens: 5, output_tokens: output });
  const lines = [
    user('a', null, 'Hello'),
    answer('b', 'a', { type: 'thinking', thinking: 'hm' }, { id: 'm1', usage: usage(2) }),
    answer('c', 'b', text('Hi'), { id: 'm1', usage: usage(9), stop_reason: 'end_turn' }),
  ];

  it('is one span for all lines of its message, with the final counts, and input that includes the cache', () => {
    const spans = together(lines).filter(({ name }) => name === 'model call');
    expect(spans.map(({ spanId }) => spanId)).toEqual(['m1']);
    expect(spans[0]?.attributes.get('llm.token_count.prompt')).toBe(16);
    expect(spans[0]?.attributes.get('llm.token_count.completion')).toBe(9);
    expect(spans[0]?.attributes.get('output.value')).toMatchObject({ content: [{ type: 'thinking' }, { type: 'text' }], stop_reason: 'end_turn' });
  });

  it('belongs to the turn of the line before it, also where other lines stand between', () => {
    const between = { type: 'progress', uuid: 'p', parentUuid: 'a', sessionId: 's', data: {} };
    const spans = together([lines[0] ?? null, user('z', null, 'Another branch'), between, answer('b', 'p', text('x'), { id: 'm1' })]);
    expect(spans.find(({ spanId }) => spanId === 'm1')).toMatchObject({ traceId: 'a', parentId: 'a' });
  });

  it('belongs to the last prompt where the line before it is not in the dump', () => {
    expect(together([lines[0] ?? null, answer('b', 'gone', text('x'), { id: 'm1' })]).find(({ spanId }) => spanId === 'm1')?.parentId).toBe('a');
  });

  it('without any prompt is kept under a parent that is missing', () => {
    expect(together([answer('b', null, text('x'), { id: 'm1' })])[0]).toMatchObject({ spanId: 'm1', parentId: 's:no-prompt:prompt' });
  });
});

describe('a record', () => {
  it.each<[string, JsonValue, number | undefined]>([
    ['a full line', user('a', null, 'x'), 0.95],
    ['a reduced line', { type: 'user', message: { role: 'user', content: 'x' } }, 0.7],
    ['a line of bookkeeping', { type: 'summary', summary: 'x', leafUuid: 'y' }, 0.9],
    ['a list of lines', [{ type: 'mode' }, user('a', null, 'x')], 0.95],
    ['a line of Qwen Code', { type: 'user', uuid: 'a', parentUuid: null, sessionId: 's', message: { role: 'user', parts: [{ text: 'x' }] } }, undefined],
    ['a line with usage of Gemini', { ...user('a', null, 'x'), usageMetadata: {} }, undefined],
    ['a chat message', { role: 'user', content: 'x' }, undefined],
  ])('that is %s has score %s', (_, value, score) => {
    expect(claudeCode.recognise(value, {})?.score).toBe(score);
  });

  it('read alone yields what it says by itself', () => {
    expect(readWith(claudeCode, user('a', null, 'Hello')).spans.map(({ spanId }) => spanId)).toEqual(['a']);
  });
});

describe('events', () => {
  it('before the first prompt are kept with it, those after with their turn', () => {
    const [turn] = turns([user('m', null, '<command-name>/x</command-name>'), user('a', 'm', 'Hello'), { type: 'system', subtype: 'compact_boundary', uuid: 'b', parentUuid: 'a', sessionId: 's', content: 'Compacted' }]);
    expect(turn?.events.map(({ name, attributes }) => [name, attributes.get('text')])).toEqual([['command-name', '<command-name>/x</command-name>'], ['system.compact_boundary', 'Compacted']]);
  });
});

describe('the order of the lines of a file', () => {
  const timed = (value: JsonObject, second: number): JsonObject => ({ ...value, timestamp: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z` });
  const lines = [
    timed(user('a', null, 'First'), 1),
    timed(answer('b', 'a', { type: 'tool_use', id: 't', name: 'Read', input: {} }, { id: 'm1' }), 2),
    timed(user('c', 'b', [{ type: 'tool_result', tool_use_id: 't', content: 'x' }]), 3),
    timed(answer('d', 'c', text('Done'), { id: 'm2' }), 4),
    timed(user('e', 'd', 'Second'), 5),
    timed(answer('f', 'e', text('Bye'), { id: 'm3' }), 6),
  ];

  it('does not matter where they carry times', () => {
    const known = (spans: readonly RawSpan[]): unknown[] => spans.map(({ place: _place, ...span }) => span);
    expect(known(together([...lines].reverse()))).toEqual(known(together(lines)));
  });
});
