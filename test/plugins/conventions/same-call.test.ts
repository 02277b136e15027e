import { describe, expect, it } from 'vitest';
import type { JsonObject, Message, RawEvent, Span } from '../../../src/model/index.js';
import { adapter, rawEvent, read } from './raw-span.js';

const args = { city: 'Paris' };
const result = { celsius: 21 };
const schema = { type: 'object', properties: { city: { type: 'string' } } };
const json = (value: unknown): string => JSON.stringify(value);

const openAiMessages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Weather in Paris?' },
  { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: json(args) } }] },
  { role: 'tool', tool_call_id: 'c1', content: json(result) },
];

const openAiResponse = {
  id: 'r1',
  model: 'gpt-x-1',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'It is 21 degrees.' } }],
};

const genAiParts = [
  { role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] },
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: args }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', result }] },
];

const functionTool = { type: 'function', function: { name: 'get_weather', description: 'Looks it up.', parameters: schema } };

const genAiCall = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-x',
  'gen_ai.response.model': 'gpt-x-1',
  'gen_ai.response.id': 'r1',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 40,
  'gen_ai.usage.output_tokens': 8,
  'gen_ai.usage.cache_read.input_tokens': 10,
  'gen_ai.tool.definitions': json([{ type: 'function', name: 'get_weather', description: 'Looks it up.', parameters: schema }]),
  'gen_ai.conversation.id': 'conv-1',
};

const messageEvents = [
  rawEvent('gen_ai.system.message', {}, { content: 'Be brief.' }),
  rawEvent('gen_ai.user.message', {}, { content: 'Weather in Paris?' }),
  rawEvent('gen_ai.assistant.message', {}, { tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: json(args) } }] }),
  rawEvent('gen_ai.tool.message', {}, { id: 'c1', content: json(result) }),
  rawEvent('gen_ai.choice', {}, { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'It is 21 degrees.' } }),
];

const openInferenceCall = {
  'openinference.span.kind': 'LLM',
  'input.value': json({ model: 'gpt-x', messages: openAiMessages }),
  'input.mime_type': 'application/json',
  'output.value': json(openAiResponse),
  'llm.provider': 'openai',
  'llm.invocation_parameters': json({ model: 'gpt-x' }),
  'llm.model_name': 'gpt-x-1',
  'llm.finish_reason': 'stop',
  'llm.token_count.prompt': 40,
  'llm.token_count.completion': 8,
  'llm.token_count.prompt_details.cache_read': 10,
  'llm.tools.0.tool.json_schema': json(functionTool),
  'llm.input_messages.0.message.role': 'system',
  'llm.input_messages.0.message.content': 'Be brief.',
  'llm.input_messages.1.message.role': 'user',
  'llm.input_messages.1.message.contents.0.message_content.type': 'text',
  'llm.input_messages.1.message.contents.0.message_content.text': 'Weather in Paris?',
  'llm.input_messages.2.message.role': 'assistant',
  'llm.input_messages.2.message.tool_calls.0.tool_call.id': 'c1',
  'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'get_weather',
  'llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments': json(args),
  'llm.input_messages.3.message.role': 'tool',
  'llm.input_messages.3.message.tool_call_id': 'c1',
  'llm.input_messages.3.message.content': json(result),
  'llm.output_messages.0.message.role': 'assistant',
  'llm.output_messages.0.message.content': 'It is 21 degrees.',
  'session.id': 'conv-1',
};

const legacyTraceloopCall = {
  'llm.request.type': 'chat',
  'gen_ai.system': 'OpenAI',
  'gen_ai.request.model': 'gpt-x',
  'gen_ai.response.model': 'gpt-x-1',
  'gen_ai.response.id': 'r1',
  'gen_ai.usage.prompt_tokens': 40,
  'gen_ai.usage.completion_tokens': 8,
  'gen_ai.usage.cache_read_input_tokens': 10,
  'llm.request.functions.0.name': 'get_weather',
  'llm.request.functions.0.description': 'Looks it up.',
  'llm.request.functions.0.parameters': json(schema),
  'gen_ai.prompt.0.role': 'system',
  'gen_ai.prompt.0.content': 'Be brief.',
  'gen_ai.prompt.1.role': 'user',
  'gen_ai.prompt.1.content': json([{ type: 'text', text: 'Weather in Paris?' }]),
  'gen_ai.prompt.2.role': 'assistant',
  'gen_ai.prompt.2.tool_calls.0.id': 'c1',
  'gen_ai.prompt.2.tool_calls.0.name': 'get_weather',
  'gen_ai.prompt.2.tool_calls.0.arguments': json(args),
  'gen_ai.prompt.3.role': 'tool',
  'gen_ai.prompt.3.tool_call_id': 'c1',
  'gen_ai.prompt.3.content': json(result),
  'gen_ai.completion.0.role': 'assistant',
  'gen_ai.completion.0.content': 'It is 21 degrees.',
  'gen_ai.completion.0.finish_reason': 'stop',
  'traceloop.association.properties.session_id': 'conv-1',
};

