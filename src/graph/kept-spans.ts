import type { Span } from '../model/index.js';
import { fillSpan } from './fill.js';

interface Kept {
  at: number;
  span: Span;
}

/** In a key: whatever the name or parent. */
const any = true;

/**
 * The different spans under one id. A copy is looked up by its name and parent, never by a walk over all: broken writers give every span the same id.
 * A name or parent that is not recorded fits any.
 */
export class KeptSpans {
  readonly spans: Span[] = [];
  private readonly byKey = new Map<string, Kept[]>();

  /** The first span that this may be a copy of. */
  twinOf({ name, parentId }: Span): Kept | undefined {
    const names: readonly (string | true)[] = name === '' ? [any] : [name, ''];
    const parents: readonly (string | null | true)[] = parentId === undefined ? [any] : [parentId, null];
    const fitting = names.flatMap((one) => parents.flatMap((parent) => this.firstOf(keyOf(one, parent)) ?? []));
    return fitting.sort((a, b) => a.at - b.at)[0];
  }

  /** Keeps a span; all but the first get an id of their own. */
  add(span: Span): void {
    const at = this.spans.length;
    const kept = { at, span: at === 0 ? span : { ...span, id: `${span.id}#${at + 1}` } };
    this.spans.push(kept.span);
    for (const key of keysOf(kept.span)) this.put(key, kept);
  }

  /** Fills a span from a copy; it may learn its name and its parent. */
  fill(kept: Kept, from: Span): void {
    const before = new Set(keysOf(kept.span));
    fillSpan(kept.span, from);
    for (const key of keysOf(kept.span)) if (!before.has(key)) this.put(key, kept);
  }

  private put(key: string, kept: Kept): void {
    const list = this.byKey.get(key) ?? [];
    list.splice(list.findLastIndex(({ at }) => at < kept.at) + 1, 0, kept);
    this.byKey.set(key, list);
  }

  /** Spans that learnt their name or parent since are under other keys, and dropped here. */
  private firstOf(key: string): Kept | undefined {
    const list = this.byKey.get(key) ?? [];
    while (list[0] && !keysOf(list[0].span).includes(key)) list.shift();
    return list[0];
  }
}

function keysOf({ name, parentId }: Span): string[] {
  const parent = parentId ?? null;
  return [keyOf(name, parent), keyOf(name, any), keyOf(any, parent), keyOf(any, any)];
}

function keyOf(name: string | true, parent: string | null | true): string {
  return JSON.stringify([name, parent]);
}
