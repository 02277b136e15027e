import type { JsonObject, JsonValue } from '../../../src/plugin.js';

/** The pairs that hold something. */
export function mapOf(pairs: readonly (readonly [string, JsonValue | undefined])[]): Map<string, JsonValue> {
  return new Map(pairs.flatMap(([key, value]): [string, JsonValue][] => (value === undefined || value === null ? [] : [[key, value]])));
}

/** Members of a line that are read into other fields. */
const told = new Set(['type', 'uuid', 'parentUuid', 'sessionId', 'timestamp', 'message', 'isSidechain', 'agentId', 'toolUseResult']);

/** The other members of a line, under their own names. */
export function rest(line: JsonObject): [string, JsonValue | undefined][] {
  return Object.entries(line).filter(([key]) => !told.has(key));
}
