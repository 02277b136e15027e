import { describe, expect, it } from 'vitest';
import type { JsonObject, RawEvent, Span } from '../../../src/model/index.js';
import { rawEvent, read } from './raw-span.js';

const json = (value: unknown): string => JSON.stringify(value);
const scope = { name: 'strands.telemetry.tracer' };
const args = { city: 'Paris' };
const details = (attributes: JsonObject): RawEvent => rawEvent('gen_ai.client.inference.operation.details', attributes);
const strands = (attributes: JsonObject, name: string, events: RawEvent[] = []): Span => read(attributes, { name, scope, events });

const usage = {
  'gen_ai.usage.prompt_tokens': 40,
  'gen_ai.usage.input_tokens': 40,
  'gen_ai.usage.completion_tokens': 8,
  'gen_ai.usage.output_tokens': 8,
  'gen_ai.usage.total_tokens': 48,
  'gen_ai.usage.cache_read.input_tokens': 10,
  'gen_ai.usage.cache_read_input_tokens': 10,
  'gen_ai.usage.cache_write_input_tokens': 0,
  'gen_ai.server.time_to_first_token': 512,
  'gen_ai.server.request.duration': 1480,
};

const blocks = [
  rawEvent('gen_ai.system.message', { content: json([{ text: 'Be brief.' }]) }),
  rawEvent('gen_ai.user.message', { content: json([{ text: 'Weather in Paris?' }]) }),
  rawEvent('gen_ai.assistant.message', { content: json([{ toolUse: { toolUseId: 'c1', name: 'get_weather', input: args } }]) }),
  rawEvent('gen_ai.tool.message', { content: json([{ toolResult: { toolUseId: 'c1', status: 'success', content: [{ text: '{"celsius": 21}' }] } }]) }),
  rawEvent('gen_ai.choice', { finish_reason: 'end_turn', message: json([{ text: 'It is 21 degrees.' }]) }),
];

const parts = [
  details({ 'gen_ai.system_instructions': json([{ type: 'text', content: 'Be brief.' }]) }),
  details({ 'gen_ai.input.messages': json([{ role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] }, { role: 'assistant', parts: [{ type: 'tool_call', name: 'get_weather', id: 'c1', arguments: args }] }, { role: 'user', parts: [{ type: 'tool_call_response', id: 'c1', response: [{ text: '{"celsius": 21}' }] }] }]) }),
  details({ 'gen_ai.output.messages': json([{ role: 'assistant', parts: [{ type: 'text', content: 'It is 21 degrees.' }], finish_reason: 'end_turn' }]) }),
];

describe('a model call of Strands', () => {
  it.each([
    ['Bedrock blocks in message events', { 'gen_ai.system': 'strands-agents' }, blocks],
    ['details events', { 'gen_ai.provider.name': 'strands-agents' }, parts],
  ])('in %s reads as the same call in any other convention', (_what, writer, events) => {
    const span = strands({ ...writer, ...usage, 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-x' }, 'chat', events);
    const messages = [...(span.inputMessages ?? []), ...(span.outputMessages ?? [])].map((message) => ({ role: message.role, parts: message.parts }));
    expect({ kind: span.kind, usage: span.usage, requestModel: span.requestModel, finishReasons: span.finishReasons, input: span.input?.text, output: span.output?.text, messages }).toEqual({
      kind: 'llm',
      usage: { input: 40, output: 8, total: 48, cacheRead: 10, cacheWrite: 0 },
      requestModel: 'gpt-x',
      finishReasons: ['stop'],
      input: 'Weather in Paris?',
      output: 'It is 21 degrees.',
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Weather in Paris?' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: args }] },
        { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', result: { celsius: 21 } }] },
        { role: 'assistant', parts: [{ type: 'text', text: 'It is 21 degrees.' }] },
      ],
    });
    expect(span.attributes.get('gen_ai.server.time_to_first_token')).toBe(512);
  });
});

const toolKeys = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.system': 'strands-agents', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.id': 'c1', 'gen_ai.tool.status': 'success' };
const toolCall = json([{ role: 'tool', parts: [{ type: 'tool_call', name: 'get_weather', id: 'c1', arguments: args }] }]);
const toolResult = (text: string): string => json([{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: [{ text }] }] }]);

describe('a tool of Strands', () => {
  it.each<[what: string, attributes: JsonObject, events: RawEvent[]]>([
    ['message events', {}, [rawEvent('gen_ai.tool.message', { role: 'tool', content: json(args), id: 'c1' }), rawEvent('gen_ai.choice', { message: json([{ text: '{"celsius": 21}' }]), id: 'c1' })]],
    ['a block of JSON', {}, [rawEvent('gen_ai.tool.message', { content: json(args) }), rawEvent('gen_ai.choice', { message: json([{ json: { celsius: 21 } }]) })]],
    ['attributes', { 'gen_ai.tool.call.arguments': json(args), 'gen_ai.tool.call.result': json([{ text: '{"celsius": 21}' }]) }, []],
    ['details events', {}, [details({ 'gen_ai.input.messages': toolCall }), details({ 'gen_ai.output.messages': toolResult('{"celsius": 21}') })]],
  ])('with its texts in %s reads as the same run', (_what, attributes, events) => {
    const { kind, tool } = strands({ ...toolKeys, ...attributes }, 'execute_tool get_weather', events);
    expect([kind, tool?.name, tool?.callId, tool?.arguments?.value, tool?.result?.value, tool?.isError]).toEqual(['tool', 'get_weather', 'c1', args, { celsius: 21 }, undefined]);
  });

  it('that failed says so and keeps its answer, which stands in an event only', () => {
    const { tool } = strands({ ...toolKeys, 'gen_ai.tool.status': 'error', 'gen_ai.tool.call.arguments': json(args) }, 'execute_tool get_weather', [details({ 'gen_ai.output.messages': toolResult('no such city') })]);
    expect([tool?.isError, tool?.result?.text]).toEqual([true, 'no such city']);
  });
});

