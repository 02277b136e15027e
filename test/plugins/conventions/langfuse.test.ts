import { describe, expect, it } from 'vitest';
import type { JsonObject, Span, SpanKind } from '../../../src/model/index.js';
import { read } from './raw-span.js';

const of = (type: string, rest: JsonObject = {}): JsonObject => ({ 'langfuse.observation.type': type, ...rest });
const messages = [{ role: 'user', content: 'Hi?' }];

describe('a Langfuse span', () => {
  it.each<[type: string, kind: SpanKind]>([
    ['generation', 'llm'], ['agent', 'agent'], ['tool', 'tool'], ['chain', 'chain'], ['retriever', 'retriever'],
    ['evaluator', 'evaluator'], ['embedding', 'embedding'], ['guardrail', 'guardrail'], ['span', 'unknown'], ['event', 'unknown'],
  ])('of the type %s has the kind %s', (type, kind) => expect(read(of(type)).kind).toBe(kind));

  it.each<[what: string, details: JsonObject | string, usage: Span['usage']]>([
    ['the cache stands beside the input', { input: 30, input_cached_tokens: 40, output: 12, output_reasoning_tokens: 3, total: 85 }, { input: 70, output: 15, total: 85, cacheRead: 40, reasoning: 3 }],
    ['a total that is reached without the cache says that it is part of the input', { input: 70, input_cached_tokens: 40, output: 12, total: 82 }, { input: 70, output: 12, total: 82, cacheRead: 40 }],
    ['without a total the cache is added', { input: 30, output: 12, cache_read_input_tokens: 40, input_cache_creation: 5 }, { input: 75, output: 12, cacheRead: 40, cacheWrite: 5 }],
    ['words of OpenAI include the cache', { prompt_tokens: 70, completion_tokens: 12, total_tokens: 82, prompt_tokens_details: { cached_tokens: 40 } }, { input: 70, output: 12, total: 82, cacheRead: 40 }],
    ['a map as text', '{"input":"3","output":4}', { input: 3, output: 4 }],
    ['nothing counted', { input: 0, output: 0, total: 0 }, undefined],
    ['no map at all', '[1]', undefined],
  ])('counts tokens: %s', (_what, details, usage) => expect(read(of('generation', { 'langfuse.observation.usage_details': details })).usage).toEqual(usage));

  it('costs what it says', () => expect(read(of('generation', { 'langfuse.observation.cost_details': '{"input":0.5,"output":1,"total":1.5}' })).cost).toEqual({ input: 0.5, output: 1, total: 1.5 }));

  it('of a model call has messages, tools, models and finish reasons', () => {
    const span = read(of('generation', {
      'langfuse.observation.input': JSON.stringify({ messages, tools: [{ type: 'function', function: { name: 'look' } }] }),
      'langfuse.observation.output': { model: 'm-1', choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'Hello.' } }] },
      'langfuse.observation.model.name': 'm',
    }));
    expect([span.inputMessages, span.toolDefinitions, span.requestModel, span.responseModel, span.finishReasons, span.output?.text]).toEqual([
      [{ role: 'user', parts: [{ type: 'text', text: 'Hi?' }] }], [{ name: 'look' }], 'm', 'm-1', ['stop'], 'Hello.',
    ]);
  });

  it('whose text is plain has one message each', () => {
    const span = read(of('generation', { 'langfuse.observation.input': 'Hi?', 'langfuse.observation.output': 'Hello.' }));
    expect([span.inputMessages, span.outputMessages]).toEqual([[{ role: 'user', parts: [{ type: 'text', text: 'Hi?' }] }], [{ role: 'assistant', parts: [{ type: 'text', text: 'Hello.' }] }]]);
  });

  it('of a tool has arguments, result and the id of its call', () => {
    const { tool } = read(of('tool', { 'langfuse.observation.input': '{"city":"Paris"}', 'langfuse.observation.output': { type: 'tool', tool_call_id: 'c1', content: 'warm', status: 'error' } }), { name: 'look' });
    expect([tool?.name, tool?.callId, tool?.arguments?.value, tool?.result?.text, tool?.isError]).toEqual(['look', 'c1', { city: 'Paris' }, 'warm', true]);
  });

  it('of a retriever has query and documents', () => {
    const { retrieval } = read(of('retriever', { 'langfuse.observation.input': 'q', 'langfuse.observation.output': '[{"page_content":"a"}]' }));
    expect([retrieval?.query?.text, retrieval?.documents]).toEqual(['q', [{ text: 'a' }]]);
  });

  it('of an agent names it', () => expect(read(of('agent'), { name: 'helper' }).agent).toEqual({ name: 'helper' }));

  it('failed when its level says so, whatever its status', () => {
    expect(read(of('tool', { 'langfuse.observation.level': 'ERROR', 'langfuse.observation.status_message': 'boom' })).error).toEqual({ message: 'boom' });
    expect(read(of('tool', { 'langfuse.observation.level': 'WARNING', 'langfuse.observation.status_message': 'slow' })).error).toBeUndefined();
  });

  it('takes the text of its trace when it is the root and has none', () => {
    const attributes = of('span', { 'langfuse.trace.input': 'Hi?' });
    expect([read(attributes).input?.text, read(attributes, { parentId: 'p' }).input]).toEqual(['Hi?', undefined]);
  });

  it.each<[attributes: JsonObject, session: Span['session'], user: string | undefined]>([
    [{ 'langfuse.session.id': 'l', 'session.id': 's', 'langfuse.user.id': 'u' }, { id: 'l', key: 'langfuse.session.id' }, 'u'],
    [{ 'langfuse.release': '1', 'session.id': 's', 'user.id': 'u' }, { id: 's', key: 'session.id' }, 'u'],
    [{ 'langfuse.session.id': '' }, undefined, undefined],
  ])('with %j has its session', (attributes, session, user) => {
    const span = read(attributes);
    expect([span.session, span.user]).toEqual([session, user]);
  });

  it('that another instrumentation wrote keeps what that says', () => {
    const span = read({ 'langfuse.environment': 'default', 'openinference.span.kind': 'TOOL', 'input.value': 'a' });
    expect([span.kind, span.input?.text]).toEqual(['tool', 'a']);
  });

  it('without text has none', () => expect([read(of('generation')).input, read(of('generation')).inputMessages]).toEqual([undefined, undefined]));
});
