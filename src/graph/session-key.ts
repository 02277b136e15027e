import type { RawTrace, SessionKey, Span } from '../model/index.js';
import { compareText } from '../util/stable-json.js';

/** Session of a turn, with the reason; and the other sessions that its spans name. */
export interface KeyedTurn {
  id: string;
  key: SessionKey;
  others: string[];
}

/**
 * Decides which session a turn belongs to: the root's own id, else what the container says of the trace, else the id that a span below carries,
 * else an id that another root of the same trace carries. Nothing weaker joins traces: one without any id stands alone.
 */
export function sessionOf(root: Span, spans: readonly Span[], trace: RawTrace | undefined, sameTrace: readonly Span[]): KeyedTurn {
  const below = spans.find((span) => span.session !== undefined);
  const beside = [...sameTrace].sort((a, b) => compareText(a.id, b.id)).find((span) => span.session !== undefined);
  const choices = [
    { found: root.session, where: 'on the root span' },
    { found: trace?.session, where: 'of the trace' },
    { found: below?.session, where: `on the span "${below?.name ?? ''}" below the root` },
    { found: beside?.session, where: `on the span "${beside?.name ?? ''}" of the same trace` },
  ];
  const choice = choices.find(({ found }) => found !== undefined && unquote(found.id) !== '');
  if (!choice?.found) return { id: root.traceId, key: { key: 'trace', reason: 'no session id is recorded, so the trace stands alone' }, others: [] };
  const id = unquote(choice.found.id);
  const others = new Set(spans.flatMap((span) => (span.session ? [unquote(span.session.id)] : [])));
  others.delete(id);
  return { id, key: { key: choice.found.key, reason: `"${choice.found.key}" ${choice.where}` }, others: [...others].sort(compareText) };
}

/** Session ids that went through JSON once too often carry literal quotes: one pair is stripped. */
function unquote(id: string): string {
  const trimmed = id.trim();
  return trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}

export { unquote as plainId };
