import { describe, expect, it } from 'vitest';
import type { JsonObject, Span, SpanKind } from '../../../src/model/index.js';
import { adapter, rawEvent, read } from './raw-span.js';

describe('token counts', () => {
  it.each<[what: string, attributes: JsonObject, usage: Span['usage']]>([
    ['GenAI goes before a stray OpenInference count and MLflow', { 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 20, 'llm.token_count.prompt': 7, 'mlflow.chat.tokenUsage': { input_tokens: 7 } }, { input: 100, output: 20 }],
    ['two spellings of one generation are not added', { 'gen_ai.usage.prompt_tokens': 100, 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.completion_tokens': 5, 'gen_ai.usage.output_tokens': 5 }, { input: 100, output: 5 }],
    ['a count that one convention lacks is filled by another', { 'gen_ai.usage.input_tokens': 100, 'llm.token_count.prompt': 100, 'llm.token_count.completion': 9, 'llm.token_count.completion_details.reasoning': 4 }, { input: 100, output: 9, reasoning: 4 }],
    ['a total of another convention does not join counts of this one', { 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 20, 'llm.token_count.total': 7 }, { input: 100, output: 20 }],
    ['a cache that exceeds the input is added to it', { 'gen_ai.usage.input_tokens': 3, 'gen_ai.usage.output_tokens': 20, 'gen_ai.usage.cache_read_input_tokens': 50, 'gen_ai.usage.cache_creation_input_tokens': 7 }, { input: 60, output: 20, cacheRead: 50, cacheWrite: 7 }],
    ['MLflow integrations that leave the cache out are seen', { 'mlflow.chat.tokenUsage': '{"input_tokens":3,"output_tokens":1,"total_tokens":4,"cache_read_input_tokens":50}' }, { input: 53, output: 1, total: 4, cacheRead: 50 }],
    ['sentinels are no counts', { 'gen_ai.usage.input_tokens': -1, 'gen_ai.usage.output_tokens': 'None' }, undefined],
    ['zero and zero is unknown', { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 0, 'gen_ai.usage.output_tokens': 0 }, undefined],
    ['a sum over other spans is no count of this one', { 'gen_ai.aggregated_usage.input_tokens': 100 }, undefined],
  ])('%s', (_what, attributes, usage) => expect(read(attributes).usage).toEqual(usage));

  it('zero and zero of a failed call stays zero', () => {
    expect(read({ 'llm.token_count.prompt': 0, 'llm.token_count.completion': 0 }, { status: { code: 'error' } }).usage).toEqual({ input: 0, output: 0 });
  });
  it('a sum is kept apart', () => expect(read({ 'gen_ai.aggregated_usage.input_tokens': 100, 'gen_ai.aggregated_usage.output_tokens': 4 }).aggregateUsage).toEqual({ input: 100, output: 4 }));
});

describe('kinds', () => {
  it.each<[what: string, attributes: JsonObject, kind: SpanKind]>([
    ['OpenInference goes before GenAI, GenAI before Traceloop and MLflow', { 'openinference.span.kind': 'AGENT', 'gen_ai.operation.name': 'chat', 'traceloop.span.kind': 'task', 'mlflow.spanType': 'TOOL' }, 'agent'],
    ['a kind that says nothing gives way', { 'openinference.span.kind': 'UNKNOWN', 'mlflow.spanType': 'RETRIEVER' }, 'retriever'],
    ['MLflow words fold, whatever their case', { 'mlflow.spanType': 'Workflow' }, 'chain'],
    ['free words are unknown', { 'mlflow.spanType': 'my step' }, 'unknown'],
    ['a type of null is unknown', { 'mlflow.spanType': null }, 'unknown'],
    ['a model with counts is a model call', { 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': 3 }, 'llm'],
    ['a model alone is not', { 'gen_ai.request.model': 'm' }, 'unknown'],
    ['messages make a model call', { 'gen_ai.input.messages': 'hello' }, 'llm'],
    ['a conversation id copied to a span makes nothing of it', { 'gen_ai.conversation.id': 'c' }, 'unknown'],
    ['an MCP call is a tool', { 'mcp.method.name': 'tools/call' }, 'tool'],
    ['other MCP methods are not', { 'mcp.method.name': 'tools/list' }, 'unknown'],
    ['a completion request of old Traceloop is a model call', { 'llm.request.type': 'completion' }, 'llm'],
    ['reranking is its own', { 'llm.request.type': 'rerank' }, 'reranker'],
    ['a guardrail is its own', { 'gen_ai.guardrail.name': 'pii' }, 'guardrail'],
  ])('%s', (_what, attributes, kind) => expect(read(attributes).kind).toBe(kind));

  it('an HTTP server span with a copied operation is no agent', () => {
    expect(read({ 'gen_ai.operation.name': 'invoke_agent', 'http.request.method': 'POST' }, { otelKind: 'server' }).kind).toBe('unknown');
  });
});

describe('sessions and users', () => {
  const all = { 'mlflow.trace.session': 'm', 'traceloop.association.properties.thread_id': 't', 'gen_ai.conversation.id': 'g', 'session.id': 's', 'openinference.span.kind': 'LLM' };
  it.each<[what: string, attributes: JsonObject, session: Span['session']]>([
    ['session.id goes first', all, { id: 's', key: 'session.id' }],
    ['then the conversation', { ...all, 'session.id': undefined }, { id: 'g', key: 'gen_ai.conversation.id' }],
    ['then association properties', { ...all, 'session.id': undefined, 'gen_ai.conversation.id': '' }, { id: 't', key: 'traceloop.association.properties.thread_id' }],
    ['then MLflow', { 'mlflow.trace.session': '"m"' }, { id: 'm', key: 'mlflow.trace.session' }],
    ['session.id counts on any span', { 'session.id': 42 }, { id: '42', key: 'session.id' }],
    ['a transport or a project is no conversation', { 'mcp.session.id': 'x', 'mcp.method.name': 'tools/call', 'langsmith.trace.session_id': 'y' }, undefined],
  ])('%s', (_what, attributes, session) => expect(read(attributes).session).toEqual(session));

  it.each<[JsonObject, string | undefined]>([
    [{ 'user.id': 'u', 'enduser.id': 'e' }, 'u'],
    [{ 'enduser.pseudo.id': 'p' }, 'p'],
    [{ 'traceloop.association.properties.user_id': 'a', 'llm.user': 'l' }, 'a'],
    [{ 'mlflow.trace.user': '"bob"' }, 'bob'],
    [{ 'gen_ai.operation.name': 'chat' }, undefined],
  ])('the user of %j is %j', (attributes, user) => expect(read(attributes).user).toBe(user));
});

describe('text', () => {
  it('that was not recorded is absent, that was recorded empty is empty', () => {
    const silent = read({ 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' });
    expect([silent.input, silent.inputMessages, silent.output]).toEqual([undefined, undefined, undefined]);
    const empty = read({ 'openinference.span.kind': 'CHAIN', 'input.value': '', 'output.value': null });
    expect([empty.input, empty.output]).toEqual([{ text: '', value: '', attribute: 'input.value' }, undefined]);
  });
  it('that was withheld says so and makes no message', () => {
    const { input, inputMessages } = read({ 'openinference.span.kind': 'LLM', 'input.value': '__REDACTED__' });
    expect([input?.redacted, inputMessages]).toEqual([true, undefined]);
  });
  it('comes from the convention that gave the kind', () => {
    const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': 'from GenAI', 'input.value': 'from OpenInference' };
    expect(read(attributes).input?.text).toBe('from GenAI');
    expect(read({ ...attributes, 'openinference.span.kind': 'LLM' }).input?.text).toBe('from OpenInference');
  });
  it('of a plain string where a list is expected is one message', () => {
    expect(read({ 'gen_ai.input.messages': 'hello', 'gen_ai.output.messages': 'hi' })).toMatchObject({
      inputMessages: [{ role: 'user', parts: [{ text: 'hello' }] }],
      outputMessages: [{ role: 'assistant', parts: [{ text: 'hi' }] }],
    });
  });
  it('that was cut keeps its whole messages and is marked', () => {
    const span = read({ 'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Hi"}]},{"role":"user","parts":[{"type":"te' });
    expect(span.input).toMatchObject({ text: 'Hi', truncated: true });
    expect(span.inputMessages?.[0]).toEqual({ role: 'user', parts: [{ type: 'text', text: 'Hi' }] });
  });
  it('of flattened messages survives indices that are offset, sparse and out of order', () => {
    const span = read({ 'gen_ai.completion.240.content': 'B', 'gen_ai.completion.233.content': 'A', 'gen_ai.completion.233.role': 'assistant' });
    expect(span.outputMessages?.map(({ parts }) => parts)).toEqual([[{ type: 'text', text: 'A' }], [{ type: 'text', text: 'B' }]]);
  });
  it('of instructions that are repeated as a message is read once', () => {
    const span = read({ 'gen_ai.system_instructions': '[{"type":"text","content":"Be kind"}]', 'gen_ai.input.messages': '[{"role":"system","parts":[{"type":"text","content":"Be kind"}]},{"role":"user","parts":[{"type":"text","content":"Hi"}]}]' });
    expect(span.inputMessages?.map(({ role }) => role)).toEqual(['system', 'user']);
  });
  it('of completions without chat roles is read', () => {
    const span = read({ 'openinference.span.kind': 'LLM', 'llm.prompts.0.prompt.text': 'Once', 'llm.choices.0.completion.text': 'upon' });
    expect([span.inputMessages, span.outputMessages]).toEqual([[{ role: 'user', parts: [{ type: 'text', text: 'Once' }] }], [{ role: 'assistant', parts: [{ type: 'text', text: 'upon' }] }]]);
  });
  it('of prompts under the oldest names of Traceloop is read', () => {
    const span = read({ 'llm.request.type': 'chat', 'llm.prompts.0.role': 'user', 'llm.prompts.0.content': 'Hi', 'llm.completions.0.content': 'Ho', 'llm.response.finish_reason': 'length' });
    expect(span).toMatchObject({ input: { text: 'Hi' }, output: { text: 'Ho' }, finishReasons: ['length'] });
  });
  it('in Bedrock blocks inside message events is read', () => {
    const events = [rawEvent('gen_ai.user.message', { content: '[{"text":"Hi"}]' }), rawEvent('gen_ai.choice', { message: '[{"text":"Wait"},{"toolUse":{"toolUseId":"c1","name":"find","input":{}}}]', finish_reason: 'tool_use' })];
    expect(read({ 'gen_ai.operation.name': 'chat' }, { events })).toMatchObject({ input: { text: 'Hi' }, outputMessages: [{ parts: [{ type: 'text', text: 'Wait' }, { type: 'tool_call', id: 'c1', name: 'find' }] }], finishReasons: ['tool_call'] });
  });
  it('in the body of an event attribute is read', () => {
    const events = [rawEvent('gen_ai.user.message', { 'gen_ai.system': 'az', 'gen_ai.event.content': '{"content":"Hi"}' })];
    expect(read({ 'gen_ai.operation.name': 'chat' }, { events }).inputMessages).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }]);
  });
  it('of choices stands in the order of their index', () => {
    const events = [1, 0].map((index) => rawEvent('gen_ai.choice', {}, { index, message: { content: `choice ${index}` } }));
    expect(read({ 'gen_ai.operation.name': 'chat' }, { events }).output?.text).toBe('choice 0');
  });
  it('kept with old MLflow chat spans is parted into question and answer', () => {
    const span = read({ 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.chat.messages': [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Ho' }] });
    expect([span.inputMessages?.length, span.outputMessages?.[0]?.parts]).toEqual([1, [{ type: 'text', text: 'Ho' }]]);
  });
  it('of a model that takes one prompt is a message', () => {
    const span = read({ 'mlflow.spanType': 'LLM', 'mlflow.spanInputs': { prompt: 'Once', temperature: 1 }, 'mlflow.spanOutputs': { tokens: [1, 2] } });
    expect([span.inputMessages, span.outputMessages]).toEqual([[{ role: 'user', parts: [{ type: 'text', text: 'Once' }] }], undefined]);
  });
});

describe('tools and retrieval', () => {
  it.each<[what: string, attributes: JsonObject]>([
    ['an MCP result', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.call.result': '{"isError":true,"content":[{"type":"text","text":"no"}]}' }],
    ['a tool status', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.status': 'error' }],
    ['an error type', { 'mcp.method.name': 'tools/call', 'error.type': 'tool_error' }],
    ['a LangChain tool message', { 'openinference.span.kind': 'TOOL', 'output.value': '{"type":"tool","content":"no","tool_call_id":"c","status":"error"}' }],
  ])('%s may say that the tool failed', (_what, attributes) => expect(read(attributes).tool?.isError).toBe(true));
  it('a tool without another name is named by its span', () => expect(read({ 'openinference.span.kind': 'TOOL', 'input.value': 'x' }, { name: 'search' }).tool?.name).toBe('search'));
  it('the schema of a tool is not its arguments', () => expect(read({ 'openinference.span.kind': 'TOOL', 'tool.parameters': '{"type":"object","properties":{}}' }).tool?.arguments).toBeUndefined());
  it('an empty list of documents is an empty answer, none is not recorded', () => {
    const found = (output: unknown): unknown => read({ 'openinference.span.kind': 'RETRIEVER', 'input.value': 'q', 'output.value': output as string }).retrieval?.documents;
    expect([found('[]'), found(null), found('["a"]')]).toEqual([[], undefined, [{ text: 'a' }]]);
  });
  it('a reranker gives what it kept', () => {
    const span = read({ 'openinference.span.kind': 'RERANKER', 'reranker.query': 'q', 'reranker.input_documents.0.document.content': 'a', 'reranker.output_documents.0.document.content': 'b', 'reranker.output_documents.0.document.score': 0.5 });
    expect(span.retrieval).toMatchObject({ query: { text: 'q' }, documents: [{ text: 'b', score: 0.5 }] });
  });
  it('an embedding has its text as input', () => expect(read({ 'openinference.span.kind': 'EMBEDDING', 'embedding.model_name': 'e', 'embedding.embeddings.0.embedding.text': 'x', 'embedding.embeddings.0.embedding.vector': [1] })).toMatchObject({ kind: 'embedding', requestModel: 'e', input: { text: 'x' } }));
  it('arguments from one convention and the name from another make one tool use', () => {
    const span = read({ 'traceloop.span.kind': 'tool', 'traceloop.entity.input': '{"args":[],"kwargs":{"a":1}}', 'gen_ai.tool.call.id': 'c1', 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'find' });
    expect(span.tool).toMatchObject({ name: 'find', callId: 'c1', arguments: { value: { a: 1 } } });
  });
});

describe('finish reasons', () => {
  it.each<[JsonObject, Span['finishReasons']]>([
    [{ 'gen_ai.response.finish_reasons': ['tool_calls', 'stop'] }, ['tool_call', 'stop']],
    [{ 'gen_ai.response.finish_reasons': '["MAX_TOKENS"]' }, ['length']],
    [{ 'gen_ai.response.finish_reasons': 'end_turn' }, ['stop']],
    [{ 'gen_ai.response.finish_reason': 'content-filter' }, ['content_filter']],
    [{ 'gen_ai.response.finish_reasons': [''] }, undefined],
    [{ 'openinference.span.kind': 'LLM', 'output.value': '{"choices":[{"finish_reason":"length","message":{"content":"x"}}]}' }, ['length']],
  ])('of %j are %j', (attributes, reasons) => expect(read(attributes).finishReasons).toEqual(reasons));
});

describe('errors', () => {
  const exception = rawEvent('exception', { 'exception.type': 'ValueError', 'exception.message': 'no', 'exception.stacktrace': 'at x' });
  it('come from the exception event', () => expect(read({}, { events: [exception], status: { code: 'error', message: 'ValueError: no' } }).error).toEqual({ type: 'ValueError', message: 'no', stack: 'at x' }));
  it('come from the status where there is no event', () => expect(read({ 'mlflow.spanType': 'TOOL' }, { status: { code: 'error', message: 'ValueError: no: way' } }).error).toEqual({ type: 'ValueError', message: 'no: way' }));
  it('keep a status message that names no class', () => expect(read({ 'error.type': 'timeout' }, { status: { code: 'error', message: 'took 30 s: gave up' } }).error).toEqual({ type: 'timeout', message: 'took 30 s: gave up' }));
  it('that were handled are none of the span', () => expect(read({}, { events: [exception], status: { code: 'ok' } }).error).toBeUndefined());
  it('may arrive as a log record', () => {
    const span = adapter.applyEvents(read({ 'gen_ai.operation.name': 'chat' }), [rawEvent('gen_ai.client.operation.exception', { 'exception.type': 'Timeout' })]);
    expect(span.error).toEqual({ type: 'Timeout' });
  });
});

describe('hostile keys', () => {
  it('named like members of a prototype are ordinary', () => {
    const attributes = { ...JSON.parse('{"__proto__":"x","mlflow.spanInputs":{"__proto__":{"model":"evil"},"constructor":"y"}}') } as JsonObject;
    const span = read({ ...attributes, 'mlflow.spanType': 'LLM' });
    expect([span.requestModel, span.kind]).toEqual([undefined, 'llm']);
  });
  it('with a huge index cost nothing', () => expect(read({ 'llm.input_messages.999999999999.message.content': 'x' }).inputMessages).toHaveLength(1));
});
