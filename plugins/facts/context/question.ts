import { type FactContext, type Session, type Turn, terms } from '../../../src/plugin.js';
import type { Search } from './documents.js';

/** What a turn was asked, as words with their weight. */
export interface Question {
  terms: ReadonlySet<string>;
  weigh(term: string): number;
  /** The words that name its subject, and not a kind of text or request. */
  specific: readonly string[];
  /** False when the words are too few to say what the documents should hold. */
  enough: boolean;
}

/** Texts of fewer content words are names, greetings or yes and no. */
const fewest = 3;

/**
 * Words that name a kind of text or of request and not its subject. They are common to unlike documents (a refund policy and a shipping policy), which
 * the statistics of a small dump cannot know.
 */
const generic = new Set(
  terms(
    `policy policies document documents page article information info detail details guide help list rule rules terms procedure process question answer thing way
     tell explain describe show give find need want know get make use look section chapter manual handbook report overview summary example kind type Richtlinie
     Dokument Seite Information politique documento política información`,
  ),
);
const genericShare = 0.15;

/**
 * The words of the last two user turns, which holds what "and how long does that take?" is about, with the queries that the searches were given.
 * Fewer than three words will do when a search was given a query of its own and one of its words is specific.
 */
export function questionOf(session: Session, turn: Turn, searches: readonly Search[], corpus: FactContext['corpus']): Question | undefined {
  const asked = session.turns.slice(Math.max(0, turn.number - 2), turn.number).flatMap(({ input }) => input?.text ?? []);
  const queries = searches.flatMap(({ query }) => query ?? []);
  if (turn.input === undefined && queries.length === 0) return undefined;
  const words = new Set(terms([...asked, ...queries].join('\n')));
  const specific = [...words].filter((word) => !generic.has(word));
  const enough = specific.length > 0 && (words.size >= fewest || queries.length > 0);
  return { terms: words, weigh: (term) => corpus.idf(term) * (generic.has(term) ? genericShare : 1), specific, enough };
}