describe('a cycle of Strands', () => {
  const cycle = { 'gen_ai.operation.name': 'execute_event_loop_cycle', 'gen_ai.system': 'strands-agents', 'event_loop.cycle_id': 'x' };
  it('is no model call, whatever messages it holds', () => expect(strands(cycle, 'execute_event_loop_cycle', blocks).kind).toBe('chain'));

  it('ends with what its tools gave back', () => {
    const closing = rawEvent('gen_ai.choice', { message: json([{ toolUse: { toolUseId: 'c1', name: 'f', input: {} } }]), 'tool.result': json([{ toolResult: { toolUseId: 'c1', status: 'error', content: [{ text: 'no' }] } }]) });
    const { input, outputMessages } = strands(cycle, 'execute_event_loop_cycle', [blocks[1] ?? closing, closing]);
    expect([input?.text, outputMessages?.map(({ parts }) => parts[0])]).toEqual(['Weather in Paris?', [{ type: 'tool_call', id: 'c1', name: 'f', arguments: {} }, { type: 'tool_result', id: 'c1', result: 'no', isError: true }]]);
  });

  it('tells the messages it was given from the results of its tools, though both are input messages', () => {
    const results = details({ 'gen_ai.input.messages': json([{ role: 'user', parts: [{ type: 'tool_call_response', id: 'c1', response: [{ text: '21' }] }] }]) });
    const asked = details({ 'gen_ai.input.messages': json([{ role: 'user', parts: [{ type: 'text', content: 'Hi' }] }]) });
    const { input, inputMessages, outputMessages } = strands({ ...cycle, 'gen_ai.system': undefined, 'gen_ai.provider.name': 'strands-agents' }, 'execute_event_loop_cycle', [asked, results]);
    expect([input?.text, inputMessages?.length, outputMessages?.[0]?.role]).toEqual(['Hi', 1, 'tool']);
  });
});

describe('an agent of Strands', () => {
  const agent = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.system': 'strands-agents', 'gen_ai.agent.name': 'planner', 'gen_ai.agent.tools': json(['get_weather']) };
  it('keeps the instructions of older versions and the names of its tools', () => {
    const { kind, inputMessages, toolDefinitions, input } = strands({ ...agent, 'gen_ai.agent.system_prompt': 'Be brief.' }, 'invoke_agent planner', [rawEvent('gen_ai.user.message', { content: json([{ text: 'Hi' }]) })]);
    expect([kind, inputMessages?.map(({ role }) => role), toolDefinitions, input?.text]).toEqual(['agent', ['system', 'user'], [{ name: 'get_weather' }], 'Hi']);
  });
  it('prefers definitions to names', () => {
    const definitions = json([{ name: 'get_weather', description: 'Looks it up.', inputSchema: { json: { type: 'object' } } }]);
    expect(strands({ ...agent, 'gen_ai.tool.definitions': definitions }, 'invoke_agent planner').toolDefinitions).toEqual([{ name: 'get_weather', description: 'Looks it up.', parameters: { type: 'object' } }]);
  });
});

describe('the memory of Strands', () => {
  it('is searched with a query and gives entries', () => {
    const events = [rawEvent('memory.query', { content: 'refunds' }), rawEvent('memory.results', { content: json([{ content: '30 days', store_name: 's', metadata: null }]) })];
    expect(strands({ 'gen_ai.operation.name': 'memory.search' }, 'memory.search', events)).toMatchObject({ kind: 'memory', input: { text: 'refunds' }, retrieval: { query: { text: 'refunds' }, documents: [{ text: '30 days' }] } });
  });
  it('keeps what is added', () => expect(strands({ 'gen_ai.operation.name': 'memory.add' }, 'memory.add', [rawEvent('memory.content', { content: 'likes tea' })])).toMatchObject({ kind: 'memory', input: { text: 'likes tea' } }));
});

it('odd events of Strands are survived', () => {
  const events = [rawEvent('gen_ai.choice', { message: 5, 'tool.result': '[[' }), rawEvent('gen_ai.tool.message', { content: { __proto__: null } }), details({ 'gen_ai.input.messages': null, 'gen_ai.output.messages': '{' })];
  for (const name of ['chat', 'execute_tool', 'execute_event_loop_cycle', 'invoke_agent', 'memory.search', 'memory.add']) expect(() => strands({ 'gen_ai.operation.name': name }, name, events)).not.toThrow();
});
