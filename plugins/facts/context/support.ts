import { type FactContext, type Measured, type Session, type Turn, bigrams, coverage, spanEvidence, terms } from '../../../src/plugin.js';
import { documentsIn, searchesOf } from './documents.js';
import { isRefusal } from './refusal.js';
import { round } from './relevance.js';

/** Answers of fewer content words cannot be judged by their words. */
const fewest = 4;
/** Part of the value that pairs of words decide: they tell a sentence taken over from one that shares a subject. */
const pairShare = 0.1;

/** How much of the answer's words the retrieved documents hold, 0 to 1. */
export function answerSupport(session: Session, turn: Turn, { corpus }: FactContext): Measured<number> {
  const documents = documentsIn(searchesOf(session, turn));
  if (documents.length === 0) return { missing: 'no retrieved documents are recorded' };
  if (!turn.output) return { missing: 'the answer is not recorded' };
  const answer = terms(turn.output.text);
  if (answer.length < fewest) return { missing: 'the answer is too short to judge by its words' };
  if (isRefusal(turn.output.text)) return { missing: 'the answer says that it has no answer' };
  const held = documents.map(({ text }) => terms(text));
  const words = coverage(answer, new Set(held.flat()), (term) => corpus.idf(term)) ?? 0;
  const pairs = coverage(bigrams(answer), new Set(held.flatMap((list) => bigrams(list))), (pair) => pairWeight(pair, corpus.idf)) ?? 0;
  const evidence = [spanEvidence(turn, turn.output.span, { what: 'answer', text: turn.output.text, attribute: turn.output.attribute })];
  return { value: round((1 - pairShare) * words + pairShare * pairs), evidence };
}

function pairWeight(pair: string, idf: (term: string) => number): number {
  const [first = '', second = ''] = pair.split(' ');
  return (idf(first) + idf(second)) / 2;
}
