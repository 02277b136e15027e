import { describe, expect, it } from 'vitest';
import openaiAgents from '../../../../plugins/formats/openai-agents/index.js';
import type { JsonObject, JsonValue } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const span = (id: string, data: JsonObject, more: JsonObject = {}): JsonObject => ({ object: 'trace.span', id, trace_id: 'trace_1', parent_id: null, started_at: '2026-01-01T00:00:01+00:00', ended_at: '2026-01-01T00:00:02+00:00', span_data: data, error: null, ...more });
const attribute = (data: JsonObject, key: string): JsonValue | undefined => readWith(openaiAgents, span('span_1', data)).spans[0]?.attributes.get(key);

describe('span_data', () => {
  it.each<[string, JsonObject, string, JsonValue]>([
    ['agent', { name: 'A', handoffs: ['B'] }, 'openinference.span.kind', 'AGENT'],
    ['agent', { name: 'A', handoffs: ['B'] }, 'agent.name', 'A'],
    ['agent', { name: 'A', handoffs: ['B'] }, 'span_data.handoffs', ['B']],
    ['function', { name: 'f', input: '{}', output: 'x', mcp_data: { server: 's' } }, 'tool.name', 'f'],
    ['function', { name: 'f', mcp_data: { server: 's' } }, 'span_data.mcp_data', { server: 's' }],
    ['generation', { model: 'm', usage: { prompt_tokens: 3, completion_tokens: 1 } }, 'llm.token_count.prompt', 3],
    ['generation', { usage: { input_tokens: 3, input_tokens_details: { cached_tokens: 2 } } }, 'llm.token_count.prompt_details.cache_read', 2],
    ['response', { response_id: 'resp_1' }, 'gen_ai.response.id', 'resp_1'],
    ['response', { response_id: 'resp_1', usage: { input_tokens: 5 } }, 'llm.token_count.prompt', 5],
    ['handoff', { from_agent: 'A', to_agent: 'B' }, 'span_data.to_agent', 'B'],
    ['guardrail', { name: 'g', triggered: true }, 'output.value', { triggered: true }],
    ['mcp_tools', { server: 's', result: ['a'] }, 'output.value', ['a']],
    ['custom', { name: 'task', data: { sdk_span_type: 'task', usage: { input_tokens: 9 } } }, 'llm.token_count.prompt', 9],
    ['speech', { input: 'Hello', model: 'tts' }, 'input.value', 'Hello'],
    ['something new', { field: 1 }, 'span_data.field', 1],
  ])('of type %s: %j gives "%s"', (type, data, key, value) => {
    expect(attribute({ type, ...data }, key)).toEqual(value);
  });

  it('of type response holds no text, which is not the same as an empty text', () => {
    expect(attribute({ type: 'response', response_id: 'r' }, 'output.value')).toBeUndefined();
    expect(attribute({ type: 'function', name: 'f', output: '' }, 'output.value')).toBe('');
  });
});

describe('a span', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['an error with its data', { error: { message: 'failed', data: { error: 'no such order' } } }, { code: 'error', message: 'failed: no such order' }],
    ['no error', { error: null }, { code: 'ok' }],
    ['no error yet', { error: null, ended_at: null }, { code: 'unset' }],
    ['nothing of errors', { error: undefined }, { code: 'unset' }],
  ])('that tells of %s has that status', (_, more, status) => {
    expect(readWith(openaiAgents, span('span_1', { type: 'agent' }, more)).spans[0]?.status).toEqual(status);
  });

  it('without ids is left out with a note', () => {
    const { spans, notes } = readWith(openaiAgents, { object: 'trace.span', id: 'x' });
    expect([spans.length, notes.map(({ code }) => code)]).toEqual([0, ['not-a-trace']]);
  });
});

describe('wrappers', () => {
  const trace = { object: 'trace', id: 'trace_1', workflow_name: 'W', group_id: 'g', metadata: { a: 1 } };
  const agent = span('span_1', { type: 'agent', name: 'A' });
  it.each<[string, JsonValue]>([
    ['a batch', { data: [trace, agent] }],
    ['a list', [trace, agent]],
  ])('%s is opened', (_, value) => {
    const { recognition, spans, traces } = readWith(openaiAgents, value);
    expect([recognition?.score, spans.length, traces[0]?.session]).toEqual([expect.any(Number), 1, { id: 'g', key: 'group_id' }]);
    expect(traces[0]?.metadata).toEqual(new Map<string, JsonValue>([['workflow_name', 'W'], ['a', 1]]));
  });

  it('agents of one run that stand beside each other get one root, agents of two runs do not', () => {
    const later = { started_at: '2026-01-01T00:00:03+00:00', ended_at: '2026-01-01T00:00:04+00:00' };
    const handoff = span('span_h', { type: 'handoff', from_agent: 'A', to_agent: 'B' }, { parent_id: 'span_1' });
    const roots = (data: JsonValue[]): string[] => readWith(openaiAgents, { data: [trace, ...data] }).spans.filter(({ parentId }) => parentId === undefined).map(({ name }) => name);
    expect(roots([agent, handoff, span('span_2', { type: 'agent', name: 'B' }, later)])).toEqual(['W']);
    expect(roots([agent, span('span_2', { type: 'agent', name: 'A' }, later)])).toEqual(['A', 'A']);
  });
});
