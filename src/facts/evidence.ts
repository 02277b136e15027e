import type { Evidence, Span, Turn } from '../model/index.js';

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

/** At most 240 characters of a text, on one line, around the part that matters. */
export function excerpt(text: string, range?: readonly [start: number, end: number]): string {
  const from = Math.max(0, Math.min(range ? range[0] - 80 : 0, text.length - excerptLength));
  const cut = text.slice(from, from + excerptLength).replace(/\s+/gu, ' ').trim();
  return `${from > 0 ? '… ' : ''}${cut}${from + excerptLength < text.length ? ' …' : ''}`;
}
