import { type JsonValue, type Measured, type RetrievedDocument, type Turn, isObject, own, spanEvidence } from '../../../src/plugin.js';

const stale = /^(?:superseded|outdated|obsolete|deprecated|archived|expired|retired|withdrawn|replaced|inactive|invalid|no longer valid|veraltet|abgelaufen|obsol[eè]te|p[ée]rim[ée]e?|obsoleto)$/iu;
const saysStale = /\b(?:(?:this|the) (?:document|page|policy|article|version|guide(?:line)?)s? (?:is|was|has been) (?:superseded|outdated|obsolete|deprecated|archived|replaced|withdrawn|no longer (?:valid|in force|maintained))|superseded by|no longer (?:valid|in force))\b/iu;

/** 1 when a document that the turn retrieved says of itself, in its metadata or its text, that it no longer holds. */
export function staleDocument(turn: Turn): Measured<number> {
  const found = turn.spans.flatMap((span) => (span.retrieval?.documents ?? []).map((document) => ({ span, document })));
  if (found.length === 0) return { missing: 'no retrieved documents are recorded' };
  const evidence = found.flatMap(({ span, document }) => {
    const why = staleness(document);
    return why === undefined ? [] : [spanEvidence(turn, span, { what: `retrieved document ${document.id ?? ''} says of itself: ${why}`, text: document.text, attribute: span.retrieval?.attribute })];
  });
  return { value: evidence.length > 0 ? 1 : 0, evidence };
}

function staleness({ metadata, text }: RetrievedDocument): string | undefined {
  const said = text === undefined ? null : saysStale.exec(text);
  return stateIn(metadata) ?? said?.[0];
}

/** `status: superseded`, `is_deprecated: true`, `superseded_by: …`. */
function stateIn(metadata: JsonValue | undefined): string | undefined {
  if (!isObject(metadata)) return undefined;
  for (const key of Object.keys(metadata)) {
    const value = own(metadata, key);
    if (typeof value === 'string' && /status|state|lifecycle/iu.test(key) && stale.test(value.trim())) return `${key}: ${value.trim()}`;
    if (value === true && stale.test(key.replace(/^is_?/iu, ''))) return `${key}: true`;
    if (typeof value === 'string' && value !== '' && /^(?:superseded|replaced)_?by$/iu.test(key)) return `${key}: ${value}`;
  }
  return undefined;
}
