/**
 * Adds an item to the list under a key, which is made when it is missing. Never copies a list: with many items under one key that takes time by the square.
 *
 * @example
 * pushTo(spansByParent, span.parentId, span);
 */
export function pushTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/**
 * Lists of the items that have the same key. Keys stand in order of their first item, items in their own order.
 *
 * @example
 * groupBy(['pear', 'plum', 'fig'], (word) => word[0]); // Map { 'p' => ['pear', 'plum'], 'f' => ['fig'] }
 */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) pushTo(groups, keyOf(item), item);
  return groups;
}
