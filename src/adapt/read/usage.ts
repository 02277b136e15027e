import type { Cost, JsonValue, Usage } from '../../model/index.js';
import { asCount, firstOf, present, type Attributes } from './values.js';

/** For each count, the keys it is written under: the first that holds a count is taken, none is ever added to another. */
export type UsageKeys = Partial<Record<keyof Usage, readonly string[]>>;

/** Reads token counts from attributes. Negative, empty and non-numeric values are not recorded. */
export function readUsage(attributes: Attributes, keys: UsageKeys): Usage | undefined {
  const count = (field: keyof Usage): number | undefined => firstOf(attributes, keys[field] ?? [], asCount)?.value;
  return present<Usage>({
    input: count('input'),
    output: count('output'),
    total: count('total'),
    cacheRead: count('cacheRead'),
    cacheWrite: count('cacheWrite'),
    reasoning: count('reasoning'),
  });
}

/**
 * Makes counts of different sources mean the same: input includes cached tokens (a source whose cache exceeds its input left them out), and zero for
 * both sides of a call that did not fail means that nobody counted.
 */
export function settleUsage(usage: Usage | undefined, options: { failed: boolean; excludesCache?: boolean }): Usage | undefined {
  if (!usage) return undefined;
  if (isUncounted(usage) && !options.failed) return undefined;
  const cached = (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
  if (usage.input === undefined || (usage.input >= cached && !options.excludesCache)) return usage;
  return { ...usage, input: usage.input + cached };
}

function isUncounted({ input, output, total, cacheRead, cacheWrite }: Usage): boolean {
  const any = (input ?? 0) + (output ?? 0) + (total ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0);
  return any === 0;
}

/** Keys of costs in US dollars. */
export type CostKeys = Partial<Record<keyof Cost, readonly string[]>>;

/** Reads costs from attributes. */
export function readCost(attributes: ReadonlyMap<string, JsonValue>, keys: CostKeys): Cost | undefined {
  const cost = (field: keyof Cost): number | undefined => firstOf(attributes, keys[field] ?? [], asCount)?.value;
  return present<Cost>({ input: cost('input'), output: cost('output'), total: cost('total') });
}
