import type { CanonicalFields, RawEvent, RawSpan } from '../model/index.js';
import type { Note } from './format.js';

/** Fields for which conventions may state a precedence of their own. */
export type PrecedenceField = keyof CanonicalFields;

/** A vocabulary of span attributes: knows what keys mean, and nothing of containers. */
export interface ConventionPlugin {
  apiVersion: 1;
  /** Short name: `genai`, `openinference`. */
  id: string;
  title: string;
  /** Where several conventions answer for one field, the lowest number wins. */
  precedence: { default: number } & Partial<Record<PrecedenceField, number>>;
  /** True when the span holds at least one key of this convention. Cheap: called for every span. */
  recognise(span: RawSpan): boolean;
  /** Reads what is there. Absent fields stay absent; text not recorded is never given as empty. */
  read(span: RawSpan, note: Note): CanonicalFields;
  /** Reads message events that arrived in another signal (log records) and belong to a span. */
  readEvents?(events: readonly RawEvent[], note: Note): CanonicalFields;
}
