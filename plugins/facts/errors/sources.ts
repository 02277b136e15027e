import { type Session, type Span, type Turn, toolCallsOf } from '../../../src/plugin.js';

/** A text that an answer may rest on. */
export interface Source {
  what: string;
  text: string;
  span: Span;
  attribute?: string;
}

/** What a turn retrieved and what its tools returned. Failed tools give nothing to rest on. */
export function sourcesOf(session: Session, turn: Turn): Source[] {
  const documents = turn.spans.flatMap((span) =>
    (span.retrieval?.documents ?? []).flatMap(({ text, id, metadata }) =>
      text === undefined ? [] : [{ what: `retrieved document${id === undefined ? '' : ` ${id}`}${remark(metadata)}`, text, span, attribute: span.retrieval?.attribute }],
    ),
  );
  const results = toolCallsOf(session, turn).flatMap((call) => {
    const span = call.span ?? call.requestedBy;
    if (call.failed || call.resultText === undefined || !span) return [];
    return [{ what: `result of ${call.name}`, text: call.resultText, span, attribute: call.span?.tool?.result?.attribute }];
  });
  return [...documents, ...results];
}

/** What a document says of its own state, in short: `(status: superseded, last_updated: 2019-03-01)`. */
function remark(metadata: unknown): string {
  if (typeof metadata !== 'object' || metadata === null) return '';
  const said = Object.entries(metadata).filter(([key, value]) => /status|updated|valid|version|date|expire/iu.test(key) && ['string', 'number'].includes(typeof value));
  return said.length === 0 ? '' : ` (${said.map(([key, value]) => `${key}: ${String(value)}`).join(', ')})`;
}
