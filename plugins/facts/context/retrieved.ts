import { type Measured, type Session, type Turn, spanEvidence } from '../../../src/plugin.js';
import { documentsIn, searchesOf } from './documents.js';

/** Number of documents that the turn retrieved: 0 without any search, and for one that found nothing. Missing where a search does not show what it found. */
export function documentCount(session: Session, turn: Turn): Measured<number> {
  const searches = searchesOf(session, turn);
  if (searches.length > 0 && searches.every(({ documents }) => documents === undefined)) return { missing: 'the retrieved documents are not recorded' };
  const documents = documentsIn(searches);
  const evidence = documents.map(({ id, body, span, attribute }) => spanEvidence(turn, span, { what: `retrieved document${id === undefined ? '' : ` ${id}`}`, text: body, attribute }));
  return { value: documents.length, evidence };
}
