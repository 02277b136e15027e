import { describe, expect, it } from 'vitest';
import { messagesIn, readMessages } from '../../../src/adapt/read/messages.js';
import { foldFinishReason, foldRole } from '../../../src/adapt/read/roles.js';
import type { JsonValue, Message } from '../../../src/model/index.js';

const text = (value: string): Message['parts'][number] => ({ type: 'text', text: value });
const call = { type: 'tool_call', id: 'c1', name: 'find', arguments: { q: 'x' } } as const;
const result = { type: 'tool_result', id: 'c1', result: { n: 1 } } as const;

describe('roles', () => {
  it.each([
    ['developer', 'system'],
    ['human', 'user'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['function', 'tool'],
    ['ipython', 'tool'],
    ['AIMessageChunk', 'assistant'],
    ['HumanMessage', 'user'],
    ['MessageRole.USER', 'user'],
    ['constructor', 'user'],
    [null, 'user'],
  ])('folds %j to %s', (word, role) => expect(foldRole(word, 'user')).toBe(role));
});

describe('finish reasons', () => {
  it.each<[word: string, reason: string | undefined]>([
    ...['tool_call', 'tool_calls', 'tool-calls', 'tool_use', 'function_call'].map((word): [string, string] => [word, 'tool_call']),
    ...['length', 'max_tokens', 'MAX_TOKENS', 'model_length'].map((word): [string, string] => [word, 'length']),
    ...['stop', 'end_turn', 'STOP', 'stop_sequence', 'COMPLETE', 'FinishReason.STOP'].map((word): [string, string] => [word, 'stop']),
    ...['content_filter', 'content-filter', 'SAFETY', 'refusal'].map((word): [string, string] => [word, 'content_filter']),
    ['error', 'error'],
    ['paused', 'other'],
    ['', undefined],
    ['None', undefined],
  ])('folds %j to %j', (word, reason) => expect(foldFinishReason(word)).toBe(reason));
});

const conversation: Message[] = [
  { role: 'user', parts: [text('Find x')] },
  { role: 'assistant', parts: [call] },
  { role: 'tool', parts: [result] },
];

const lc = (name: string, kwargs: JsonValue): JsonValue => ({ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', name], kwargs });

describe('one conversation reads the same', () => {
  const cases: [vocabulary: string, value: JsonValue][] = [
    ['GenAI parts', [{ role: 'user', parts: [{ type: 'text', content: 'Find x' }] }, { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'find', arguments: '{"q":"x"}' }] }, { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { n: 1 } }] }]],
    ['GenAI parts, results under another key', [{ role: 'user', parts: [{ type: 'text', content: 'Find x' }] }, { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'find', arguments: { q: 'x' } }] }, { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', content: '{"n":1}' }] }]],
    ['OpenAI messages', { model: 'm', messages: [{ role: 'user', content: 'Find x' }, { role: 'assistant', content: '', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{"q":"x"}' } }] }, { role: 'tool', tool_call_id: 'c1', content: '{"n":1}' }] }],
    ['OpenAI messages as JSON, twice', JSON.stringify(JSON.stringify([{ role: 'user', content: [{ type: 'text', text: 'Find x' }] }, { role: 'assistant', tool_calls: [{ id: 'c1', function: { name: 'find', arguments: '{"q":"x"}' } }] }, { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '{"n":1}' }] }]))],
    ['Responses API items', { model: 'm', input: [{ role: 'user', content: [{ type: 'input_text', text: 'Find x' }] }, { type: 'function_call', call_id: 'c1', id: 'fc_1', name: 'find', arguments: '{"q":"x"}' }, { type: 'function_call_output', call_id: 'c1', output: '{"n":1}' }] }],
    ['LangChain, a list of lists', { messages: [[{ type: 'human', content: 'Find x' }, { type: 'ai', content: '', tool_calls: [{ name: 'find', args: { q: 'x' }, id: 'c1', type: 'tool_call' }] }, { type: 'tool', content: '{"n":1}', tool_call_id: 'c1' }]] }],
    ['LangChain constructors', [[lc('HumanMessage', { content: 'Find x' }), lc('AIMessage', { content: '', additional_kwargs: { tool_calls: [{ id: 'c1', function: { name: 'find', arguments: '{"q":"x"}' } }] } }), lc('ToolMessage', { content: '{"n":1}', tool_call_id: 'c1' })]]],
    ['Azure and Agent365 wrapper', { version: '0.1.0', messages: [{ role: 'user', content: 'Find x' }, { role: 'assistant', content: null, tool_calls: [{ id: 'c1', function: { name: 'find', arguments: { q: 'x' } } }] }, { role: 'tool', tool_call_id: 'c1', content: '{"n":1}' }] }],
  ];
  it.each(cases)('in %s', (_vocabulary, value) => {
    const plain = readMessages(value, 'user')?.map(({ role, parts }) => ({ role, parts }));
    expect(plain).toEqual(conversation);
  });

  it('in Anthropic blocks, where the result stands in a user message', () => {
    const value = [
      { role: 'user', content: 'Find x' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'find', input: { q: 'x' } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: '{"n":1}' }] }] },
    ];
    expect(readMessages(value, 'user')).toEqual([conversation[0], conversation[1], { role: 'tool', recordedRole: 'user', parts: [result] }]);
  });

  it('in Bedrock blocks', () => {
    const value = [
      { role: 'user', content: [{ text: 'Find x' }] },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'find', input: { q: 'x' } } }] },
      { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ json: { n: 1 } }], status: 'success' } }] },
    ];
    expect(readMessages(value, 'user')).toEqual([conversation[0], conversation[1], { role: 'tool', recordedRole: 'user', parts: [result] }]);
  });

  it('in Gemini parts, which have no ids', () => {
    const value = { contents: [{ role: 'user', parts: [{ text: 'Find x' }] }, { role: 'model', parts: [{ functionCall: { name: 'find', args: { q: 'x' } } }] }, { role: 'function', parts: [{ functionResponse: { name: 'find', response: { n: 1 } } }] }] };
    expect(readMessages(value, 'user')).toEqual([
      conversation[0],
      { role: 'assistant', recordedRole: 'model', parts: [{ type: 'tool_call', name: 'find', arguments: { q: 'x' } }] },
      { role: 'tool', recordedRole: 'function', parts: [{ type: 'tool_result', name: 'find', result: { n: 1 } }] },
    ]);
  });
});

