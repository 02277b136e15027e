import type { Evidence, Measured, Span, Turn } from '../../../src/plugin.js';

/** Number of spans that are shown as evidence of a count. */
export const shown = 10;

/** A span as evidence. */
export function showSpan(span: Span, turn: number, what = `${span.kind === 'unknown' ? '' : `${span.kind} `}span`, excerpt?: string): Evidence {
  return { what, turn, traceId: span.traceId, spanId: span.id, spanName: span.name, place: span.place, ...(excerpt === undefined ? {} : { excerpt }) };
}

/** A turn as evidence, by its root span. */
export function showTurn(turn: Turn, what = 'turn'): Evidence {
  return showSpan(turn.root, turn.number, what);
}

/** Milliseconds between two times of nanoseconds, or why they cannot be had. */
export function milliseconds(of: string, startNs: bigint | undefined, endNs: bigint | undefined, evidence: Evidence[]): Measured<number> {
  if (startNs === undefined) return { missing: `no start time of the ${of} is recorded` };
  if (endNs === undefined) return { missing: `the ${of} never ended, or its end is not recorded` };
  return { value: Number(endNs - startNs) / 1e6, evidence };
}
