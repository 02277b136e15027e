import { isHollow } from '../graph/index.js';
import type { Content, Place, Session, Span, SpanKind, Turn } from '../model/index.js';
import { compareText } from '../util/stable-json.js';

/** What an attribute was read as. `other text` is long text beside these: messages in parts, or keys that no convention knows. */
const sides = ['input', 'output', 'tool arguments', 'tool result', 'query', 'documents', 'other text'] as const;
export type Side = (typeof sides)[number];

/** One attribute key, read as one thing on spans of one kind. */
export interface AttributeUse {
  kind: SpanKind;
  side: Side;
  attribute: string;
  /** Spans of that kind with it, and all spans of that kind. */
  count: number;
  of: number;
  /** Of these, how many were recorded as empty, cut, or withheld. */
  empty: number;
  truncated: number;
  redacted: number;
  example: { text: string; traceId: string; spanId: string; place: Place };
}

/** Roots that only wrap the span that holds the text. */
export interface WrapperUse {
  turns: number;
  wrapped: number;
  example?: { root: string; inner: string; traceId: string };
}

/** Where this dump keeps its texts. */
export interface AttributeSchema {
  attributes: AttributeUse[];
  wrappers: WrapperUse;
}

/** Text shorter than this is a name or a label. */
const longText = 80;

/** Counts which attribute keys hold inputs and outputs, by kind of span. */
export function attributeSchema(sessions: Iterable<Session>): AttributeSchema {
  const uses = new Map<string, AttributeUse>();
  const totals = new Map<SpanKind, number>();
  const wrappers: WrapperUse = { turns: 0, wrapped: 0 };
  for (const session of sessions) {
    for (const turn of session.turns) {
      countWrapper(turn, wrappers);
      for (const span of turn.spans) countSpan(span, uses, totals);
    }
  }
  const attributes = [...uses.values()].map((use) => ({ ...use, of: totals.get(use.kind) ?? 0 }));
  return { attributes: attributes.sort(inOrder), wrappers };
}

function inOrder(a: AttributeUse, b: AttributeUse): number {
  return compareText(a.kind, b.kind) || sides.indexOf(a.side) - sides.indexOf(b.side) || b.count - a.count || compareText(a.attribute, b.attribute);
}

function countWrapper(turn: Turn, wrappers: WrapperUse): void {
  if (turn.root.synthetic !== undefined) return;
  wrappers.turns += 1;
  const inner = [turn.input?.span, turn.output?.span].find((span) => span !== undefined && span !== turn.root);
  if (inner === undefined) return;
  wrappers.wrapped += 1;
  wrappers.example ??= { root: turn.root.name, inner: inner.name, traceId: turn.traceId };
}

function countSpan(span: Span, uses: Map<string, AttributeUse>, totals: Map<SpanKind, number>): void {
  if (span.synthetic !== undefined) return;
  totals.set(span.kind, (totals.get(span.kind) ?? 0) + 1);
  const seen = new Set<string>();
  for (const [side, content] of contents(span)) {
    seen.add(content.attribute);
    count(uses, span, side, content);
  }
  for (const content of otherTexts(span, seen)) count(uses, span, 'other text', content);
}

/** Numbered keys of one list count as one: `llm.input_messages.N.message.content`. */
function* otherTexts(span: Span, seen: Set<string>): Generator<Content> {
  for (const [key, value] of span.attributes) {
    if (typeof value !== 'string' || value.length < longText || seen.has(key)) continue;
    const attribute = key.replace(/(?<=\.)\d+(?=\.|$)/g, 'N');
    if (seen.has(attribute)) continue;
    seen.add(attribute);
    yield { attribute, text: value, value };
  }
}

function* contents(span: Span): Generator<[Side, Content]> {
  if (span.input !== undefined) yield ['input', span.input];
  if (span.output !== undefined) yield ['output', span.output];
  if (span.tool?.arguments !== undefined) yield ['tool arguments', span.tool.arguments];
  if (span.tool?.result !== undefined) yield ['tool result', span.tool.result];
  if (span.retrieval?.query !== undefined) yield ['query', span.retrieval.query];
  const { attribute, documents } = span.retrieval ?? {};
  if (attribute !== undefined && documents !== undefined) yield ['documents', { attribute, text: documents[0]?.text ?? '', value: null }];
}

function count(uses: Map<string, AttributeUse>, span: Span, side: Side, content: Content): void {
  const key = JSON.stringify([span.kind, side, content.attribute]);
  const use = uses.get(key) ?? firstUse(span, side, content);
  use.count += 1;
  use.empty += isHollow(content) ? 1 : 0;
  use.truncated += content.truncated === true ? 1 : 0;
  use.redacted += content.redacted === true ? 1 : 0;
  if (use.example.text === '' && !isHollow(content)) use.example = exampleOf(span, content);
  uses.set(key, use);
}

function firstUse(span: Span, side: Side, content: Content): AttributeUse {
  return { kind: span.kind, side, attribute: content.attribute, count: 0, of: 0, empty: 0, truncated: 0, redacted: 0, example: exampleOf(span, content) };
}

const exampleOf = (span: Span, content: Content): AttributeUse['example'] => ({
  text: content.text.slice(0, 200),
  traceId: span.traceId,
  spanId: span.id,
  place: span.place,
});
