import { describe, expect, it } from 'vitest';
import type { JsonObject, Message, Span } from '../../../src/model/index.js';
import { adapter, rawEvent, read } from './raw-span.js';

const json = (value: unknown): string => JSON.stringify(value);
const key = (name: string): string => `gcp.vertex.agent.${name}`;
const schema = { type: 'object', properties: { city: { type: 'string' } } };

const request = {
  model: 'gpt-x',
  config: {
    system_instruction: 'Be brief.',
    tools: [{ function_declarations: [{ name: 'get_weather', description: 'Looks it up.', parameters: schema }] }],
  },
  contents: [
    { role: 'user', parts: [{ text: 'Weather in Paris?' }] },
    { role: 'model', parts: [{ function_call: { id: 'c1', name: 'get_weather', args: { city: 'Paris' } } }] },
    { role: 'user', parts: [{ function_response: { id: 'c1', name: 'get_weather', response: { celsius: 21 } } }] },
  ],
};

const response = {
  model_version: 'gpt-x-1',
  content: { role: 'model', parts: [{ text: 'It is 21 degrees.' }] },
  finish_reason: 'STOP',
  usage_metadata: { prompt_token_count: 40, candidates_token_count: 8, cached_content_token_count: 10 },
};

const call: JsonObject = {
  'gen_ai.system': 'gcp.vertex.agent',
  'gen_ai.request.model': 'gpt-x',
  [key('invocation_id')]: 'i1',
  [key('session_id')]: 'conv-1',
  [key('llm_request')]: json(request),
  [key('llm_response')]: json(response),
};

const scope = { name: 'gcp.vertex.agent' };
const callLlm = (attributes: JsonObject = call): Span => read(attributes, { name: 'call_llm', scope });

