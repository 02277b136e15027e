import { asCount, at, decoded, isObject, own, present, settleUsage, type Attributes, type JsonValue, type Usage } from '../../../src/plugin.js';

/**
 * Counts of a model call: those of the span itself, else those that clients leave in the outputs. Input includes what came from a cache.
 * Sums over runs below are kept under other keys and are not read here.
 */
export function usageOf(attributes: Attributes, output: JsonValue | undefined, failed: boolean): Usage | undefined {
  const stated = countsIn(decoded(attributes.get('langsmith.usage_metadata')));
  return settleUsage(fuller(stated, inOutputs(output)) ?? onSpan(attributes), { failed });
}

/** Rows that come from the server hold the totals beside the outputs, where the details are. */
function fuller(stated: Usage | undefined, inside: Usage | undefined): Usage | undefined {
  const counted = (stated?.input ?? 0) + (stated?.output ?? 0) + (stated?.total ?? 0) > 0;
  return counted ? { ...inside, ...stated } : (inside ?? stated);
}

/** OpenTelemetry spans hold the details of the counts as JSON. */
function onSpan(attributes: Attributes): Usage | undefined {
  const at = (name: string): JsonValue | undefined => attributes.get(`gen_ai.usage.${name}`);
  const names = ['input_tokens', 'output_tokens', 'total_tokens', 'input_token_details', 'output_token_details'];
  return countsIn(Object.fromEntries(names.map((name) => [name, at(name)])));
}

/** Where the integrations of LangChain and wrapped clients leave the counts. */
function inOutputs(output: JsonValue | undefined): Usage | undefined {
  const generation = at(output, 'generations', 0, 0) ?? at(output, 'generations', 0);
  const message = own(generation, 'message') ?? own(output, 'message') ?? output;
  const places = [
    own(output, 'usage_metadata'),
    own(own(message, 'kwargs') ?? message, 'usage_metadata'),
    at(output, 'llm_output', 'token_usage'),
    at(output, 'llmOutput', 'tokenUsage'),
    at(output, 'llm_output', 'usage'),
    own(output, 'usage'),
  ];
  return places.map(countsIn).find((usage) => usage !== undefined);
}

function countsIn(value: JsonValue | undefined): Usage | undefined {
  const plain = decoded(value);
  if (!isObject(plain)) return undefined;
  const count = (...names: string[]): number | undefined => names.map((name) => asCount(own(plain, name))).find((found) => found !== undefined);
  const detail = (holders: string[], ...names: string[]): number | undefined =>
    holders.flatMap((holder) => names.map((name) => asCount(own(decoded(own(plain, holder)), name)))).find((found) => found !== undefined);
  const inputDetails = ['input_token_details', 'prompt_tokens_details', 'input_tokens_details'];
  return present<Usage>({
    input: count('input_tokens', 'prompt_tokens', 'promptTokens'),
    output: count('output_tokens', 'completion_tokens', 'completionTokens'),
    total: count('total_tokens', 'totalTokens'),
    cacheRead: detail(inputDetails, 'cache_read', 'cached_tokens') ?? count('cache_read_input_tokens'),
    cacheWrite: detail(inputDetails, 'cache_creation', 'cache_write') ?? count('cache_creation_input_tokens'),
    reasoning: detail(['output_token_details', 'completion_tokens_details', 'output_tokens_details'], 'reasoning', 'reasoning_tokens'),
  });
}
