import { describe, expect, it } from 'vitest';
import { content } from '../../../src/adapt/read/content.js';
import { documentsOf } from '../../../src/adapt/read/documents.js';
import type { JsonValue } from '../../../src/model/index.js';

const user = (text: string): JsonValue => ({ role: 'user', content: text });

describe('the text a person reads of an input', () => {
  it.each<[what: string, value: JsonValue, text: string]>([
    ['a plain text', 'Hi', 'Hi'],
    ['an empty text', '', ''],
    ['a JSON text', '"Hi"', 'Hi'],
    ['the last user message', { messages: [user('One'), { role: 'assistant', content: 'Two' }, user('Three'), { role: 'assistant', content: 'Four' }] }, 'Three'],
    ['the last user message, not a tool result', [user('Ask'), { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: 'r' }] }], 'Ask'],
    ['a mark for a picture', [user('Ask'), { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/a.png' } }] }], '[image]'],
    ['the one obvious member', { question: 'Why?', turn: 2 }, 'Why?'],
    ['compact JSON when two members are text', { question: 'Why?', tone: 'kind' }, '{"question":"Why?","tone":"kind"}'],
    ['compact JSON when the member is not obvious', { city: 'Paris' }, '{"city":"Paris"}'],
    ['compact JSON of a list', '[1, 2]', '[1,2]'],
  ])('is %s', (_what, value, text) => expect(content(value, 'a', 'input').text).toBe(text));
});

describe('the text a person reads of an output', () => {
  it.each<[what: string, value: JsonValue, text: string]>([
    ['the first choice', { choices: [{ message: { role: 'assistant', content: 'A' } }, { message: { role: 'assistant', content: 'B' } }] }, 'A'],
    ['the last message', { messages: [user('Q'), { role: 'assistant', content: 'A' }] }, 'A'],
    ['the text of a Responses API answer', { output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A' }, { type: 'output_text', text: 'B' }] }] }, 'A\nB'],
    ['the one obvious member', { answer: 'A', tokens: 3 }, 'A'],
    ['a call, where the answer is a call', { choices: [{ message: { role: 'assistant', content: null, tool_calls: [{ id: 'c', function: { name: 'find', arguments: '{"q": "x"}' } }] } }] }, 'find({"q":"x"})'],
    ['an empty answer', { choices: [{ message: { role: 'assistant', content: '' } }] }, ''],
    ['compact JSON', { rows: [1] }, '{"rows":[1]}'],
  ])('is %s', (_what, value, text) => expect(content(value, 'a', 'output').text).toBe(text));
});

describe('what a recording says of itself', () => {
  it.each(['__REDACTED__', '<REDACTED>'])('%s was withheld', (text) => expect(content(text, 'input.value', 'input')).toEqual({ text, value: text, attribute: 'input.value', redacted: true }));
  it('JSON that was cut is marked, its raw text kept and its messages read', () => {
    const raw = '{"messages":[{"role":"user","content":"A long quest';
    expect(content(raw, 'a', 'input')).toEqual({ text: 'A long quest', value: raw, attribute: 'a', truncated: true });
  });
  it('nesting too deep to be written is not followed', () => {
    let deep: JsonValue = [];
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(content(deep, 'a', 'input').text).toBe('[nested too deeply to be shown]');
  });
});

describe('documents', () => {
  const one = [{ id: 'd1', text: 'Body', metadata: { source: 'kb' } }];
  it.each<[shape: string, value: JsonValue]>([
    ['LangChain', [{ page_content: 'Body', metadata: { source: 'kb' }, id: 'd1', type: 'Document' }]],
    ['LangChain constructors', [{ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'Document'], kwargs: { page_content: 'Body', metadata: { source: 'kb' }, id: 'd1' } }]],
    ['a JSON text', '[{"id":"d1","content":"Body","metadata":{"source":"kb"}}]'],
    ['members beside the text', [{ id: 'd1', text: 'Body', source: 'kb' }]],
    ['a member of its own', { results: [{ document: { id: 'd1', content: 'Body', metadata: { source: 'kb' } } }] }],
    ['matches of a vector store', { matches: [{ id: 'd1', metadata: { source: 'kb' }, text: 'Body' }] }],
    ['hits in hits', { hits: { hits: [{ id: 'd1', _source: { content: 'Body', source: 'kb' } }] } }],
    ['dataframe rows', [{ 'document.id': 'd1', 'document.content': 'Body', 'document.metadata': { source: 'kb' } }]],
    ['one list for each query', [[{ id: 'd1', text: 'Body', metadata: '{"source":"kb"}' }]]],
  ])('are read in the form of %s', (_shape, value) => expect(documentsOf(value)).toEqual(one));

  it('keep their score, beside them or in a pair', () => {
    expect(documentsOf([{ id: 'a', score: -0.2 }, [{ page_content: 'B' }, 0.7], { text: 'C', relevance_score: '0.5' }])).toEqual([{ id: 'a', score: -0.2 }, { text: 'B', score: 0.7 }, { text: 'C', score: 0.5 }]);
  });
  it('of an empty answer are an empty list', () => expect([documentsOf([]), documentsOf({ documents: [] })]).toEqual([[], []]));
  it('are texts only where the caller knows that the span retrieves', () => expect([documentsOf(['a']), documentsOf(['a'], { strings: true })]).toEqual([undefined, [{ text: 'a' }]]));
  it.each<[string, JsonValue]>([
    ['messages', [{ role: 'user', content: 'Hi' }]],
    ['numbers', [1, 2]],
    ['rows without text', [{ city: 'Paris', celsius: 21 }]],
    ['a weather report', { celsius: 21 }],
    ['an error', { results: [{ error: 'timeout', text: '' }] }],
  ])('are not made of %s', (_what, value) => expect(documentsOf(value)).toBeUndefined());
});
