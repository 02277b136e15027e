import { describe, expect, it } from 'vitest';
import type { JsonObject, Span } from '../../../src/model/index.js';
import { read as readFixture } from '../formats/otel-console/listing.js';
import { read } from './raw-span.js';

const json = JSON.stringify;
const events = [
  { 'event.name': 'gen_ai.system.message', role: 'system', content: 'Be brief.' },
  { 'event.name': 'gen_ai.user.message', role: 'user', content: 'Cancel order 7', 'gen_ai.message.index': 0 },
  { 'event.name': 'gen_ai.assistant.message', role: 'assistant', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'cancel', arguments: { order: 7 } } }] },
  { 'event.name': 'gen_ai.tool.message', role: 'tool', content: 'refused', id: 'c1', name: 'cancel' },
  { 'event.name': 'gen_ai.choice', index: 0, message: { role: 'assistant', content: 'It is refused.' } },
];
const parts = (role: string, content: string): JsonObject => ({ role, parts: [{ type: 'text', content }] });

describe('a kind', () => {
  it.each<[string, JsonObject, Span['kind']]>([
    ['agent run', { 'logfire.msg': 'x' }, 'agent'],
    ['running tool', { tool_arguments: '{}' }, 'tool'],
    ['running tool: cancel', { 'logfire.msg': 'x' }, 'tool'],
    ['running tools', { 'logfire.msg': 'x' }, 'chain'],
    ['running 2 tools', { 'logfire.msg': 'x' }, 'chain'],
    ['running output function', { 'logfire.msg': 'x' }, 'tool'],
    ['invoke_agent shop', { 'logfire.msg': 'x', 'gen_ai.operation.name': 'invoke_agent' }, 'agent'],
    ['execute_tool cancel', { 'logfire.msg': 'x' }, 'tool'],
    ['mine', { tool_response: 'x' }, 'tool'],
    ['mine', { all_messages_events: '[]' }, 'agent'],
    ['mine', { model_request_parameters: '{}' }, 'llm'],
    ['mine', { 'logfire.msg': 'hello' }, 'unknown'],
    ['Chat Completion with gpt-x', { request_data: json({ model: 'gpt-x', messages: [] }) }, 'llm'],
    ['POST /x', { request_data: json({ order: 7 }) }, 'unknown'],
    ['chat gpt-x', { 'logfire.span_type': 'pending_span', 'gen_ai.operation.name': 'chat' }, 'chain'],
  ])('of %s with %j is %s', (name, attributes, kind) => {
    expect(read(attributes, { name }).kind).toBe(kind);
  });
});

describe('a model call', () => {
  it('of version 1 holds its messages in one attribute', () => {
    const { input, output, inputMessages, outputMessages } = read({ 'gen_ai.operation.name': 'chat', model_request_parameters: '{}', events: json(events) });
    expect([input?.text, output?.text]).toEqual(['Cancel order 7', 'It is refused.']);
    expect(inputMessages).toEqual([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Cancel order 7' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'cancel', arguments: { order: 7 } }] },
      { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', name: 'cancel', result: 'refused' }] },
    ]);
    expect(outputMessages).toEqual([{ role: 'assistant', parts: [{ type: 'text', text: 'It is refused.' }] }]);
  });

  it('names the tools that were offered', () => {
    const { toolDefinitions } = read({ model_request_parameters: json({ function_tools: [{ name: 'cancel', description: null, parameters_json_schema: { type: 'object' } }], output_tools: [{ name: 'final', description: 'Ends.' }] }) });
    expect(toolDefinitions).toEqual([{ name: 'cancel', parameters: { type: 'object' } }, { name: 'final', description: 'Ends.' }]);
  });

  it('without content has no texts', () => {
    const { input, output, inputMessages, outputMessages } = read({ 'gen_ai.operation.name': 'chat', model_request_parameters: '{}' });
    expect({ input, output, inputMessages, outputMessages }).toEqual({ input: undefined, output: undefined, inputMessages: undefined, outputMessages: undefined });
  });

  it('of an instrumented client is read from its request and response', () => {
    const request = { model: 'gpt-x', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }], tools: [{ type: 'function', function: { name: 'f' } }] };
    const response = { message: { role: 'assistant', content: 'Hello' }, usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 } };
    const span = read({ request_data: json(request), response_data: json(response), 'logfire.msg': 'x' });
    expect([span.kind, span.input?.text, span.output?.text, span.requestModel, span.usage]).toEqual(['llm', 'Hi', 'Hello', 'gpt-x', { input: 9, output: 2, total: 11 }]);
    expect([span.inputMessages?.length, span.outputMessages?.[0]?.role, span.toolDefinitions]).toEqual([2, 'assistant', [{ name: 'f' }]]);
  });

  it('of an instrumented client that streamed has the joined text', () => {
    const span = read({ request_data: json({ model: 'gpt-x', messages: [{ role: 'user', content: 'Hi' }] }), response_data: json({ combined_chunk_content: 'Hello', chunk_count: 2 }) });
    expect([span.output?.text, span.outputMessages?.[0]?.parts]).toEqual(['Hello', [{ type: 'text', text: 'Hello' }]]);
  });
});

