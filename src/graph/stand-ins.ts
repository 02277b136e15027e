import type { Span } from '../model/index.js';
import { bySpanStart, compareNs } from './order.js';

/** Makes a span the child of another. */
export function link(parent: Span, child: Span): void {
  parent.children.push(child);
  child.parent = parent;
}

/**
 * Hangs each stand-in under the root during which it ran; else under the last root that started before it; else under the first.
 *
 * @param standIns - In order of start.
 * @param roots - In order of start, at least one.
 */
export function placeStandIns(standIns: readonly Span[], roots: readonly Span[]): void {
  const homes = new Set<Span>();
  const homeAt = homeFinder(roots);
  for (const node of standIns) {
    const home = homeAt(node.startNs);
    link(home, node);
    homes.add(home);
  }
  for (const home of homes) home.children.sort(bySpanStart);
}

/**
 * One walk over the roots for all stand-ins. Roots wait on a stack, the last started on top; one that ended before the time asked for never runs
 * at a later time, so it is dropped for good when it comes to the top.
 */
function homeFinder(roots: readonly Span[]): (time: bigint | undefined) => Span {
  const running: Span[] = [];
  let started = 0;
  return (time) => {
    for (let root = roots[started]; root && compareNs(root.startNs, time) <= 0; root = roots[started]) {
      running.push(root);
      started += 1;
    }
    while (running.length > 0 && compareNs(time, running.at(-1)?.endNs) > 0) running.pop();
    const home = running.at(-1) ?? roots[started - 1] ?? roots[0];
    if (!home) throw new Error('no root to hang a span under');
    return home;
  };
}
