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
 *
 * @param beside - The span of the whole trace that speaks for those without an id; asked for only where nothing nearer does.
 */
export function sessionOf(root: Span, spans: readonly Span[], trace: RawTrace | undefined, beside: () => Span | undefined): KeyedTurn {
  const choice = firstChoice(root, spans, trace, beside);
  if (!choice) return { id: root.traceId, key: { key: 'trace', reason: 'no session id is recorded, so the trace stands alone' }, others: [] };
  const id = unquote(choice.found.id);
  const others = new Set(spans.flatMap((span) => (span.session ? [unquote(span.session.id)] : [])));
  others.delete(id);
  return { id, key: { key: choice.found.key, reason: `"${choice.found.key}" ${choice.where}` }, others: [...others].sort(compareText) };
}

interface Choice {
  found: NonNullable<Span['session']>;
  where: string;
}

function firstChoice(root: Span, spans: readonly Span[], trace: RawTrace | undefined, beside: () => Span | undefined): Choice | undefined {
  return (
    choose(root.session, 'on the root span') ??
    choose(trace?.session, 'of the trace') ??
    chooseSpan(spans.find(namesSession), 'below the root') ??
    chooseSpan(beside(), 'of the same trace')
  );
}

function choose(found: Choice['found'] | undefined, where: string): Choice | undefined {
  return found && unquote(found.id) !== '' ? { found, where } : undefined;
}

function chooseSpan(span: Span | undefined, where: string): Choice | undefined {
  return choose(span?.session, `on the span "${span?.name ?? ''}" ${where}`);
}

function namesSession({ session }: Span): boolean {
  return session !== undefined && unquote(session.id) !== '';
}

/** The span with the smallest id among those that name a session: looked for at the first call, and once for all roots of a trace. */
export function sessionSpan(spans: readonly Span[]): () => Span | undefined {
  let found: { span: Span | undefined } | undefined;
  return () => (found ??= { span: leastId(spans.filter(namesSession)) }).span;
}

/** The span with the smallest id. */
export function leastId(spans: readonly Span[]): Span | undefined {
  return spans.reduce<Span | undefined>((least, span) => (least && compareText(least.id, span.id) <= 0 ? least : span), undefined);
}

/** Session ids that went through JSON once too often carry literal quotes: one pair is stripped. */
function unquote(id: string): string {
  const trimmed = id.trim();
  return trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}

export { unquote as plainId };
