import { asName, type JsonValue, type RawSpan } from '../../../src/plugin.js';

/**
 * Joins the agents of one run. Before the SDK wrote a span for the run itself, an agent that took over stood beside the one that handed over, and
 * neither had a parent: both are put under a root that stands for the run, so that they are one turn.
 */
export function joinRuns(spans: readonly RawSpan[], workflow: string | undefined): RawSpan[] {
  const roots = spans.filter((span) => span.parentId === undefined).sort(byStart);
  const targets = spans.flatMap((span) => asName(span.attributes.get('span_data.to_agent')) ?? []);
  const runs: RawSpan[][] = [];
  for (const root of roots) {
    const last = runs.at(-1);
    if (last && isTarget(root, targets)) last.push(root);
    else runs.push([root]);
  }
  const made = runs.flatMap(([first, ...others]) => (first && others.length > 0 ? [runOf(first, [first, ...others], workflow)] : []));
  return [...made, ...spans];
}

function isTarget({ attributes }: RawSpan, targets: readonly string[]): boolean {
  const name = asName(attributes.get('agent.name'));
  return name !== undefined && targets.includes(name);
}

/** Makes the root and hangs the agents under it. */
function runOf(first: RawSpan, run: readonly RawSpan[], workflow: string | undefined): RawSpan {
  const spanId = `run:${first.spanId}`;
  for (const span of run) span.parentId = spanId;
  const ends = run.flatMap(({ endNs }) => endNs ?? []);
  const attributes = new Map<string, JsonValue>([['openinference.span.kind', 'CHAIN']]);
  const endNs = ends.length === run.length ? ends.reduce((most, end) => (end > most ? end : most)) : undefined;
  return { ...first, spanId, parentId: undefined, name: workflow ?? 'run', endNs, status: { code: 'unset' }, attributes, events: [] };
}

function byStart(a: RawSpan, b: RawSpan): number {
  const [left, right] = [a.startNs ?? 0n, b.startNs ?? 0n];
  return left < right ? -1 : left > right ? 1 : a.spanId < b.spanId ? -1 : 1;
}