describe('a model call of Google ADK', () => {
  it('reads as the same call in any other convention', () => {
    const { kind, inputMessages, outputMessages, requestModel, responseModel, finishReasons, usage, toolDefinitions, session, input, output } = callLlm();
    expect({ kind, requestModel, responseModel, finishReasons, usage, toolDefinitions, session: session?.id, input: input?.text, output: output?.text }).toEqual({
      kind: 'llm',
      requestModel: 'gpt-x',
      responseModel: 'gpt-x-1',
      finishReasons: ['stop'],
      usage: { input: 40, output: 8, cacheRead: 10 },
      toolDefinitions: [{ name: 'get_weather', description: 'Looks it up.', parameters: schema }],
      session: 'conv-1',
      input: 'Weather in Paris?',
      output: 'It is 21 degrees.',
    });
    expect([...(inputMessages ?? []), ...(outputMessages ?? [])].map(({ role, parts }): Partial<Message> => ({ role, parts }))).toEqual([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Weather in Paris?' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: { city: 'Paris' } }] },
      { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', name: 'get_weather', result: { celsius: 21 } }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'It is 21 degrees.' }] },
    ]);
  });

  it.each<[what: string, attributes: JsonObject, expected: Partial<Span>]>([
    ['that captured no text has none', { ...call, [key('llm_request')]: '{}', [key('llm_response')]: '{}' }, { kind: 'llm', input: undefined, output: undefined, inputMessages: undefined, usage: undefined }],
    ['with counts of its own beside those of the response keeps its own', { ...call, 'gen_ai.usage.input_tokens': 41, 'gen_ai.usage.output_tokens': 9 }, { usage: { input: 41, output: 9, cacheRead: 10 } }],
    ['that thought counts its thoughts as output', { [key('llm_response')]: json({ usage_metadata: { prompt_token_count: 5, tool_use_prompt_token_count: 2, candidates_token_count: 3, thoughts_token_count: 4, total_token_count: 14 } }) }, { usage: { input: 7, output: 7, total: 14, reasoning: 4 } }],
    ['that failed says why', { [key('llm_response')]: json({ error_code: 'MALFORMED_FUNCTION_CALL', error_message: 'no such tool' }) }, { error: { type: 'MALFORMED_FUNCTION_CALL', message: 'no such tool' }, outputMessages: undefined, output: undefined }],
    ['whose response could not be written has no answer', { ...call, [key('llm_response')]: '<not serializable>' }, { output: undefined, outputMessages: undefined }],
  ])('%s', (_what, attributes, expected) => {
    const span = callLlm(attributes);
    const keys = Object.keys(expected) as (keyof Span)[];
    expect(Object.fromEntries(keys.map((name) => [name, span[name]]))).toEqual(expected);
  });

  it('that was cut keeps what is whole and is marked', () => {
    const whole = json(request);
    const { input, inputMessages } = callLlm({ [key('llm_request')]: whole.slice(0, whole.indexOf('function_call')) });
    expect([input?.text, input?.truncated, inputMessages?.[0]?.role]).toEqual(['Weather in Paris?', true, 'system']);
  });

  it('reads instructions written as a content, and schemas under their newer key', () => {
    const config = { system_instruction: { parts: [{ text: 'Be kind.' }] }, tools: [{ function_declarations: [{ name: 'f', parameters_json_schema: schema }] }] };
    const span = callLlm({ [key('llm_request')]: json({ config, contents: [] }) });
    expect([span.inputMessages, span.toolDefinitions]).toEqual([[{ role: 'system', parts: [{ type: 'text', text: 'Be kind.' }] }], [{ name: 'f', parameters: schema }]]);
  });

  it('gets its messages from log records, whose bodies hold contents', () => {
    const span = read({ 'gen_ai.operation.name': 'generate_content', 'gen_ai.request.model': 'm' }, { name: 'generate_content m', scope });
    adapter.applyEvents(span, [
      rawEvent('gen_ai.system.message', {}, { content: 'Be brief.' }),
      rawEvent('gen_ai.user.message', {}, { content: { role: 'user', parts: [{ text: 'Hi' }] } }),
      rawEvent('gen_ai.choice', {}, { content: { role: 'model', parts: [{ text: 'Ho' }] }, index: 0, finish_reason: 'STOP' }),
    ]);
    expect([span.input?.text, span.output?.text, span.inputMessages?.map(({ role }) => role), span.outputMessages?.[0]?.finishReason]).toEqual(['Hi', 'Ho', ['system', 'user'], 'stop']);
  });

  it('leaves message events of other writers to others', () => {
    const span = adapter.applyEvents(read({ 'gen_ai.operation.name': 'chat' }), [rawEvent('gen_ai.user.message', {}, { content: 'Hi' }), rawEvent('gen_ai.assistant.message', {}, { content: 'Ho' })]);
    expect(span.inputMessages?.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('whose texts were elided has none of ours', () => {
    const span = adapter.applyEvents(read({ 'gen_ai.operation.name': 'chat' }), [rawEvent('gen_ai.user.message', {}, { content: '<elided>' })]);
    expect(span.conventions).toEqual(['genai']);
  });
});

const tool: JsonObject = {
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': 'get_weather',
  'gen_ai.tool.type': 'FunctionTool',
  'gen_ai.tool.call.id': 'c1',
  [key('llm_request')]: '{}',
  [key('llm_response')]: '{}',
  [key('tool_call_args')]: json({ city: 'Paris' }),
  [key('tool_response')]: json({ celsius: 21 }),
};

const runTool = (attributes: JsonObject, name = 'execute_tool get_weather'): Span => read({ ...tool, ...attributes }, { name, scope });

describe('a tool of Google ADK', () => {
  it('reads as the same run in any other convention', () => {
    const { kind, tool: use } = runTool({});
    expect([kind, use?.name, use?.callId, use?.arguments?.value, use?.result?.value]).toEqual(['tool', 'get_weather', 'c1', { city: 'Paris' }, { celsius: 21 }]);
  });

  it.each<[what: string, attributes: JsonObject, args: unknown, result: unknown]>([
    ['without captured texts has none', { [key('tool_call_args')]: '{}', [key('tool_response')]: '{}' }, undefined, undefined],
    ['that was called without arguments has empty ones', { [key('tool_call_args')]: '{}' }, {}, { celsius: 21 }],
    ['that gave no response has none', { [key('tool_response')]: '{"result": "<not specified>"}' }, { city: 'Paris' }, undefined],
    ['whose response could not be written has none', { [key('tool_response')]: '<not serializable>' }, { city: 'Paris' }, undefined],
  ])('%s', (_what, attributes, args, result) => {
    const { tool: use } = runTool(attributes);
    expect([use?.arguments?.value, use?.result?.value]).toEqual([args, result]);
  });

  it('has no call id where none was specified', () => expect(runTool({ 'gen_ai.tool.call.id': '<not specified>' }).tool?.callId).toBeUndefined());

  it('is not the span that gathers the results of several', () => {
    const merged = { 'gen_ai.tool.name': '(merged tools)', [key('tool_call_args')]: 'N/A', [key('tool_response')]: '[]' };
    expect([runTool(merged, 'execute_tool (merged)').kind, runTool(merged, 'execute_tool (merged tools)').kind]).toEqual(['chain', 'chain']);
  });
});

describe('other spans of Google ADK', () => {
  it.each<[name: string, kind: string, agent: Span['agent']]>([
    ['invocation', 'chain', undefined],
    ['agent_run [planner]', 'agent', { name: 'planner' }],
    ['invoke_agent planner', 'agent', { name: 'planner' }],
    ['something else', 'unknown', undefined],
  ])('%s is of kind %s', (name, kind, agent) => expect(read({}, { name, scope })).toMatchObject({ kind, ...(agent ? { agent } : {}) }));

  it('show what was sent to a live session', () => {
    expect(read({ [key('data')]: json([{ role: 'user', parts: [{ text: 'Hello' }] }]) }, { name: 'send_data', scope })).toMatchObject({ kind: 'chain', input: { text: 'Hello' } });
  });

  it.each<JsonObject>([{ [key('llm_request')]: null }, { [key('llm_request')]: '[[[' }, { [key('llm_request')]: { config: [], contents: 'x' } }, { [key('llm_response')]: { content: [1], usage_metadata: 'x' } }, { [key('tool_call_args')]: 7 }, { [key('data')]: { __proto__: null } }])('survive %j', (attributes) => {
    expect(() => read(attributes, { name: 'call_llm' })).not.toThrow();
    expect(() => read(attributes, { name: 'send_data', scope })).not.toThrow();
  });
});
