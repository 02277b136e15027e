import type { JsonValue } from '../model/index.js';

/** True when arrays and objects are nested deeper than a limit. Goes level by level, so that depth costs no stack. */
export function deeperThan(value: JsonValue, limit: number): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is JsonValue & object {
  return typeof value === 'object' && value !== null;
}
