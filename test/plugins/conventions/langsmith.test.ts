import { describe, expect, it } from 'vitest';
import type { JsonObject, Span, SpanKind } from '../../../src/model/index.js';
import { read } from './raw-span.js';

const of = (kind: string, rest: JsonObject = {}): JsonObject => ({ 'langsmith.span.kind': kind, ...rest });
const aiMessage = (kwargs: JsonObject): JsonObject => ({ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'AIMessage'], kwargs });
const hello = [{ role: 'assistant', parts: [{ type: 'text', text: 'Hello.' }] }];

describe('a LangSmith span', () => {
  it.each<[word: string, kind: SpanKind]>([
    ['llm', 'llm'], ['chain', 'chain'], ['tool', 'tool'], ['retriever', 'retriever'], ['embedding', 'embedding'], ['prompt', 'prompt'], ['parser', 'parser'], ['novel', 'unknown'],
  ])('of the kind %s is a %s', (word, kind) => expect(read(of(word)).kind).toBe(kind));

  it.each<[what: string, input: JsonObject | string]>([
    ['as OpenAI writes them', { messages: [{ role: 'user', content: 'Hi?' }] }],
    ['as JSON', '{"messages":[{"role":"user","content":"Hi?"}]}'],
    ['in a list for each prompt', { messages: [[{ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'HumanMessage'], kwargs: { content: 'Hi?' } }]] }],
    ['as prompts', { prompts: ['Hi?'] }],
    ['in an input', { input: [{ role: 'user', content: 'Hi?' }] }],
    ['as a text in an input', { input: 'Hi?' }],
  ])('has input messages %s', (_what, input) => {
    expect(read(of('llm', { 'gen_ai.prompt': input })).inputMessages?.map(({ role, parts }) => ({ role, parts }))).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Hi?' }] }]);
  });

  it.each<[what: string, output: JsonObject]>([
    ['as OpenAI writes them', { choices: [{ message: { role: 'assistant', content: 'Hello.' } }] }],
    ['as generations', { generations: [[{ text: 'Hello.', message: aiMessage({ content: 'Hello.' }) }]] }],
    ['as one message', { role: 'assistant', content: 'Hello.' }],
    ['in an output', { output: { role: 'assistant', content: 'Hello.' } }],
    ['as a text in an output', { output: 'Hello.' }],
    ['as a text in outputs', { outputs: 'Hello.' }],
  ])('has output messages %s', (_what, output) => {
    const span = read(of('llm', { 'output.value': output }));
    expect(span.outputMessages?.map(({ role, parts }) => ({ role, parts }))).toEqual(hello);
    expect(span.output?.text).toBe('Hello.');
  });

  it('has messages on model calls only', () => {
    const span = read(of('chain', { 'input.value': { messages: [{ role: 'user', content: 'Hi?' }] } }));
    expect([span.kind, span.input?.text, span.inputMessages]).toEqual(['chain', 'Hi?', undefined]);
  });

  const counts = { input_tokens: 70, output_tokens: 12, total_tokens: 82, input_token_details: { cache_read: 40 }, output_token_details: { reasoning: 3 } };
  const usage = { input: 70, output: 12, total: 82, cacheRead: 40, reasoning: 3 };
  it.each<[what: string, attributes: JsonObject, usage: Span['usage']]>([
    ['on the span', { 'langsmith.usage_metadata': JSON.stringify(counts) }, usage],
    ['as counts of GenAI with details', { 'gen_ai.usage.input_tokens': 70, 'gen_ai.usage.output_tokens': 12, 'gen_ai.usage.total_tokens': 82, 'gen_ai.usage.input_token_details': '{"cache_read":40}', 'gen_ai.usage.output_token_details': '{"reasoning":3}' }, usage],
    ['in the outputs', { 'output.value': { usage_metadata: counts } }, usage],
    ['on the message', { 'output.value': { generations: [[{ text: '', message: aiMessage({ content: '', usage_metadata: counts }) }]] } }, usage],
    ['in old outputs', { 'output.value': { llm_output: { token_usage: { prompt_tokens: 70, completion_tokens: 12, total_tokens: 82 } } } }, { input: 70, output: 12, total: 82 }],
    ['in a response of OpenAI', { 'output.value': { usage: { prompt_tokens: 70, completion_tokens: 12, prompt_tokens_details: { cached_tokens: 40 } } } }, { input: 70, output: 12, cacheRead: 40 }],
    ['as totals beside the details', { 'langsmith.usage_metadata': { input_tokens: 70, output_tokens: 12, total_tokens: 82 }, 'output.value': { usage_metadata: counts } }, usage],
    ['as zero beside the truth', { 'langsmith.usage_metadata': { input_tokens: 0, output_tokens: 0 }, 'output.value': { usage_metadata: counts } }, usage],
  ])('counts tokens %s', (_what, attributes, expected) => expect(read(of('llm', attributes)).usage).toEqual(expected));

  it('of a tool has arguments, result and the id of its call', () => {
    const { tool } = read(of('tool', { 'input.value': { input: '{"city":"Paris"}' }, 'output.value': { output: { type: 'tool', content: 'warm', tool_call_id: 'c1', status: 'success' } } }), { name: 'look' });
    expect([tool?.name, tool?.callId, tool?.arguments?.value, tool?.result?.text, tool?.isError]).toEqual(['look', 'c1', { city: 'Paris' }, 'warm', undefined]);
  });

  it('of a tool whose argument is called input keeps it', () => {
    expect(read(of('tool', { 'input.value': { input: 'Paris' } }), { name: 'look' }).tool?.arguments?.value).toEqual({ input: 'Paris' });
  });

  it('of a retriever has query and documents', () => {
    const { retrieval } = read(of('retriever', { 'gen_ai.prompt': '{"query":"q"}', 'gen_ai.completion': '{"documents":[{"page_content":"a","metadata":{"source":"b"},"type":"Document"}]}' }));
    expect([retrieval?.query?.text, retrieval?.documents]).toEqual(['q', [{ text: 'a', metadata: { source: 'b' } }]]);
  });

  it('has models, provider and tools of its call', () => {
    const span = read(of('llm', { 'langsmith.metadata.ls_model_name': 'm', 'langsmith.metadata.ls_provider': 'OpenAI', 'llm.invocation_parameters': { model: 'n', tools: [{ type: 'function', function: { name: 'look' } }] }, 'output.value': { model: 'm-1' } }));
    expect([span.requestModel, span.responseModel, span.provider, span.toolDefinitions]).toEqual(['m', 'm-1', 'openai', [{ name: 'look' }]]);
  });

  it.each<[attributes: JsonObject, session: Span['session'], user: string | undefined]>([
    [{ 'langsmith.trace.session_id': 'project', 'langsmith.trace.session_name': 'demo' }, undefined, undefined],
    [{ 'langsmith.metadata.session_id': 's', 'langsmith.metadata.thread_id': 't', 'langsmith.metadata.user_id': 'u' }, { id: 's', key: 'langsmith.metadata.session_id' }, 'u'],
    [{ 'langsmith.metadata.thread_id': 't', 'langsmith.metadata.conversation_id': 'c' }, { id: 't', key: 'langsmith.metadata.thread_id' }, undefined],
  ])('with %j has its session', (attributes, session, user) => {
    const span = read(attributes);
    expect([span.session, span.user]).toEqual([session, user]);
  });
});
