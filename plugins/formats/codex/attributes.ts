import type { JsonValue } from '../../../src/plugin.js';

/** The pairs that hold something. */
export function mapOf(pairs: readonly (readonly [string, JsonValue | undefined])[]): Map<string, JsonValue> {
  return new Map(pairs.flatMap(([key, value]): [string, JsonValue][] => (value === undefined || value === null ? [] : [[key, value]])));
}