const mlflowCall = {
  'mlflow.spanType': 'CHAT_MODEL',
  'mlflow.message.format': 'openai',
  'mlflow.spanInputs': { model: 'gpt-x', messages: openAiMessages },
  'mlflow.spanOutputs': openAiResponse,
  'mlflow.chat.tokenUsage': { input_tokens: 40, output_tokens: 8, cache_read_input_tokens: 10 },
  'mlflow.chat.tools': [functionTool],
  'mlflow.llm.model': 'gpt-x-1',
  'mlflow.llm.provider': 'openai',
  'mlflow.trace.session': '"conv-1"',
};

const twice = (attributes: JsonObject): JsonObject => Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, json(value)]));

const calls: [convention: string, attributes: JsonObject, events: RawEvent[]][] = [
  ['GenAI today', { ...genAiCall, 'gen_ai.system_instructions': json([{ type: 'text', content: 'Be brief.' }]), 'gen_ai.input.messages': json(genAiParts), 'gen_ai.output.messages': json([{ role: 'assistant', parts: [{ type: 'text', content: 'It is 21 degrees.' }], finish_reason: 'stop' }]) }, []],
  ['GenAI, structured values', { ...genAiCall, 'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }], 'gen_ai.input.messages': genAiParts, 'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'It is 21 degrees.' }] }] }, []],
  ['GenAI 1.28, messages as span events', genAiCall, messageEvents],
  ['GenAI 1.26, prompt and completion events', genAiCall, [rawEvent('gen_ai.content.prompt', { 'gen_ai.prompt': json(openAiMessages) }), rawEvent('gen_ai.content.completion', { 'gen_ai.completion': json([{ role: 'assistant', content: 'It is 21 degrees.' }]) })]],
  ['GenAI 1.37, details event', genAiCall, [rawEvent('gen_ai.client.inference.operation.details', { 'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }], 'gen_ai.input.messages': genAiParts, 'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'It is 21 degrees.' }] }] })]],
  ['OpenInference', openInferenceCall, []],
  ['OpenLLMetry, flattened prompts', legacyTraceloopCall, []],
  ['OpenLLMetry today', { ...genAiCall, 'gen_ai.conversation.id': undefined, 'traceloop.association.properties.session_id': 'conv-1', 'gen_ai.input.messages': json([{ role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] }, ...genAiParts]), 'gen_ai.output.messages': json([{ role: 'assistant', parts: [{ type: 'text', content: 'It is 21 degrees.' }] }]) }, []],
  ['MLflow', mlflowCall, []],
  ['MLflow inside OTLP, encoded once more', twice(mlflowCall), []],
];

const messages: Message[] = [
  { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
  { role: 'user', parts: [{ type: 'text', text: 'Weather in Paris?' }] },
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: args }] },
  { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', result }] },
];

function callFields(span: Span): unknown {
  const { kind, inputMessages, requestModel, responseModel, responseId, provider, finishReasons, usage, toolDefinitions, session } = span;
  const outputMessages = span.outputMessages?.map(({ role, parts }) => ({ role, parts }));
  const texts = { input: span.input?.text, output: span.output?.text };
  return { kind, inputMessages, outputMessages, requestModel, responseModel, responseId, provider, finishReasons, usage, toolDefinitions, session: session?.id, ...texts };
}

