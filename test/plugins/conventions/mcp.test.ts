import { describe, expect, it } from 'vitest';
import { assemble } from '../../../src/graph/index.js';
import type { JsonObject, RawSpan, Span } from '../../../src/model/index.js';
import { read } from './raw-span.js';

const json = (value: unknown): string => JSON.stringify(value);
const args = { city: 'Paris' };
const call = { 'mcp.method.name': 'tools/call', 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.id': 'c1' };
const textResult = { content: [{ type: 'text', text: '{"celsius": 21}' }], isError: false };

describe('a tool call over MCP', () => {
  it.each<[what: string, attributes: JsonObject, name: string]>([
    ['GenAI keys', { ...call, 'gen_ai.tool.call.arguments': json(args), 'gen_ai.tool.call.result': json({ celsius: 21 }) }, 'tools/call get_weather'],
    ['the envelope of the protocol', { ...call, 'gen_ai.tool.call.arguments': json(args), 'gen_ai.tool.call.result': json(textResult) }, 'tools/call get_weather'],
    ['structured content', { ...call, 'gen_ai.tool.call.arguments': args, 'gen_ai.tool.call.result': json({ ...textResult, structuredContent: { celsius: 21 } }) }, 'x'],
    ['keys of Traceloop', { 'mcp.method.name': 'tools/call', 'gen_ai.tool.call.id': 'c1', 'mcp.request.argument': json({ name: 'get_weather', arguments: args }), 'mcp.response.value': json([{ type: 'text', content: '{"celsius": 21}' }]) }, 'tools/call get_weather'],
  ])('in %s reads as the same run', (_what, attributes, name) => {
    const { kind, tool, input } = read(attributes, { name });
    expect([kind, tool?.name, tool?.callId, tool?.arguments?.value, tool?.result?.value, tool?.isError, input?.value]).toEqual(['tool', 'get_weather', 'c1', args, { celsius: 21 }, undefined, args]);
  });

  it.each<[what: string, attributes: JsonObject]>([
    ['its result', { ...call, 'mcp.response.value': json({ content: [{ type: 'text', text: 'no' }], isError: true }) }],
    ['its error type', { ...call, 'error.type': 'tool_error' }],
  ])('says in %s that the tool failed', (_what, attributes) => expect(read(attributes).tool?.isError).toBe(true));

  it('without a recorded result has none', () => expect(read(call).tool?.result).toBeUndefined());
});

describe('the halves of one call over MCP', () => {
  const halves: [spanId: string, parentId: string | undefined, otelKind: string, name: string, attributes: JsonObject][] = [
    ['a', undefined, 'internal', 'execute_tool get_weather', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.arguments': json(args) }],
    ['b', 'a', 'client', 'MCP send tools/call get_weather', { 'mcp.method.name': 'tools/call', 'jsonrpc.request.id': '1' }],
    ['c', 'b', 'server', 'tools/call get_weather', { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'get_weather' }],
  ];
  const spans = (): Span[] => halves.map(([spanId, parentId, otelKind, name, attributes], index) => read(attributes, { spanId, parentId, otelKind, name, startNs: BigInt(index), endNs: 9n } as Partial<RawSpan>));

  it('get one name', () => expect(spans().map(({ kind, tool }) => [kind, tool?.name])).toEqual(halves.map(() => ['tool', 'get_weather'])));
  it('count as one tool call', () => {
    const [session] = assemble({ spans: spans(), traces: [] }).sessions;
    expect(session?.toolCalls.map(({ name, arguments: given }) => [name, given])).toEqual([['get_weather', args]]);
  });
});

describe('other methods of MCP', () => {
  it.each([
    ['tools/list', 'unknown'],
    ['initialize', 'unknown'],
    ['resources/read', 'unknown'],
    ['prompts/get', 'prompt'],
  ])('%s is of kind %s', (method, kind) => expect(read({ 'mcp.method.name': method }).kind).toBe(kind));
  it('reading a resource has its address as input', () => expect(read({ 'mcp.method.name': 'resources/read', 'mcp.resource.uri': 'file:///a' }).input?.text).toBe('file:///a'));
  it('never name a session: a transport is no conversation', () => expect(read({ ...call, 'mcp.session.id': 's' }).session).toBeUndefined());
  it.each<JsonObject>([{ 'mcp.method.name': 7 }, { 'mcp.method.name': 'tools/call', 'mcp.response.value': '[[', 'mcp.request.argument': null }, { ...call, 'gen_ai.tool.call.result': [null, 5] }, { 'mcp.response.value': { content: [{}] } }])('%j are survived', (attributes) => {
    expect(() => read(attributes)).not.toThrow();
  });
});
