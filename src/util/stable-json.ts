/**
 * JSON with sorted keys, for comparing and hashing values: equal values give equal text whatever the order of their keys.
 * Maps are written as objects, bigints as strings, `undefined` members are left out. Depth is capped, so that hostile nesting cannot exhaust the stack.
 */
export function stableJson(value: unknown, depth = 0): string {
  if (depth > 200) return '"…"';
  if (typeof value === 'bigint') return `"${value}"`;
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item, depth + 1)).join(',')}]`;
  const entries: [string, unknown][] = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
  const members = entries
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${stableJson(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** Order of two texts by UTF-16 code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