describe('answers', () => {
  const answer: Message = { role: 'assistant', parts: [text('Yes')], finishReason: 'stop' };
  const cases: [what: string, value: JsonValue][] = [
    ['a chat completion', { id: 'r', choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'Yes', refusal: null, audio: null, function_call: null, tool_calls: null } }] }],
    ['an Anthropic message', { id: 'm', type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Yes' }], stop_reason: 'end_turn' }],
    ['a Bedrock answer', { output: { message: { role: 'assistant', content: [{ text: 'Yes' }] } }, stopReason: 'end_turn' }],
    ['a GenAI message', [{ role: 'assistant', parts: [{ type: 'text', content: 'Yes' }], finish_reason: 'stop' }]],
  ];
  it.each(cases)('reads %s', (_what, value) => expect(messagesIn(value, 'assistant')).toEqual([answer]));

  it('reads a LangChain result', () => {
    const generation = { text: 'Yes', generation_info: { finish_reason: 'stop' }, message: lc('AIMessage', { content: 'Yes' }) };
    expect(messagesIn({ generations: [[generation]], llm_output: null }, 'assistant')).toEqual([{ ...answer, recordedRole: 'AIMessage' }]);
  });

  it('reads a Gemini candidate', () => {
    expect(messagesIn({ candidates: [{ content: { role: 'model', parts: [{ text: 'Yes' }] }, finishReason: 'STOP' }] }, 'assistant')).toEqual([{ ...answer, recordedRole: 'model' }]);
  });

  it('joins the items of a Responses API answer, thoughts first', () => {
    const value = { output: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] }, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yes' }] }] };
    expect(messagesIn(value, 'assistant')).toEqual([{ role: 'assistant', parts: [{ type: 'reasoning', text: 'Hm' }, text('Yes')] }]);
  });

  it('keeps a call once that LangChain writes in the content and beside it', () => {
    const value = [{ type: 'ai', content: [{ type: 'text', text: 'Wait' }, { type: 'tool_use', id: 'c1', name: 'find', input: { q: 'x' } }], tool_calls: [{ name: 'find', args: { q: 'x' }, id: 'c1' }] }];
    expect(readMessages(value, 'assistant')?.[0]?.parts).toEqual([text('Wait'), call]);
  });
});

