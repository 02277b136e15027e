import { asString, isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

/** Order of two rows by transaction: long numbers in text, so they are compared as whole numbers. A row without one is older. */
export function compareVersions(a: JsonValue, b: JsonValue): number {
  const [left, right] = [transactionOf(a), transactionOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function transactionOf(row: JsonValue): bigint {
  const text = asString(own(row, '_xact_id')) ?? '';
  return /^\d{1,40}$/.test(text) ? BigInt(text) : -1n;
}

const mergeDepth = 8;

/** A row with the members of a later one laid over it; objects are laid over each other, everything else is replaced. */
export function mergeInto(base: JsonObject, change: JsonObject, depth = 0): JsonObject {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    const known = merged.get(key);
    merged.set(key, isObject(known) && isObject(value) && depth < mergeDepth ? mergeInto(known, value, depth + 1) : value);
  }
  return Object.fromEntries(merged);
}
