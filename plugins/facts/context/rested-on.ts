import { type Session, type Turn, fold, messageText, numbersIn, placesOf, toolCallsOf, tokens } from '../../../src/plugin.js';
import { documentsIn, searchesOf } from './documents.js';

/** What the turns of a session brought in that answers may rest on: read once, since later turns may rest on what earlier ones brought in. */
export interface RestedOn {
  /** First turn that brought in anything. */
  first: number;
  /** First turn that gave a word (as written and stemmed) or a number. */
  words: ReadonlyMap<string, number>;
  /** First turn that gave an id. */
  ids: ReadonlyMap<string, number>;
}

interface Given {
  turn: number;
  text: string;
}

/** Reads the documents, tool results and messages of a session for words and numbers, and for the ids that are asked for. */
export function readRestedOn(session: Session, ids: readonly string[]): RestedOn {
  const given = session.turns.flatMap((turn) => givenIn(session, turn).map((text) => ({ turn: turn.number, text })));
  return { first: given[0]?.turn ?? Infinity, words: firstWords(given), ids: firstIds(given, ids) };
}

function firstWords(given: readonly Given[]): Map<string, number> {
  const words = new Map<string, number>();
  const add = (word: string, turn: number): void => {
    if (!words.has(word)) words.set(word, turn);
  };
  for (const { turn, text } of given) {
    for (const { value } of numbersIn(text)) add(value, turn);
    for (const { word, term } of tokens(text)) {
      add(word, turn);
      add(term, turn);
    }
  }
  return words;
}

function firstIds(given: readonly Given[], ids: readonly string[]): Map<string, number> {
  const wanted = ids.map((value) => ({ kind: 'id' as const, value }));
  const texts = given.map(({ text }) => ({ folded: fold(text), mentions: new Map() }));
  return new Map([...placesOf(wanted, texts)].map(([value, [first = 0]]) => [value, given[first]?.turn ?? Infinity]));
}

function givenIn(session: Session, turn: Turn): string[] {
  const documents = documentsIn(searchesOf(session, turn)).map(({ text }) => text);
  const results = toolCallsOf(session, turn).flatMap(({ resultText, failed }) => (failed ? [] : (resultText ?? [])));
  const told = turn.calls.flatMap(({ newMessages }) => newMessages.filter(({ role }) => role !== 'assistant').map(messageText));
  return [turn.input?.text ?? '', ...documents, ...results, ...told].filter((text) => text !== '');
}