describe('odd messages', () => {
  const parts = (value: JsonValue): unknown => readMessages(value, 'user');
  it('takes a plain string as one message of the default role', () => expect(parts('hello')).toEqual([{ role: 'user', parts: [text('hello')] }]));
  it('tells an empty list from none', () => expect([readMessages('[]', 'user'), readMessages(null, 'user'), readMessages(undefined, 'user')]).toEqual([[], undefined, undefined]));
  it('keeps an empty text', () => expect(parts([{ role: 'user', content: '' }])).toEqual([{ role: 'user', parts: [text('')] }]));
  it('gives no text where none was recorded', () => expect(parts([{ role: 'assistant', content: null, tool_calls: [] }])).toEqual([{ role: 'assistant', parts: [] }]));
  it('puts instructions before the messages they stand beside', () => {
    expect(parts({ system: [{ type: 'text', text: 'Be kind' }], messages: [{ role: 'user', content: 'Hi' }] })).toEqual([{ role: 'system', parts: [text('Be kind')] }, { role: 'user', parts: [text('Hi')] }]);
  });
  it('parts a user message that holds a result and a text', () => {
    expect(parts([{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'late', is_error: true }, { type: 'text', text: 'And now?' }] }])).toEqual([
      { role: 'tool', recordedRole: 'user', parts: [{ type: 'tool_result', id: 'c1', result: 'late', isError: true }] },
      { role: 'user', parts: [text('And now?')] },
    ]);
  });
  it('saves the whole messages of a list that was cut', () => {
    expect(parts('[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hel')).toEqual([{ role: 'user', parts: [text('Hi')] }, { role: 'assistant', parts: [text('Hel')] }]);
  });
  it('keeps text that only looks like a list of parts', () => expect(parts([{ role: 'user', content: '[{"a":1}]' }])).toEqual([{ role: 'user', parts: [text('[{"a":1}]')] }]));
  it('never keeps the bytes of media', () => {
    const value = [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/a.png' } }, { type: 'blob', modality: 'audio', content: 'AAAA' }, { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(400)}` } }] }];
    expect(readMessages(value, 'user')?.[0]?.parts).toEqual([{ type: 'media', modality: 'image', reference: 'https://x/a.png' }, { type: 'media', modality: 'audio' }, { type: 'media', modality: 'image' }]);
  });
  it('keeps parts that it does not know', () => expect(readMessages([{ role: 'user', parts: [{ type: 'quantum', spin: 1 }] }], 'user')?.[0]?.parts).toEqual([{ type: 'other', value: { type: 'quantum', spin: 1 } }]));
  it('keeps arguments that are only the beginning of JSON as text', () => {
    expect(readMessages([{ role: 'assistant', tool_calls: [{ id: 'c1', function: { name: 'find', arguments: '{"q":' } }] }], 'assistant')?.[0]?.parts).toEqual([{ type: 'tool_call', id: 'c1', name: 'find', arguments: '{"q":' }]);
  });
});

describe('values that are no messages', () => {
  it.each<[string, JsonValue]>([
    ['documents', [{ title: 'Shipping', id: 'kb-1', content: 'Ships in 3 days' }]],
    ['an object of arguments', { query: 'x', top_k: 3 }],
    ['a list of numbers', [1, 2]],
    ['text', 'hello'],
    ['a list of texts', ['a', 'b']],
    ['null', null],
  ])('%s', (_what, value) => expect(messagesIn(value, 'user')).toBeUndefined());
});
