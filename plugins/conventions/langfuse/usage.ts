import { asCount, decoded, isObject, own, present, settleUsage, type Attributes, type Cost, type JsonObject, type Usage } from '../../../src/plugin.js';

/**
 * Reads the map of counts. Langfuse keeps tokens from a cache and tokens of reasoning beside `input` and `output`, not in them, and shows the sum of all
 * counts that have `input` or `output` in their name: so does this. Maps in the words of a model API include them already.
 */
export function usageOf(attributes: Attributes, failed: boolean): Usage | undefined {
  const counts = numbersIn(decoded(attributes.get('langfuse.observation.usage_details')));
  const cacheRead = first(counts, 'input_cached_tokens', 'input_cache_read', 'input_cache_read_tokens', 'cache_read_input_tokens');
  const cacheWrite = first(counts, 'input_cache_creation', 'input_cache_creation_tokens', 'input_cache_write', 'cache_creation_input_tokens');
  const usage = present<Usage>({
    input: sideOf(counts, 'input') ?? first(counts, 'prompt_tokens', 'input_tokens', 'promptTokens'),
    output: sideOf(counts, 'output') ?? first(counts, 'completion_tokens', 'output_tokens', 'completionTokens'),
    total: first(counts, 'total', 'total_tokens', 'totalTokens'),
    cacheRead: cacheRead ?? nested(attributes, 'cached_tokens', 'prompt_tokens_details', 'input_tokens_details'),
    cacheWrite,
    reasoning: first(counts, 'output_reasoning_tokens', 'output_reasoning') ?? nested(attributes, 'reasoning_tokens', 'completion_tokens_details', 'output_tokens_details'),
  });
  return settleUsage(usage, { failed });
}

type Counts = ReadonlyMap<string, number>;

function numbersIn(value: ReturnType<typeof decoded>): Counts {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, recorded]): [string, number][] => {
      const count = asCount(recorded);
      return count === undefined ? [] : [[key, count]];
    }),
  );
}

function first(counts: Counts, ...names: string[]): number | undefined {
  return names.map((name) => counts.get(name)).find((count) => count !== undefined);
}

/** All tokens of a side. A total that is already reached by `input` and `output` alone says that the rest is part of them. */
function sideOf(counts: Counts, side: 'input' | 'output'): number | undefined {
  const own = counts.get(side);
  if (own === undefined) return undefined;
  const [input = 0, output = 0] = [counts.get('input'), counts.get('output')];
  return counts.get('total') === input + output ? own : own + sum(counts, side);
}

/** The kinds of tokens beside the plain ones: `input_cached_tokens`, `cache_read_input_tokens`, `output_reasoning_tokens` … */
function sum(counts: Counts, side: string): number {
  const whole = new Set([side, `${side}_tokens`]);
  return [...counts].reduce((all, [key, count]) => (key.includes(side) && !whole.has(key) ? all + count : all), 0);
}

/** Usage in the words of OpenAI keeps kinds of tokens one level down. */
function nested(attributes: Attributes, name: string, ...holders: string[]): number | undefined {
  const usage = decoded(attributes.get('langfuse.observation.usage_details'));
  return holders.map((holder) => asCount(own(own(usage, holder), name))).find((count) => count !== undefined);
}

/** Costs in US dollars, by the same rule. */
export function costOf(attributes: Attributes): Cost | undefined {
  const recorded = decoded(attributes.get('langfuse.observation.cost_details'));
  const costs = numbersIn(isObject(recorded) ? recorded : ({} satisfies JsonObject));
  return present<Cost>({ input: sideOf(costs, 'input'), output: sideOf(costs, 'output'), total: costs.get('total') });
}
