import { describe, expect, it } from 'vitest';
import type { JsonObject, Span } from '../../../src/model/index.js';
import { read as readFixture } from '../formats/otel-console/listing.js';
import { read } from './raw-span.js';

const json = JSON.stringify;
const inner: JsonObject = { 'ai.operationId': 'ai.generateText.doGenerate', 'ai.model.id': 'gpt-x', 'ai.model.provider': 'OpenAI.responses' };

describe('a kind', () => {
  it.each<[string, Span['kind']]>([
    ['ai.generateText', 'chain'], ['ai.streamObject', 'chain'], ['ai.embedMany', 'chain'], ['ai.rerank', 'chain'],
    ['ai.generateObject.doGenerate', 'llm'], ['ai.streamText.doStream', 'llm'], ['ai.embedMany.doEmbed', 'embedding'], ['ai.rerank.doRerank', 'reranker'], ['ai.toolCall', 'tool'],
    ['ai.other', 'unknown'],
  ])('of %s is %s', (operation, kind) => {
    expect(read({ 'ai.operationId': operation }).kind).toBe(kind);
    expect(read({ 'operation.name': `${operation} shop`, 'ai.telemetry.functionId': 'shop' }).kind).toBe(kind);
  });
});

describe('an input', () => {
  it.each<[string, JsonObject, string]>([
    ['a prompt with a system text', { 'ai.prompt': json({ system: 'Be brief.', prompt: 'Hi' }) }, 'Hi'],
    ['a prompt of messages', { 'ai.prompt': json({ system: 'Be brief.', messages: [{ role: 'user', content: 'A' }, { role: 'assistant', content: 'B' }, { role: 'user', content: [{ type: 'text', text: 'C' }] }] }) }, 'C'],
    ['a prompt that is a list', { 'ai.prompt': json({ prompt: [{ role: 'user', content: 'Hi' }] }) }, 'Hi'],
    ['an empty prompt', { 'ai.prompt': json({ prompt: '' }) }, ''],
    ['messages before the prompt', { 'ai.prompt.messages': json([{ role: 'user', content: [{ type: 'text', text: 'inner' }] }]), 'ai.prompt': json({ prompt: 'outer' }) }, 'inner'],
    ['a value', { 'ai.value': json('orders') }, 'orders'],
    ['one of several values', { 'ai.values': [json('orders')] }, 'orders'],
    ['several values', { 'ai.values': [json('a'), json('b')] }, '["a","b"]'],
  ])('is read from %s', (_, attributes, text) => {
    expect(read({ ...inner, ...attributes }).input?.text).toBe(text);
  });

  it('that was not recorded is absent', () => {
    const { input, output, inputMessages, outputMessages } = read(inner);
    expect({ input, output, inputMessages, outputMessages }).toEqual({ input: undefined, output: undefined, inputMessages: undefined, outputMessages: undefined });
  });
});

