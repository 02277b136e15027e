import { objectOf, asCount, own, present, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { field, filled } from './names.js';

/** Token counts under the names of `usageDetails`, from any generation of rows; counts of characters, images or seconds are no tokens. */
export function usageDetailsOf(row: JsonValue): JsonObject | undefined {
  const details = objectOf(field(row, 'usageDetails'));
  if (details && Object.keys(details).length > 0) return details;
  const usage = objectOf(field(row, 'usage'));
  const unit = filled(usage, 'unit') ?? filled(row, 'unit');
  if (unit !== undefined && unit !== 'TOKENS') return undefined;
  const count = (...names: string[]): number | undefined => names.map((name) => asCount(filled(row, name))).find((found) => found !== undefined);
  const inUsage = (...names: string[]): number | undefined => names.map((name) => asCount(filled(usage, name))).find((found) => found !== undefined);
  return present({
    input: inUsage('input', 'promptTokens') ?? count('promptTokens', 'inputUsage'),
    output: inUsage('output', 'completionTokens') ?? count('completionTokens', 'outputUsage'),
    total: inUsage('total', 'totalTokens') ?? count('totalTokens', 'totalUsage'),
  });
}

/** Costs in US dollars under the names of `costDetails`. */
export function costDetailsOf(row: JsonValue): JsonObject | undefined {
  const details = objectOf(field(row, 'costDetails'));
  if (details && Object.keys(details).length > 0) return details;
  const cost = (...names: string[]): number | undefined => names.map((name) => asCount(filled(row, name))).find((found) => found !== undefined);
  const usage = objectOf(own(row, 'usage'));
  return present({
    input: cost('calculatedInputCost', 'inputCost') ?? asCount(filled(usage, 'inputCost')),
    output: cost('calculatedOutputCost', 'outputCost') ?? asCount(filled(usage, 'outputCost')),
    total: cost('calculatedTotalCost', 'totalCost') ?? asCount(filled(usage, 'totalCost')),
  });
}
