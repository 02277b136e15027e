import type { RawSpan } from '../model/index.js';
import type { Note } from './format.js';

/** What the content of hostile or broken records may cost. */
export interface AdaptLimits {
  /** Most attributes of a span. Default 10 000: those after them are dropped, and counted as dropped. */
  attributesPerSpan: number;
}

export const defaultAdaptLimits: AdaptLimits = { attributesPerSpan: 10_000 };

/** The span with no more attributes than allowed: the first ones are kept, in the order of the dump, and a note says how many were dropped. */
export function limitAttributes(raw: RawSpan, most: number, note: Note): RawSpan {
  const over = raw.attributes.size - most;
  if (over <= 0) return raw;
  note('too-many-attributes', `Span ${raw.spanId} has ${raw.attributes.size} attributes, more than the limit of ${most}; the last ${over} were dropped. Raise \`limits.attributesPerSpan\` to keep them.`);
  return { ...raw, attributes: firstOf(raw.attributes, most), dropped: { ...raw.dropped, attributes: (raw.dropped?.attributes ?? 0) + over } };
}

/** Walks only as far as is kept. */
function firstOf<K, V>(map: ReadonlyMap<K, V>, most: number): Map<K, V> {
  const kept = new Map<K, V>();
  for (const [key, value] of map) {
    if (kept.size >= most) break;
    kept.set(key, value);
  }
  return kept;
}