describe('an output', () => {
  const calls = json([{ toolCallId: 'c1', toolName: 'search', input: '{"q":"x"}' }]);

  it.each<[string, JsonObject, string]>([
    ['its text', { 'ai.response.text': 'Hello' }, 'Hello'],
    ['its text, also beside calls', { 'ai.response.text': 'Let me look.', 'ai.response.toolCalls': calls }, 'Let me look.'],
    ['its object', { 'ai.response.object': json({ city: 'Paris' }) }, '{"city":"Paris"}'],
    ['its calls', { 'ai.response.toolCalls': calls }, 'search({"q":"x"})'],
    ['its calls, where the text is empty', { 'ai.response.text': '', 'ai.response.toolCalls': calls }, 'search({"q":"x"})'],
    ['an empty text', { 'ai.response.text': '' }, ''],
    ['its text before version 4', { 'ai.result.text': 'Hello' }, 'Hello'],
    ['its calls before version 4', { 'ai.result.toolCalls': json([{ toolCallType: 'function', toolCallId: 'c1', toolName: 'search', args: '{"q":"x"}' }]) }, 'search({"q":"x"})'],
  ])('is read from %s', (_, attributes, text) => {
    expect(read({ ...inner, ...attributes }).output?.text).toBe(text);
  });

  it('holds thoughts, text, calls and the reason in one message', () => {
    const { outputMessages } = read({ ...inner, 'ai.response.reasoning': json([{ type: 'reasoning', text: 'Hm.' }]), 'ai.response.text': 'Look.', 'ai.response.toolCalls': calls, 'ai.response.finishReason': 'tool-calls' });
    expect(outputMessages).toEqual([
      { role: 'assistant', finishReason: 'tool_call', parts: [{ type: 'reasoning', text: 'Hm.' }, { type: 'text', text: 'Look.' }, { type: 'tool_call', id: 'c1', name: 'search', arguments: { q: 'x' } }] },
    ]);
  });

  it('that is damaged gives no error', () => {
    for (const odd of [null, 1, '[', '[1,null,{}]', [], {}, [[]]]) {
      for (const key of ['ai.prompt', 'ai.prompt.messages', 'ai.prompt.tools', 'ai.response.text', 'ai.response.object', 'ai.response.toolCalls', 'ai.response.reasoning', 'ai.values', 'ai.documents', 'ai.ranking', 'ai.toolCall.args', 'ai.toolCall.name', 'ai.telemetry.functionId', 'ai.telemetry.metadata.sessionId']) {
        for (const operation of ['ai.generateText', 'ai.generateText.doGenerate', 'ai.rerank.doRerank', 'ai.toolCall']) expect(read({ 'ai.operationId': operation, [key]: odd })).toBeDefined();
      }
    }
  });
});

describe('tool parts of messages', () => {
  const history = (...content: JsonObject[]): Span['inputMessages'] => read({ ...inner, 'ai.prompt.messages': json([{ role: 'tool', content }]) }).inputMessages;

  it.each<[string, JsonObject, unknown]>([
    ['of version 5', { type: 'tool-result', toolCallId: 'c1', toolName: 'f', output: { type: 'json', value: { ok: 1 } } }, { type: 'tool_result', id: 'c1', name: 'f', result: { ok: 1 } }],
    ['that failed, of version 5', { type: 'tool-result', toolCallId: 'c1', toolName: 'f', output: { type: 'error-text', value: 'gone' } }, { type: 'tool_result', id: 'c1', name: 'f', result: 'gone', isError: true }],
    ['of version 4', { type: 'tool-result', toolCallId: 'c1', toolName: 'f', result: { ok: 1 } }, { type: 'tool_result', id: 'c1', name: 'f', result: { ok: 1 } }],
    ['that failed, of version 4', { type: 'tool-result', toolCallId: 'c1', toolName: 'f', result: 'gone', isError: true }, { type: 'tool_result', id: 'c1', name: 'f', result: 'gone', isError: true }],
    ['that is an error', { type: 'tool-error', toolCallId: 'c1', toolName: 'f', error: 'gone' }, { type: 'tool_result', id: 'c1', name: 'f', result: 'gone', isError: true }],
  ])('a result %s', (_, part, expected) => {
    expect(history(part)).toEqual([{ role: 'tool', parts: [expected] }]);
  });

  it.each(['input', 'args'])('a call with its arguments in %s', (key) => {
    const { inputMessages } = read({ ...inner, 'ai.prompt.messages': json([{ role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'f', [key]: { a: 1 } }] }]) });
    expect(inputMessages).toEqual([{ role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: { a: 1 } }] }]);
  });
});

