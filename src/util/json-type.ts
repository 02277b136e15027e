import type { JsonValue } from './json-value.js';

/** The JSON type of a value, with arrays and null told apart from objects. */
export function jsonType(value: JsonValue): 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
