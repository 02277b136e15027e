import { asCount, own, stableJson, type JsonValue } from '../../../src/plugin.js';

const keys = [
  ['input_tokens', 'llm.token_count.prompt'],
  ['output_tokens', 'llm.token_count.completion'],
  ['total_tokens', 'llm.token_count.total'],
  ['cached_input_tokens', 'llm.token_count.prompt_details.cache_read'],
  ['reasoning_output_tokens', 'llm.token_count.completion_details.reasoning'],
] as const;

/** Reads counts of single calls from events that hold the last call's and the running total. */
export class Counter {
  private total: JsonValue | undefined;

  /** Counts of the call that an event tells of; `undefined` when it tells nothing new: the same event is written again with other limits. */
  read(info: JsonValue | undefined): Map<string, JsonValue> | undefined {
    const [total, last] = [own(info, 'total_token_usage'), own(info, 'last_token_usage')];
    if (total === undefined && last === undefined) return undefined;
    const before = this.total;
    if (total !== undefined && before !== undefined && stableJson(total) === stableJson(before)) return undefined;
    this.total = total ?? before;
    return new Map(keys.flatMap(([key, name]): [string, JsonValue][] => {
      const count = asCount(own(last, key)) ?? difference(own(total, key), own(before, key));
      return count === undefined ? [] : [[name, count]];
    }));
  }
}

/** What one call added to a running total. */
function difference(total: JsonValue | undefined, before: JsonValue | undefined): number | undefined {
  const now = asCount(total);
  return now === undefined ? undefined : asCount(now - (asCount(before) ?? 0));
}
