import { describe, expect, it } from 'vitest';
import { readToolDefinitions } from '../../../src/adapt/read/tools.js';
import { readUsage, settleUsage } from '../../../src/adapt/read/usage.js';
import type { JsonValue, Usage } from '../../../src/model/index.js';

describe('token counts', () => {
  const keys = { input: ['in', 'prompt'], output: ['out'], cacheRead: ['cached'] };
  it.each<[what: string, attributes: Record<string, JsonValue>, usage: Usage | undefined]>([
    ['takes one spelling and never adds two', { in: 10, prompt: 12, out: 1 }, { input: 10, output: 1 }],
    ['goes on to the next spelling past a sentinel', { in: -1, prompt: '12' }, { input: 12 }],
    ['reads text and floats', { in: '10.0', out: '3' }, { input: 10, output: 3 }],
    ['knows nothing where nothing is counted', { in: 'None', out: '' }, undefined],
    ['keeps a zero that stands beside a count', { in: 10, out: 0 }, { input: 10, output: 0 }],
  ])('%s', (_what, attributes, usage) => expect(readUsage(new Map(Object.entries(attributes)), keys)).toEqual(usage));

  it.each<[what: string, usage: Usage, options: Parameters<typeof settleUsage>[1], settled: Usage | undefined]>([
    ['leaves an input that includes its cache', { input: 100, cacheRead: 80 }, { failed: false }, { input: 100, cacheRead: 80 }],
    ['adds a cache that exceeds the input', { input: 5, output: 1, cacheRead: 80, cacheWrite: 10 }, { failed: false }, { input: 95, output: 1, cacheRead: 80, cacheWrite: 10 }],
    ['adds the cache of a source that is known to leave it out', { input: 100, cacheRead: 80 }, { failed: false, excludesCache: true }, { input: 180, cacheRead: 80 }],
    ['takes zero for both sides as unknown', { input: 0, output: 0, total: 0 }, { failed: false }, undefined],
    ['keeps zero for both sides of a failed call', { input: 0, output: 0 }, { failed: true }, { input: 0, output: 0 }],
    ['keeps a total that does not fit', { input: 1, output: 2, total: 9 }, { failed: false }, { input: 1, output: 2, total: 9 }],
  ])('%s', (_what, usage, options, settled) => expect(settleUsage(usage, options)).toEqual(settled));

  it('settles twice as once', () => {
    const once = settleUsage({ input: 5, cacheRead: 80 }, { failed: false });
    expect(settleUsage(once, { failed: false })).toEqual(once);
  });
});

describe('tool definitions', () => {
  const parameters = { type: 'object', properties: {} };
  const tool = { name: 'find', description: 'Finds.', parameters };
  it.each<[shape: string, value: JsonValue]>([
    ['OpenAI', [{ type: 'function', function: tool }]],
    ['OpenAI, flat', JSON.stringify([{ type: 'function', ...tool }])],
    ['Anthropic', [{ name: 'find', description: 'Finds.', input_schema: parameters }]],
    ['Bedrock', { tools: [{ toolSpec: { name: 'find', description: 'Finds.', inputSchema: { json: parameters } } }] }],
    ['Gemini', [{ functionDeclarations: [tool] }]],
    ['a list of JSON texts', [JSON.stringify({ type: 'function', function: tool })]],
  ])('are read in the form of %s', (_shape, value) => expect(readToolDefinitions(value)).toEqual([tool]));
  it('of an empty offer are an empty list', () => expect([readToolDefinitions([]), readToolDefinitions(undefined)]).toEqual([[], undefined]));
});
