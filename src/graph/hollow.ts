import type { Content, JsonValue } from '../model/index.js';

/**
 * True for a recording that carries no text: an empty text, `{}`, `[]`, or a structure with nothing in it (`{"args":[],"kwargs":{}}`). A span with
 * such an input or output only wraps what lies below it.
 */
export function isHollow({ text, value }: Content): boolean {
  return text.trim() === '' || (typeof value === 'object' && value !== null && holdsNothing(value));
}

/** True when no number, truth value or text stands anywhere in the value. Stops at the first that does; no recursion, because depth is the dump's. */
function holdsNothing(value: JsonValue): boolean {
  const open: (JsonValue | undefined)[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined || next === null || next === '') continue;
    if (typeof next !== 'object') return false;
    for (const member of Object.values(next)) open.push(member);
  }
  return true;
}
