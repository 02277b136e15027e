import type { Evidence, Span, Turn } from '../model/index.js';
import { boundary, wellFormed } from '../util/well-formed.js';

const excerptLength = 240;

/** What an evidence line is about, beside the span it stands on. */
export interface EvidenceDetail {
  what: string;
  text?: string;
  attribute?: string;
  /** Characters of `text` that matter; the excerpt is cut around them. */
  range?: [start: number, end: number];
}

/**
 * Evidence on a span: where it is in the dump, with a short excerpt of the text around the part that matters.
 *
 * @example
 * spanEvidence(turn, span, { what: 'tool result', text: call.resultText })
 */
export function spanEvidence(turn: Turn | undefined, span: Span, detail: EvidenceDetail): Evidence {
  const { what, text, attribute, range } = detail;
  const evidence: Evidence = { what, turn: turn?.number, traceId: span.traceId, spanId: span.id, spanName: span.name, attribute, place: span.place };
  if (text !== undefined && text !== '') evidence.excerpt = excerpt(text, range);
  if (range) evidence.range = range;
  return evidence;
}

/** At most 240 characters of a text, on one line, around the part that matters. No character is parted, and halves that were recorded alone are replaced. */
export function excerpt(text: string, range?: readonly [start: number, end: number]): string {
  const from = boundary(text, Math.max(0, Math.min(range ? range[0] - 80 : 0, text.length - excerptLength)));
  const to = boundary(text, Math.min(from + excerptLength, text.length));
  const cut = wellFormed(text.slice(from, to)).replace(/\s+/gu, ' ').trim();
  return `${from > 0 ? '… ' : ''}${cut}${to < text.length ? ' …' : ''}`;
}
