import type { Span, Usage } from '../model/index.js';

const fields = ['input', 'output', 'total', 'cacheRead', 'cacheWrite', 'reasoning'] as const satisfies readonly (keyof Usage)[];

/**
 * The spans whose usage counts: those with usage and none below them that has any, so that sums kept on agent spans and calls instrumented
 * twice count once. Two spans that report the same response count once. `spans` has parents before children.
 */
function countedSpans(spans: readonly Span[]): Span[] {
  const below = new Set<Span>();
  const counted: Span[] = [];
  for (let i = spans.length - 1; i >= 0; i -= 1) {
    const span = spans[i];
    if (!span) continue;
    const counts = span.usage !== undefined && !below.has(span);
    if (counts) counted.push(span);
    if (span.parent && (counts || below.has(span))) below.add(span.parent);
  }
  return onceByResponse(counted.reverse());
}

function onceByResponse(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter((span) => {
    if (span.responseId === undefined) return true;
    const first = !seen.has(span.responseId);
    seen.add(span.responseId);
    return first;
  });
}

/** The sum of the known counts; `undefined` when nothing is known. */
export function sumUsage(usages: Iterable<Usage | undefined>): Usage | undefined {
  let sum: Usage | undefined;
  for (const usage of usages) {
    if (!usage) continue;
    sum ??= {};
    for (const field of fields) if (usage[field] !== undefined) sum[field] = (sum[field] ?? 0) + usage[field];
  }
  return sum;
}

/** Usage of a turn: each call once; where only a sum survives (its calls are not in the dump), that sum. */
export function turnUsage(spans: readonly Span[]): Usage | undefined {
  const counted = sumUsage(countedSpans(spans).map((span) => span.usage));
  return counted ?? spans.find((span) => span.aggregateUsage)?.aggregateUsage;
}