describe('counts', () => {
  it.each<[string, JsonObject, Span['usage']]>([
    ['of generated text', { 'ai.usage.promptTokens': 40, 'ai.usage.completionTokens': 8 }, { input: 40, output: 8 }],
    ['of streamed text', { 'ai.usage.inputTokens': 40, 'ai.usage.outputTokens': 8, 'ai.usage.totalTokens': 48, 'ai.usage.cachedInputTokens': 10, 'ai.usage.reasoningTokens': 2 }, { input: 40, output: 8, total: 48, cacheRead: 10, reasoning: 2 }],
    ['in details', { 'ai.usage.inputTokens': 40, 'ai.usage.outputTokens': 8, 'ai.usage.inputTokenDetails.cacheReadTokens': 10, 'ai.usage.inputTokenDetails.cacheWriteTokens': 3, 'ai.usage.outputTokenDetails.reasoningTokens': 2 }, { input: 40, output: 8, cacheRead: 10, cacheWrite: 3, reasoning: 2 }],
    ['in both spellings are not added', { 'ai.usage.inputTokens': 40, 'ai.usage.promptTokens': 40, 'ai.usage.outputTokens': 8, 'ai.usage.completionTokens': 8, 'gen_ai.usage.input_tokens': 40, 'gen_ai.usage.output_tokens': 8 }, { input: 40, output: 8 }],
    ['of an embedding', { 'ai.usage.tokens': 3 }, { input: 3 }],
    ['that nobody made', { 'ai.usage.promptTokens': 'NaN', 'ai.usage.completionTokens': -1 }, undefined],
  ])('%s', (_, attributes, usage) => {
    expect(read({ ...inner, ...attributes }).usage).toEqual(usage);
  });
});

describe('other fields', () => {
  it('of a tool call', () => {
    const { tool, agent } = read({ 'ai.operationId': 'ai.toolCall', 'ai.telemetry.functionId': 'shop', 'ai.toolCall.name': 'f', 'ai.toolCall.id': 'c1', 'ai.toolCall.args': '{"a":1}', 'ai.toolCall.result': '"done"' });
    expect(tool).toMatchObject({ name: 'f', callId: 'c1', arguments: { value: { a: 1 } }, result: { text: 'done' } });
    expect(agent).toBeUndefined();
  });

  it('of a ranking name the documents that were given', () => {
    const { kind, retrieval, input } = read({ 'ai.operationId': 'ai.rerank.doRerank', 'ai.documents': [json('first'), json({ id: 'd2', text: 'second' })], 'ai.ranking': [json({ index: 1, relevanceScore: 0.9 }), json({ index: 0, relevanceScore: 0.1 })] });
    expect({ kind, documents: retrieval?.documents }).toEqual({ kind: 'reranker', documents: [{ id: 'd2', text: 'second', score: 0.9 }, { text: 'first', score: 0.1 }] });
    expect(input?.attribute).toBe('ai.documents');
  });

  it.each(['sessionId', 'threadId', 'conversation_id'])('of the metadata, a session by %s', (name) => {
    const { session, user, agent } = read({ ...inner, [`ai.telemetry.metadata.${name}`]: 's1', 'ai.telemetry.metadata.userId': 'u1', 'resource.name': 'shop' });
    expect({ session, user, agent }).toEqual({ session: { id: 's1', key: `ai.telemetry.metadata.${name}` }, user: 'u1', agent: { name: 'shop' } });
  });

  it('of a model call', () => {
    const { requestModel, responseModel, provider, responseId, finishReasons } = read({ ...inner, 'ai.response.model': 'gpt-x-1', 'ai.response.id': 'r1', 'ai.response.finishReason': 'content-filter' });
    expect({ requestModel, responseModel, provider, responseId, finishReasons }).toEqual({ requestModel: 'gpt-x', responseModel: 'gpt-x-1', provider: 'openai.responses', responseId: 'r1', finishReasons: ['content_filter'] });
  });
});

describe('what the library itself wrote', () => {
  it.each(['4', '5', '6'])('offers the tool in version %s', async (version) => {
    const { sessions } = await readFixture(`otel-console/js-ai-sdk-${version}.jsonl`);
    const [call] = sessions[0]?.turns[0]?.calls ?? [];
    expect(call?.span.toolDefinitions).toMatchObject([{ name: 'cancel_order', description: 'Cancels an order.', parameters: { type: 'object', required: ['order'] } }]);
    expect(call?.span.finishReasons).toEqual(['tool_call']);
    expect(call?.span.inputMessages?.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('repeats the history, of which only the result is new', async () => {
    const { sessions } = await readFixture('otel-console/js-ai-sdk-6.jsonl');
    const second = sessions[0]?.turns[0]?.calls[1];
    expect(second?.newMessages).toEqual([{ role: 'tool', parts: [{ type: 'tool_result', id: 'c1', name: 'cancel_order', result: 'gateway timeout', isError: true }] }]);
  });
});
