import type { JsonValue } from '../../../src/plugin.js';

interface Node {
  value?: JsonValue;
  members: Map<string, Node>;
}

/** Deeper keys stay dotted. */
const depthLimit = 16;

/**
 * Puts dotted keys back together. Members that are all numbered make a list, in order of their numbers; gaps are closed.
 *
 * @example
 * unflatten([['city', 'Paris'], ['days.0', 1], ['days.1', 2]]); // { city: 'Paris', days: [1, 2] }
 */
export function unflatten(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  const root: Node = { members: new Map() };
  for (const [key, value] of entries) leafAt(root, pathOf(key)).value = value;
  return valueOf(root);
}

function pathOf(key: string): string[] {
  const parts = key.split('.');
  return parts.length <= depthLimit ? parts : [...parts.slice(0, depthLimit - 1), parts.slice(depthLimit - 1).join('.')];
}

function leafAt(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const part of path) {
    const next: Node = node.members.get(part) ?? { members: new Map() };
    node.members.set(part, next);
    node = next;
  }
  return node;
}

/** As deep as the limit on paths. */
function valueOf({ value, members }: Node): JsonValue {
  if (members.size === 0) return value ?? null;
  const keys = [...members.keys()];
  if (!keys.every((key) => /^\d{1,9}$/.test(key))) return Object.fromEntries([...members].map(([key, node]) => [key, valueOf(node)]));
  return [...members].sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => valueOf(node));
}
