import type { Span } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { bySpanStart, earliest, latest } from './order.js';
import { link, placeStandIns } from './stand-ins.js';
import type { Tally } from './tally.js';

/**
 * Links the spans of one trace and gives its roots in order of start. Nothing is dropped: spans without their parent hang under a marked stand-in,
 * self-parents and circles are cut.
 */
export function buildTree(spans: readonly Span[], tally: Tally): Span[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const roots: Span[] = [];
  const orphans: Span[] = [];
  for (const span of spans) {
    const parent = span.parentId === undefined ? undefined : byId.get(span.parentId);
    if (parent === span) tally.add('self-parent', span);
    if (span.parentId === undefined || parent === span) roots.push(span);
    else if (parent) link(parent, span);
    else orphans.push(span);
  }
  for (const span of cutCircles(spans, [...roots, ...orphans], tally)) roots.push(span);
  for (const span of spans) span.children.sort(bySpanStart);
  return placeOrphans(roots.sort(bySpanStart), orphans, tally);
}

/** Finds spans that no root reaches, and makes the earliest of each circle a root. */
function cutCircles(spans: readonly Span[], starts: readonly Span[], tally: Tally): Span[] {
  const reached = new Set<Span>();
  reach(starts, reached);
  const cut: Span[] = [];
  for (const span of [...spans].sort(bySpanStart)) {
    if (reached.has(span)) continue;
    const entry = earliestOfCircle(span);
    const parent = entry.parent;
    if (parent) parent.children = parent.children.filter((child) => child !== entry);
    entry.parent = undefined;
    tally.add('cycle', entry);
    cut.push(entry);
    reach([entry], reached);
  }
  return cut;
}

function reach(starts: readonly Span[], reached: Set<Span>): void {
  const open = [...starts];
  for (let span = open.pop(); span; span = open.pop()) {
    if (reached.has(span)) continue;
    reached.add(span);
    for (const child of span.children) open.push(child);
  }
}

/** A span that no root reaches has a circle above it: walk up until a span comes twice, then once around. */
function earliestOfCircle(span: Span): Span {
  const seen = new Set<Span>();
  let current = span;
  while (!seen.has(current) && current.parent) {
    seen.add(current);
    current = current.parent;
  }
  let first = current;
  for (let next = current.parent; next && next !== current; next = next.parent) if (bySpanStart(next, first) < 0) first = next;
  return first;
}

/** Hangs orphans under stand-ins for their parents: within the root during which they ran, else under a root of their own. */
function placeOrphans(roots: Span[], orphans: readonly Span[], tally: Tally): Span[] {
  const lost: Span[] = [];
  const remoteRoots = roots.every((root) => root.remoteParent !== undefined || root.parentId !== undefined);
  for (const orphan of orphans) {
    const remote = remoteRoots && orphan.remoteParent === true;
    tally.add(remote ? 'remote-parent' : 'missing-parent', orphan);
    (remote ? roots : lost).push(orphan);
  }
  roots.sort(bySpanStart);
  const standIns = [...groupBy(lost.sort(bySpanStart), ({ parentId }) => parentId ?? '')].map(([parentId, children]) => standIn(parentId, children));
  if (standIns.length === 0) return roots;
  if (roots.length === 0) return [standIns.length === 1 && standIns[0] ? standIns[0] : standIn('(missing root)', standIns)];
  placeStandIns(standIns, roots);
  return roots;
}

function standIn(id: string, children: readonly Span[]): Span {
  const [first] = children;
  if (!first) throw new Error('a stand-in needs children');
  const span: Span = {
    id,
    traceId: first.traceId,
    name: '(missing parent)',
    kind: 'unknown',
    status: { code: 'unset' },
    attributes: new Map(),
    events: [],
    conventions: [],
    place: first.place,
    children: [],
    synthetic: 'missing-parent',
    startNs: earliest(children.map((child) => child.startNs)),
    endNs: latest(children.map((child) => child.endNs)),
  };
  for (const child of children) link(span, child);
  return span;
}

/** The spans below a root and the root itself, parents before children, siblings in order of start. */
export function walk(root: Span): Span[] {
  const out: Span[] = [];
  const open = [root];
  for (let span = open.pop(); span; span = open.pop()) {
    out.push(span);
    for (let i = span.children.length - 1; i >= 0; i -= 1) {
      const child = span.children[i];
      if (child) open.push(child);
    }
  }
  return out;
}
