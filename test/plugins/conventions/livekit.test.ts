import { describe, expect, it } from 'vitest';
import type { JsonObject, Span } from '../../../src/model/index.js';
import { read } from './raw-span.js';

const json = (value: unknown): string => JSON.stringify(value);
const scope = { name: 'livekit-agents' };
const livekit = (attributes: JsonObject, name: string): Span => read(attributes, { name, scope });
const args = { city: 'Paris' };

const items = [
  { id: 'item_0', type: 'message', role: 'system', content: ['Be brief.'] },
  { id: 'item_1', type: 'agent_config_update', instructions: 'Be brief.' },
  { id: 'item_2', type: 'message', role: 'user', content: ['Weather in Paris?'], transcript_confidence: 0.9 },
  { id: 'item_3', type: 'function_call', call_id: 'c1', name: 'get_weather', arguments: json(args) },
  { id: 'item_4', type: 'function_call_output', call_id: 'c1', name: 'get_weather', output: json({ celsius: 21 }), is_error: false },
];

const metrics = json({ type: 'llm_metrics', label: 'x', request_id: 'r1', timestamp: 1, duration: 0.9, ttft: 0.4, prompt_tokens: 40, completion_tokens: 8, prompt_cached_tokens: 10, total_tokens: 48, metadata: { model_name: 'gpt-x', model_provider: 'OpenAI' } });

const node = (pii: string): JsonObject => ({
  [`lk.${pii}chat_ctx`]: json({ items }),
  'lk.function_tools': ['get_weather'],
  [`lk.${pii}response.text`]: 'It is 21 degrees.',
  [`lk.${pii}response.function_calls`]: '[]',
  'lk.response.ttft': 0.4,
  'lk.llm_metrics': metrics,
  [`lk.${pii}room_name`]: 'conv-1',
});

describe('a model call of LiveKit', () => {
  it.each([['in older keys', ''], ['in newer keys', 'pii.']])('%s reads as the same call in any other convention', (_what, pii) => {
    const span = livekit(node(pii), 'llm_node');
    const messages = [...(span.inputMessages ?? []), ...(span.outputMessages ?? [])].map((message) => ({ role: message.role, parts: message.parts }));
    expect({ kind: span.kind, usage: span.usage, requestModel: span.requestModel, provider: span.provider, responseId: span.responseId, session: span.session?.id, toolDefinitions: span.toolDefinitions, input: span.input?.text, output: span.output?.text, messages }).toEqual({
      kind: 'llm',
      usage: { input: 40, output: 8, total: 48, cacheRead: 10 },
      requestModel: 'gpt-x',
      provider: 'openai',
      responseId: 'r1',
      session: 'conv-1',
      toolDefinitions: [{ name: 'get_weather' }],
      input: 'Weather in Paris?',
      output: 'It is 21 degrees.',
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Weather in Paris?' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: args }] },
        { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', name: 'get_weather', result: { celsius: 21 } }] },
        { role: 'assistant', parts: [{ type: 'text', text: 'It is 21 degrees.' }] },
      ],
    });
    expect(span.attributes.get('lk.response.ttft')).toBe(0.4);
  });

  it('that asks for a tool has a call and no empty text', () => {
    const calls = json([{ id: 'item_9', call_id: 'c1', name: 'get_weather', arguments: json(args), extra: {} }]);
    const { output, outputMessages } = livekit({ ...node('pii.'), 'lk.pii.response.text': '', 'lk.pii.response.function_calls': calls }, 'llm_node');
    expect([output?.text, outputMessages]).toEqual(['get_weather({"city":"Paris"})', [{ role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: args }] }]]);
  });

  it('that answered nothing has an empty answer, which is not the same as none', () => {
    expect(livekit({ 'lk.response.text': '', 'lk.response.function_calls': '[]' }, 'llm_node').output).toMatchObject({ text: '' });
    expect(livekit({ 'lk.response.function_calls': '[]' }, 'llm_node').output).toBeUndefined();
  });

  it('that holds only what was added is marked as cut', () => expect(livekit({ ...node('pii.'), 'lk.input.delta': true, 'lk.input.base_span_id': 'b' }, 'llm_node').input?.truncated).toBe(true));

  it('keeps counts and messages of GenAI keys beside its own', () => {
    const span = livekit({ 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 41, 'gen_ai.usage.output_tokens': 9, 'gen_ai.usage.cache_write.input_tokens': 3, 'lk.llm_metrics': metrics }, 'llm_request');
    expect(span.usage).toEqual({ input: 41, output: 9, cacheRead: 10, cacheWrite: 3 });
  });

  it('in real time is counted by its own metrics', () => {
    expect(livekit({ 'lk.realtime_model_metrics': json({ input_tokens: 5, output_tokens: 6, total_tokens: 11, ttft: -1 }) }, 'realtime_inference')).toMatchObject({ kind: 'llm', usage: { input: 5, output: 6, total: 11 } });
  });
});

