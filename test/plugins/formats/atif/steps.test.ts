import { describe, expect, it } from 'vitest';
import atif from '../../../../plugins/formats/atif/index.js';
import type { JsonObject, JsonValue, RawSpan } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';

const trajectory = (steps: JsonValue, more: JsonObject = {}): JsonObject => ({ schema_version: 'ATIF-v1.4', session_id: 's', agent: { name: 'a', version: '1', model_name: 'm' }, steps, ...more });
const user = (step_id: number, message = 'q'): JsonObject => ({ step_id, source: 'user', message });
const agent = (step_id: number, more: JsonObject = {}): JsonObject => ({ step_id, source: 'agent', message: 'r', ...more });
const named = (steps: JsonValue, more?: JsonObject): string[] => readWith(atif, trajectory(steps, more)).spans.map(({ name, parentId }) => (parentId === undefined ? `[${name}]` : name));
const tool = (steps: JsonValue): RawSpan | undefined => readWith(atif, trajectory(steps)).spans.find(({ attributes }) => attributes.get('openinference.span.kind') === 'TOOL');

describe('steps', () => {
  it.each<[string, JsonValue, string[]]>([
    ['begin a turn with each prompt', [user(1), agent(2), user(3), agent(4)], ['[a]', 'model call', '[a]', 'model call']],
    ['before the first prompt belong to it', [{ step_id: 1, source: 'system', message: 'be kind' }, user(2), agent(3)], ['[a]', 'system message', 'model call']],
    ['without a prompt are a turn', [agent(1), agent(2)], ['[a]', 'model call', 'model call']],
    ['without a call of a model are actions', [user(1), agent(2, { llm_call_count: 0 })], ['[a]', 'action']],
    ['that were copied are left out', [{ ...user(1), is_copied_context: true }, user(2), agent(3)], ['[a]', 'model call']],
    ['that are no objects are left out', [null, user(1), 'x'], ['[a]']],
    ['that are no list give nothing', { a: 1 }, []],
  ])('%s', (_, steps, names) => {
    expect(named(steps)).toEqual(names);
  });

  it('without ids and times keep their order by the ids that they are given', () => {
    const { spans } = readWith(atif, trajectory(Array.from({ length: 12 }, () => ({ source: 'agent', message: 'x' }))));
    const ids = spans.slice(1).map(({ spanId }) => spanId);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('a tool call', () => {
  const call = (id: string): JsonObject => ({ tool_call_id: id, function_name: 'f', arguments: { a: 1 } });
  it.each<[string, JsonObject, JsonValue | undefined]>([
    ['the result that names it', { tool_calls: [call('c1')], observation: { results: [{ source_call_id: 'c9', content: 'no' }, { source_call_id: 'c1', content: 'yes' }] } }, 'yes'],
    ['the only result, which names none', { tool_calls: [call('c1')], observation: { results: [{ content: 'yes' }] } }, 'yes'],
    ['an empty result', { tool_calls: [call('c1')], observation: { results: [{ source_call_id: 'c1', content: '' }] } }, ''],
    ['no result', { tool_calls: [call('c1')] }, undefined],
    ['no result where two calls share one that names none', { tool_calls: [call('c1'), call('c2')], observation: { results: [{ content: 'x' }] } }, undefined],
  ])('has %s', (_, more, output) => {
    expect(tool([user(1), agent(2, more)])?.attributes.get('output.value')).toEqual(output);
  });
});

describe('a trajectory inside another', () => {
  it('that no result refers to hangs under the last turn, and one too deep is noted', () => {
    const wrap = (depth: number): JsonObject => trajectory([user(1)], { session_id: `s${depth}`, subagent_trajectories: depth === 0 ? [] : [wrap(depth - 1)] });
    const { spans, notes } = readWith(atif, wrap(20));
    expect([spans.length, spans.filter(({ parentId }) => parentId === undefined).length, notes.map(({ code }) => code)]).toEqual([9, 1, ['nested-too-deeply']]);
  });

  it('keeps what the head says with each turn', () => {
    const { traces } = readWith(atif, trajectory([user(1)], { final_metrics: { total_steps: 1 }, continued_trajectory_ref: 'next.json' }));
    expect([traces[0]?.session, traces[0]?.metadata.get('continued_trajectory_ref')]).toEqual([{ id: 's', key: 'session_id' }, 'next.json']);
  });
});
