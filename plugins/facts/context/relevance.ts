import { type Evidence, type FactContext, type Measured, type Session, type Turn, coverage, spanEvidence, terms } from '../../../src/plugin.js';
import { type TurnDocument, documentsIn, searchesOf } from './documents.js';
import { questionOf } from './question.js';

/** How much of the question the best document of the turn is about, 0 to 1. */
export function queryRelevance(session: Session, turn: Turn, { corpus }: FactContext): Measured<number> {
  const searches = searchesOf(session, turn);
  if (searches.length === 0) return { missing: 'the turn retrieved nothing' };
  const documents = documentsIn(searches);
  if (documents.length === 0) return { missing: 'the retrieved documents are not recorded, or none were found' };
  const question = questionOf(session, turn, searches, corpus);
  if (!question) return { missing: 'the question is not recorded' };
  if (!question.enough) return { missing: 'the question has too few content words' };
  const scored = documents.map((document) => ({ document, share: coverage(question.terms, new Set(terms(document.text)), question.weigh) ?? 0 }));
  const best = scored.reduce((a, b) => (b.share > a.share ? b : a));
  return { value: round(best.share), evidence: [...askedFor(turn), shown(turn, best.document)] };
}

/** Four digits: more would only show how floating point adds up. */
export const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function askedFor(turn: Turn): Evidence[] {
  const { input } = turn;
  return input ? [spanEvidence(turn, input.span, { what: 'question', text: input.text, attribute: input.attribute })] : [];
}

function shown(turn: Turn, { body, span, attribute, id }: TurnDocument): Evidence {
  return spanEvidence(turn, span, { what: `best retrieved document${id === undefined ? '' : ` ${id}`}`, text: body, attribute });
}
