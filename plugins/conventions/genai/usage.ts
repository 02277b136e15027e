import { readCost, readUsage, type Attributes, type Cost, type Usage, type UsageKeys } from '../../../src/plugin.js';

/** Keys under `gen_ai.usage.`, the newest generation first; some were never registered but are seen often. */
const keys: UsageKeys = {
  input: ['input_tokens', 'prompt_tokens'],
  output: ['output_tokens', 'completion_tokens'],
  total: ['total_tokens'],
  cacheRead: ['cache_read.input_tokens', 'cache_read_input_tokens', 'details.cache_read_tokens'],
  cacheWrite: ['cache_write.input_tokens', 'cache_creation.input_tokens', 'cache_creation_input_tokens', 'cache_write_input_tokens', 'details.cache_write_tokens'],
  reasoning: ['reasoning.output_tokens', 'reasoning_tokens', 'details.reasoning_tokens'],
};

function under(prefix: string): UsageKeys {
  return Object.fromEntries(Object.entries(keys).map(([field, tails]) => [field, tails.map((tail) => `${prefix}.${tail}`)]));
}

const callKeys = under('gen_ai.usage');
const sumKeys = under('gen_ai.aggregated_usage');

/** Token counts of the call itself. */
export function usageOf(attributes: Attributes): Usage | undefined {
  return readUsage(attributes, callKeys);
}

/** Token counts that the span says are a sum over the spans below it. */
export function aggregateOf(attributes: Attributes): Usage | undefined {
  return readUsage(attributes, sumKeys);
}

/** Costs were never part of the convention; these are the spellings of OpenLIT, LiteLLM and Pydantic AI. */
export function costOf(attributes: Attributes): Cost | undefined {
  return readCost(attributes, {
    input: ['gen_ai.cost.input_cost'],
    output: ['gen_ai.cost.output_cost'],
    total: ['gen_ai.usage.cost', 'gen_ai.cost.total_cost', 'operation.cost'],
  });
}