describe('an agent', () => {
  const all = json([parts('user', 'First'), parts('assistant', 'One'), parts('user', 'Second'), parts('assistant', 'Two')]);

  it.each<[string, JsonObject, string | undefined, string | undefined]>([
    ['of version 2', { 'pydantic_ai.all_messages': all, final_result: 'Two!' }, 'Second', 'Two!'],
    ['that began later in the conversation', { 'pydantic_ai.all_messages': all, 'pydantic_ai.new_message_index': 2 }, 'Second', 'Two'],
    ['that was asked nothing new', { 'pydantic_ai.all_messages': all, 'pydantic_ai.new_message_index': 3 }, undefined, 'Two'],
    ['that did not answer', { 'pydantic_ai.all_messages': json([parts('user', 'First')]) }, 'First', undefined],
    ['of version 1', { all_messages_events: json(events), final_result: 'Done' }, 'Cancel order 7', 'Done'],
    ['before', { prompt: 'Hi', final_result: 'Done' }, 'Hi', 'Done'],
    ['with a result that is an object', { final_result: json({ ok: true }) }, undefined, '{"ok":true}'],
    ['without content', { 'logfire.msg': 'shop run' }, undefined, undefined],
  ])('%s', (_, attributes, input, output) => {
    const span = read(attributes, { name: 'agent run' });
    expect([span.kind, span.input?.text, span.output?.text]).toEqual(['agent', input, output]);
  });

  it('keeps its instructions apart from what it was asked', () => {
    const span = read({ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.system_instructions': json([{ type: 'text', content: 'Be brief.' }]), 'pydantic_ai.all_messages': all });
    expect(span.input?.text).toBe('Second');
  });

  it('has a name, a model, and a sum that is not added', () => {
    const { agent, requestModel, aggregateUsage, usage, cost } = read({ agent_name: 'shop', model_name: 'gpt-x', 'gen_ai.aggregated_usage.input_tokens': 111, 'operation.cost': 0.01, final_result: 'x' }, { name: 'agent run' });
    expect({ agent, requestModel, aggregateUsage, usage, cost }).toEqual({ agent: { name: 'shop' }, requestModel: 'gpt-x', aggregateUsage: { input: 111 }, usage: undefined, cost: { total: 0.01 } });
  });
});

describe('a tool', () => {
  it.each<[string, JsonObject, string]>([
    ['its attribute', { 'gen_ai.tool.name': 'cancel' }, 'running tool'],
    ['its message', { 'logfire.msg': 'running tool: cancel' }, 'running tool'],
    ['its span', {}, 'execute_tool cancel'],
  ])('is named by %s', (_, attributes, name) => {
    const { tool } = read({ ...attributes, tool_arguments: '{"order":7}', tool_response: 'refused', 'gen_ai.tool.call.id': 'c1' }, { name });
    expect(tool).toMatchObject({ name: 'cancel', callId: 'c1', arguments: { value: { order: 7 } }, result: { text: 'refused' } });
  });
});

describe('odd values', () => {
  it('give no error', () => {
    const keys = ['events', 'all_messages_events', 'pydantic_ai.all_messages', 'pydantic_ai.new_message_index', 'final_result', 'model_request_parameters', 'request_data', 'response_data', 'tool_arguments', 'logfire.msg', 'logfire.span_type'];
    for (const odd of [null, 1, '', '[', '[1,null,{}]', '[{"event.name":"gen_ai.choice"}]', '{"function_tools":[null,1,{}]}', '{"model":"m","messages":1}', [], {}, [[]]]) {
      for (const key of keys) for (const name of ['agent run', 'running tool', 'chat x']) expect(read({ 'logfire.msg': 'x', [key]: odd }, { name })).toBeDefined();
    }
  });
});

describe('what the library itself wrote', () => {
  it.each(['1.json', '2.jsonl', '6.jsonl'])('reads the same calls in version %s', async (version) => {
    const { sessions } = await readFixture(`otel-console/python-pydantic-ai-${version}`);
    const turns = sessions.flatMap((session) => session.turns);
    const calls = turns.flatMap(({ calls: made }) => made.map(({ span }) => [span.input?.text, span.output?.text, span.usage?.input, span.toolDefinitions?.[0]?.name, span.inputMessages?.[0]?.role]));
    expect(calls).toEqual([
      ['Cancel order 7', 'cancel_order({"order":7})', 53, 'cancel_order', 'system'],
      ['Cancel order 7', 'Order 7 is cancelled.', 58, 'cancel_order', 'system'],
      ['Thanks', 'You are welcome.', 59, 'cancel_order', 'system'],
    ]);
  });
});