describe('a tool of LiveKit', () => {
  const tool = { 'lk.function_tool.id': 'c1', 'lk.function_tool.name': 'get_weather', 'lk.function_tool.arguments': json(args), 'lk.function_tool.output': json({ celsius: 21 }), 'lk.function_tool.is_error': false };
  it('reads as the same run in any other convention', () => {
    const { kind, tool: use } = livekit(tool, 'function_tool');
    expect([kind, use?.name, use?.callId, use?.arguments?.value, use?.result?.value, use?.isError]).toEqual(['tool', 'get_weather', 'c1', args, { celsius: 21 }, undefined]);
  });
  it('that failed says so', () => expect(livekit({ ...tool, 'lk.function_tool.is_error': true }, 'function_tool').tool?.isError).toBe(true));
});

describe('other spans of LiveKit', () => {
  it('an agent turn has what was asked and said', () => {
    const turn = { 'lk.pii.user_input': 'Hi', 'lk.pii.instructions': 'Be brief.', 'lk.pii.response.text': 'Ho', 'lk.agent_label': 'planner', 'lk.generation_id': 'g' };
    const { kind, input, output, inputMessages, agent } = livekit(turn, 'agent_turn');
    expect([kind, input?.text, output?.text, inputMessages?.map(({ role }) => role), agent]).toEqual(['agent', 'Hi', 'Ho', ['system', 'user'], { name: 'planner' }]);
  });
  it('the end of an utterance is looked for in a chat context, which makes no model call', () => expect(livekit({ 'lk.chat_ctx': json({ items }), 'lk.eou.probability': 0.9 }, 'eou_detection').kind).toBe('chain'));
  it('a user turn has its transcript and its user; the identity of the agent is no user', () => {
    const identity = { 'lk.pii.participant_identity': 'u-1', 'lk.participant_kind': 'PARTICIPANT_KIND_STANDARD' };
    expect(livekit({ ...identity, 'lk.user_transcript': 'Hi' }, 'user_turn')).toMatchObject({ kind: 'chain', input: { text: 'Hi' }, user: 'u-1' });
    expect(livekit({ ...identity, 'lk.participant_kind': 'AGENT' }, 'agent_turn').user).toBeUndefined();
  });
  it('the room is the session only where nothing else is named', () => expect(livekit({ 'lk.room_name': 'r', 'gen_ai.conversation.id': 'c' }, 'agent_session').session?.id).toBe('c'));
  it.each<JsonObject>([{ 'lk.chat_ctx': '[[' }, { 'lk.chat_ctx': json({ items: [null, 5, { type: 'message' }] }) }, { 'lk.pii.response.function_calls': '{"a":1}' }, { 'lk.llm_metrics': '[]', 'lk.function_tools': 7 }])('survive %j', (attributes) => {
    for (const name of ['llm_node', 'agent_turn', 'function_tool', 'x']) expect(() => livekit(attributes, name)).not.toThrow();
  });
});
