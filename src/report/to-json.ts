import { isoTime } from '../util/duration.js';

/**
 * JSON of a value of the model: times become ISO 8601 texts with nanoseconds, maps become objects.
 * The value must have no cycles: spans point at their parents, so `show` gives them in another form.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, plain, indent);
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return isoTime(value);
  if (value instanceof Map) return Object.fromEntries(value as Map<string, unknown>);
  return value;
}

/** A list as JSON, written element by element, one a line, so that no list is ever held as one text. */
export function* jsonList(values: Iterable<unknown>, margin = ''): Generator<string> {
  let first = true;
  for (const value of values) {
    yield `${first ? '[' : ','}\n${margin}  ${toJson(value)}`;
    first = false;
  }
  yield first ? '[]' : `\n${margin}]`;
}
