import type { RawTrace, Span } from '../model/index.js';
import { earliest, latest } from './order.js';

/**
 * Some containers hold a trace as one exchange of which all spans are steps: where several stand beside each other, the container's record of the trace
 * becomes their root. Where one span is the root already, it is the exchange, and the record is left out.
 */
export function joinRoots(roots: Span[], whole: Span | undefined): Span[] {
  if (!whole || roots.length < 2) return roots;
  for (const root of roots) root.parent = whole;
  const startNs = earliest([whole.startNs, ...roots.map((root) => root.startNs)]);
  const endNs = whole.endNs ?? latest(roots.map((root) => root.endNs));
  return [Object.assign(whole, { children: roots, startNs, endNs, synthetic: 'whole-trace' as const })];
}

/** The record of a trace of which no span is in the dump, as its only span. */
export function standIn(whole: Span, info: RawTrace | undefined): Span {
  const name = whole.name === '' ? '(trace without spans)' : whole.name;
  const status: Span['status'] = info?.state === 'error' || info?.state === 'ok' ? { code: info.state } : whole.status;
  return Object.assign(whole, { name, status, synthetic: 'trace-without-spans' as const });
}
