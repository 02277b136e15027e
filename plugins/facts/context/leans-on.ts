import { type CarriedValue, type KnownValues, type Measured, type Session, type Turn, carriedValues, indexContent, placeIn, spanEvidence } from '../../../src/plugin.js';
import { type TurnDocument, documentsIn, searchesOf } from './documents.js';

/** One chance match is not enough; a phrase or two values are. */
const fewest = 2;
const shownMost = 5;
/** User messages of so many turns count as known: reading all of them for every turn of a long session would take too long. */
const knownTurns = 30;

/** Whether the answer takes words, numbers or names from the documents that the user did not say. */
export function answerLeansOn(session: Session, turn: Turn): Measured<boolean> {
  const documents = documentsIn(searchesOf(session, turn));
  if (documents.length === 0) return { missing: 'no retrieved documents are recorded' };
  if (!turn.output) return { missing: 'the answer is not recorded' };
  const answer = indexContent(turn.output);
  const known = knownTo(session, turn);
  const taken = documents.flatMap((document) => carriedValues(document.body, answer, known).map((value) => ({ document, value })));
  const telling = taken.filter(({ value }) => value.distinctive);
  const leans = telling.length >= fewest || telling.some(({ value }) => value.kind === 'phrase');
  return { value: leans, evidence: telling.slice(0, shownMost).map((item) => showTaken(turn, item)) };
}

/** What the user said in the last turns: each message is read once for all the turns that look back at it. */
function knownTo({ turns }: Session, { number }: Turn): KnownValues {
  const asked = turns.slice(Math.max(0, number - knownTurns), number).flatMap(({ input }) => (input ? [indexContent(input)] : []));
  return {
    holds: (mention) => asked.some((text) => placeIn(text, mention) !== undefined),
    holdsPhrase: (run) => asked.some(({ phrases }) => phrases.has(run)),
  };
}

function showTaken(turn: Turn, { document, value }: { document: TurnDocument; value: CarriedValue }): ReturnType<typeof spanEvidence> {
  return spanEvidence(turn, document.span, { what: `document text that the answer repeats (${value.kind})`, text: document.body, attribute: document.attribute, range: value.range });
}
