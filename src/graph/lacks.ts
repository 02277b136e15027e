import type { Span } from '../model/index.js';
import type { Tally } from './tally.js';

/** Counts what each span of a turn lacks. */
export function tallySpans(spans: readonly Span[], tally: Tally): void {
  for (const span of spans) {
    if (span.synthetic) continue;
    tallyTime(span, tally);
    tallyText(span, tally);
    if (span.dropped?.attributes) tally.add('dropped-attributes', span);
    if (span.dropped?.events) tally.add('dropped-events', span);
  }
}

function tallyTime(span: Span, tally: Tally): void {
  if (span.startNs !== undefined && span.endNs === undefined) tally.add('unfinished', span);
  if (span.startNs === undefined || span.endNs === undefined) return;
  if (span.endNs < span.startNs) tally.add('negative-duration', span);
  const parentStart = span.parent?.synthetic ? undefined : span.parent?.startNs;
  if (parentStart !== undefined && span.startNs < parentStart) tally.add('clock-skew', span);
}

function tallyText(span: Span, tally: Tally): void {
  if (span.input?.truncated || span.output?.truncated) tally.add('truncated-text', span);
  if (span.input?.redacted || span.output?.redacted) tally.add('withheld-text', span);
  if (span.kind !== 'llm' || span.children.some((child) => child.kind === 'llm')) return;
  const text = span.input ?? span.output ?? span.inputMessages ?? span.outputMessages;
  if (text === undefined) tally.add('no-text', span);
  if (span.usage === undefined && span.status.code !== 'error') tally.add('no-usage', span);
}
