import { describe, expect, it } from 'vitest';
import type { JsonObject, Span } from '../../../src/model/index.js';
import { rawEvent, read } from './raw-span.js';

const scope = { name: 'org.springframework.boot' };
const spring = (attributes: JsonObject, rest: Parameters<typeof read>[1] = {}): Span => read(attributes, { scope, ...rest });

const chat: JsonObject = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.system': 'openai',
  'gen_ai.request.model': 'gpt-x',
  'gen_ai.response.model': 'gpt-x-1',
  'gen_ai.response.id': 'r1',
  'gen_ai.response.finish_reasons': '["STOP"]',
  'gen_ai.usage.input_tokens': '40',
  'gen_ai.usage.output_tokens': '8',
  'gen_ai.usage.total_tokens': '48',
};

describe('a model call of Spring AI', () => {
  it('reads as the same call in any other convention, but for the roles, which were not recorded', () => {
    const span = spring({ ...chat, 'gen_ai.prompt': '["Be brief.", "Weather in Paris?"]', 'gen_ai.completion': '["It is 21 degrees."]' });
    const { kind, requestModel, responseModel, responseId, provider, finishReasons, usage, input, output, inputMessages, outputMessages } = span;
    expect({ kind, requestModel, responseModel, responseId, provider, finishReasons, usage, input: input?.text, output: output?.text }).toEqual({
      kind: 'llm',
      requestModel: 'gpt-x',
      responseModel: 'gpt-x-1',
      responseId: 'r1',
      provider: 'openai',
      finishReasons: ['stop'],
      usage: { input: 40, output: 8, total: 48 },
      input: 'Weather in Paris?',
      output: 'It is 21 degrees.',
    });
    expect([inputMessages?.map(({ parts }) => parts), outputMessages]).toEqual([[[{ type: 'text', text: 'Be brief.' }], [{ type: 'text', text: 'Weather in Paris?' }]], [{ role: 'assistant', parts: [{ type: 'text', text: 'It is 21 degrees.' }] }]]);
  });

  it('has its texts in events of older versions, with nothing escaped', () => {
    const events = [rawEvent('gen_ai.content.prompt', { 'gen_ai.prompt': '["Say "hi", please\nnow", "Again"]' }), rawEvent('gen_ai.content.completion', { 'gen_ai.completion': '["hi"]' })];
    const { input, output, inputMessages } = spring(chat, { events });
    expect([input?.text, output?.text, inputMessages?.[0]?.parts]).toEqual(['Again', 'hi', [{ type: 'text', text: 'Say "hi", please\nnow' }]]);
  });

  it('without a known model has none', () => expect(spring({ ...chat, 'gen_ai.response.model': 'none' }).responseModel).toBeUndefined());
  it('without texts has none', () => expect(spring(chat).input).toBeUndefined());
});

const framework = { 'gen_ai.operation.name': 'framework', 'gen_ai.system': 'spring_ai' };

describe('a tool of Spring AI', () => {
  it('reads as the same run in any other convention', () => {
    const { kind, tool } = spring({ ...framework, 'spring.ai.kind': 'tool_call', 'spring.ai.tool.definition.name': 'get_weather', 'spring.ai.tool.definition.description': 'Looks it up.', 'spring.ai.tool.call.arguments': '{"city":"Paris"}', 'spring.ai.tool.call.result': '{"celsius":21}' }, { name: 'tool_call get_weather' });
    expect([kind, tool?.name, tool?.description, tool?.arguments?.value, tool?.result?.value]).toEqual(['tool', 'get_weather', 'Looks it up.', { city: 'Paris' }, { celsius: 21 }]);
  });
  it('is named by its span where nothing else is recorded', () => expect(spring({ 'spring.ai.kind': 'tool_call' }, { name: 'tool_call find' }).tool?.name).toBe('find'));
});

describe('a vector store of Spring AI', () => {
  const store = { 'spring.ai.kind': 'vector_store', 'db.system': 'pg_vector', 'db.operation.name': 'query', 'db.vector.query.content': 'refunds', 'db.vector.query.top_k': '2' };
  const documents = '["Refunds take 30 days.", "Shipping is free."]';
  it.each([
    ['an attribute', { ...store, 'db.vector.query.response.documents': documents }, []],
    ['an event', store, [rawEvent('db.vector.content.query.response', { 'db.vector.query.response.documents': documents })]],
  ])('gives documents in %s', (_what, attributes, events) => {
    const { kind, retrieval } = spring(attributes, { events });
    expect([kind, retrieval?.query?.text, retrieval?.documents]).toEqual(['retriever', 'refunds', [{ text: 'Refunds take 30 days.' }, { text: 'Shipping is free.' }]]);
  });
  it('found nothing, or did not record what it found', () => {
    expect([spring({ ...store, 'db.vector.query.response.documents': '[]' }).retrieval?.documents, spring(store).retrieval?.documents]).toEqual([[], undefined]);
  });
  it('that is added to retrieves nothing', () => expect(spring({ ...store, 'db.operation.name': 'add', 'db.vector.query.content': undefined })).toMatchObject({ kind: 'chain' }));
});

describe('a chat client of Spring AI', () => {
  const client = { ...framework, 'spring.ai.kind': 'chat_client', 'spring.ai.chat.client.system.text': 'Be brief.', 'spring.ai.chat.client.user.text': 'Hi', 'spring.ai.chat.client.conversation.id': 'conv-1' };
  it('is no model call of its own, and knows who said what', () => {
    const { kind, session, inputMessages, input } = spring(client);
    expect([kind, session?.id, inputMessages?.map(({ role }) => role), input?.text]).toEqual(['chain', 'conv-1', ['system', 'user'], 'Hi']);
  });
  it('whose conversation nobody named has no session', () => expect(spring({ ...client, 'spring.ai.chat.client.conversation.id': 'default' }).session).toBeUndefined());
  it('has advisors, which are steps', () => expect(spring({ ...framework, 'spring.ai.kind': 'advisor', 'spring.ai.advisor.name': 'a' }).kind).toBe('chain'));
});

it.each<JsonObject>([{ 'spring.ai.kind': 7 }, { 'spring.ai.kind': null, 'gen_ai.prompt': '["a' }, { 'db.vector.query.content': {}, 'db.vector.query.response.documents': [1, null] }, { 'spring.ai.kind': 'tool_call', 'spring.ai.tool.call.arguments': [] }])('%j of Spring AI is survived', (attributes) => {
  expect(() => spring(attributes)).not.toThrow();
});