const expectedCall = {
  kind: 'llm',
  inputMessages: messages,
  outputMessages: [{ role: 'assistant', parts: [{ type: 'text', text: 'It is 21 degrees.' }] }],
  requestModel: 'gpt-x',
  responseModel: 'gpt-x-1',
  responseId: 'r1',
  provider: 'openai',
  finishReasons: ['stop'],
  usage: { input: 40, output: 8, cacheRead: 10 },
  toolDefinitions: [{ name: 'get_weather', description: 'Looks it up.', parameters: schema }],
  session: 'conv-1',
  input: 'Weather in Paris?',
  output: 'It is 21 degrees.',
};

describe('the same model call reads the same', () => {
  it.each(calls)('in %s', (_convention, attributes, events) => {
    expect(callFields(read(attributes, { events }))).toEqual(expectedCall);
  });

  it('with its messages in log records of another signal', () => {
    const span = read(genAiCall);
    expect(span.inputMessages).toBeUndefined();
    adapter.applyEvents(span, messageEvents);
    expect(callFields(span)).toEqual(expectedCall);
    expect(span.events).toHaveLength(messageEvents.length);
  });
});

const tools: [convention: string, attributes: JsonObject, name: string, events: RawEvent[]][] = [
  ['GenAI', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.id': 'c1', 'gen_ai.tool.call.arguments': json(args), 'gen_ai.tool.call.result': json(result) }, 'execute_tool get_weather', []],
  ['GenAI, named by its span only', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.call.id': ['c1'], 'gen_ai.tool.call.arguments': args, 'gen_ai.tool.call.result': result }, 'execute_tool get_weather', []],
  ['GenAI, texts in events', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.id': 'c1' }, 'execute_tool get_weather', [rawEvent('gen_ai.tool.message', { role: 'tool', content: json(args), id: 'c1' }), rawEvent('gen_ai.choice', { message: json(result), id: 'c1' })]],
  ['OpenInference', { 'openinference.span.kind': 'TOOL', 'tool.name': 'get_weather', 'tool_call.id': 'c1', 'tool.parameters': json(schema), 'input.value': json(args), 'output.value': json(result) }, 'run', []],
  ['OpenInference, arguments as parameters', { 'openinference.span.kind': 'TOOL', 'tool.name': 'get_weather', 'tool_call.id': 'c1', 'tool.parameters': json(args), 'output.value': json(result) }, 'run', []],
  ['OpenLLMetry', { 'traceloop.span.kind': 'tool', 'traceloop.entity.name': 'get_weather', 'gen_ai.tool.call.id': 'c1', 'traceloop.entity.input': json({ args: [], kwargs: args }), 'traceloop.entity.output': json(json(result)) }, 'get_weather.tool', []],
  ['OpenLLMetry, LangChain wrapper', { 'traceloop.span.kind': 'tool', 'traceloop.entity.name': 'get_weather', 'gen_ai.tool.call.id': 'c1', 'traceloop.entity.input': json({ inputs: args, tags: [], metadata: {}, kwargs: {} }), 'traceloop.entity.output': json({ outputs: result, kwargs: {} }) }, 'get_weather.tool', []],
  ['MLflow', { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': args, 'mlflow.spanOutputs': result, tool_id: 'c1' }, 'get_weather', []],
  ['MLflow, Pydantic AI', { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': { call: { tool_name: 'get_weather', args, tool_call_id: 'c1' } }, 'mlflow.spanOutputs': result }, 'ToolManager.handle_call', []],
];

describe('the same tool run reads the same', () => {
  it.each(tools)('in %s', (_convention, attributes, name, events) => {
    const { kind, tool } = read(attributes, { name, events });
    expect({ kind, name: tool?.name, callId: tool?.callId, arguments: tool?.arguments?.value, result: tool?.result?.value, isError: tool?.isError }).toEqual({
      kind: 'tool',
      name: 'get_weather',
      callId: 'c1',
      arguments: args,
      result,
      isError: undefined,
    });
  });
});

const documents = [
  { id: 'd1', text: 'Refunds take 30 days.', score: 0.9, metadata: { source: 'kb' } },
  { id: 'd2', text: 'Shipping is free.', score: 0.4 },
];

const vectorEvent = (id: string, document: string, score: number, metadata?: string): RawEvent =>
  rawEvent('db.query.result', { 'db.query.result.id': id, 'db.query.result.document': document, 'db.query.result.score': score, 'db.query.result.metadata': metadata });

const retrievals: [convention: string, attributes: JsonObject, events: RawEvent[]][] = [
  ['GenAI', { 'gen_ai.operation.name': 'retrieval', 'gen_ai.retrieval.query.text': 'refunds', 'gen_ai.retrieval.documents': json([{ id: 'd1', score: 0.9, content: 'Refunds take 30 days.', metadata: { source: 'kb' } }, { id: 'd2', score: 0.4, content: 'Shipping is free.' }]) }, []],
  [
    'OpenInference',
    {
      'openinference.span.kind': 'RETRIEVER',
      'input.value': 'refunds',
      'retrieval.documents.0.document.id': 'd1',
      'retrieval.documents.0.document.content': 'Refunds take 30 days.',
      'retrieval.documents.0.document.score': 0.9,
      'retrieval.documents.0.document.metadata': json({ source: 'kb' }),
      'retrieval.documents.1.document.id': 'd2',
      'retrieval.documents.1.document.content': 'Shipping is free.',
      'retrieval.documents.1.document.score': 0.4,
    },
    [],
  ],
  ['OpenInference, one list', { 'openinference.span.kind': 'RETRIEVER', 'input.value': 'refunds', 'retrieval.documents': [{ 'document.id': 'd1', 'document.content': 'Refunds take 30 days.', 'document.score': 0.9, 'document.metadata': { source: 'kb' } }, { document: { id: 'd2', content: 'Shipping is free.', score: 0.4 } }] }, []],
  ['OpenLLMetry, events of a vector store', { 'db.system': 'chroma', 'db.vector.query.top_k': 2, 'traceloop.entity.input': json({ args: ['refunds'], kwargs: {} }) }, [vectorEvent('d1', 'Refunds take 30 days.', 0.9, json({ source: 'kb' })), vectorEvent('d2', 'Shipping is free.', 0.4)]],
  ['MLflow, LangChain documents', { 'mlflow.spanType': 'RETRIEVER', 'mlflow.spanInputs': 'refunds', 'mlflow.spanOutputs': [{ page_content: 'Refunds take 30 days.', metadata: { source: 'kb' }, id: 'd1', score: 0.9 }, { page_content: 'Shipping is free.', id: 'd2', score: 0.4 }] }, []],
];

describe('the same retrieval reads the same', () => {
  it.each(retrievals)('in %s', (_convention, attributes, events) => {
    const { kind, retrieval, input } = read(attributes, { events });
    expect({ kind, documents: retrieval?.documents, query: (retrieval?.query ?? input)?.text }).toEqual({ kind: 'retriever', documents, query: 'refunds' });
  });
});

const agents: [convention: string, attributes: JsonObject][] = [
  ['GenAI', { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'planner', 'gen_ai.conversation.id': 'conv-1', 'gen_ai.input.messages': json([{ role: 'user', parts: [{ type: 'text', content: 'Plan it' }] }]), 'gen_ai.output.messages': json([{ role: 'assistant', parts: [{ type: 'text', content: 'Done' }] }]) }],
  ['OpenInference', { 'openinference.span.kind': 'AGENT', 'agent.name': 'planner', 'session.id': 'conv-1', 'input.value': 'Plan it', 'output.value': 'Done' }],
  ['OpenLLMetry', { 'traceloop.span.kind': 'agent', 'traceloop.entity.name': 'planner', 'traceloop.association.properties.thread_id': 'conv-1', 'traceloop.entity.input': json({ args: ['Plan it'], kwargs: {} }), 'traceloop.entity.output': json('Done') }],
];

describe('the same agent run reads the same', () => {
  it.each(agents)('in %s', (_convention, attributes) => {
    const { kind, agent, session, input, output } = read(attributes);
    expect({ kind, agent, session: session?.id, input: input?.text, output: output?.text }).toEqual({ kind: 'agent', agent: { name: 'planner' }, session: 'conv-1', input: 'Plan it', output: 'Done' });
  });

  it('in MLflow, which names an agent by its span', () => {
    const { kind, name, input, output } = read({ 'mlflow.spanType': 'AGENT', 'mlflow.spanInputs': { question: 'Plan it' }, 'mlflow.spanOutputs': 'Done' }, { name: 'planner' });
    expect({ kind, name, input: input?.text, output: output?.text }).toEqual({ kind: 'agent', name: 'planner', input: 'Plan it', output: 'Done' });
  });
});
