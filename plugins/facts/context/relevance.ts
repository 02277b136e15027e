import { type Evidence, type FactContext, type Measured, type Missing, type Session, type Turn, coverage, spanEvidence, terms } from '../../../src/plugin.js';
import { type TurnDocument, documentsIn, searchesOf } from './documents.js';
import { type Question, questionOf } from './question.js';

/** The question of a turn with the retrieved document that is most about it. */
interface Match {
  question: Question;
  best: TurnDocument;
  /** Share of the question's weight that the document holds. */
  share: number;
}

/** How much of the question the best document of the turn is about, 0 to 1. */
export function queryRelevance(session: Session, turn: Turn, context: FactContext): Measured<number> {
  const match = bestMatch(session, turn, context);
  return 'missing' in match ? match : { value: round(match.share), evidence: [...askedFor(turn), shown(turn, match.best)] };
}

/** How many specific words the question has, and how many of them the best document holds. */
export function questionWords(session: Session, turn: Turn, context: FactContext): Measured<{ asked: number; found: number }> {
  const match = bestMatch(session, turn, context);
  if ('missing' in match) return match;
  const held = new Set(terms(match.best.text));
  const specific = match.question.specific;
  return { value: { asked: specific.length, found: specific.filter((word) => held.has(word)).length }, evidence: [] };
}

function bestMatch(session: Session, turn: Turn, { corpus }: FactContext): Match | Missing {
  const searches = searchesOf(session, turn);
  if (searches.length === 0) return { missing: 'the turn retrieved nothing' };
  const documents = documentsIn(searches);
  if (documents.length === 0) return { missing: 'the retrieved documents are not recorded, or none were found' };
  const question = questionOf(session, turn, searches, corpus);
  if (!question) return { missing: 'the question is not recorded' };
  if (!question.enough) return { missing: 'the question has too few content words' };
  const scored = documents.map((best) => ({ question, best, share: coverage(question.terms, new Set(terms(best.text)), question.weigh) ?? 0 }));
  return scored.reduce((a, b) => (b.share > a.share ? b : a));
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
