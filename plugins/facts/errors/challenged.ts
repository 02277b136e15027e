import { type CarriedValue, type Session, type Turn, indexText, phrasePlacesOf, placesOf, sentencesIn } from '../../../src/plugin.js';
import { answeredValues, placeKey } from './carried.js';
import { challenges, correctsItself } from './words.js';

/** The doubts and corrections of a session, in order. */
interface Challenges {
  /** Numbers of the turns in which they stand. */
  turns: number[];
  /** Places in `turns` of those that name a value, or the first terms of a phrase. */
  naming: Map<string, number[]>;
}

const known = new WeakMap<Session, Challenges>();

/**
 * The first turn after `origin` in which the user doubts what it brought in, or the agent takes it back: in words that name one of the values, or, in
 * the very next turn, in any. A doubt about something else challenges nothing.
 */
export function challengeAfter(session: Session, origin: Turn, values: readonly Pick<CarriedValue, 'kind' | 'value'>[]): number | undefined {
  const { turns, naming } = challengesOf(session);
  const next = origin.number + 1;
  const named = values.flatMap((value) => (naming.get(placeKey(value)) ?? []).map((place) => turns[place] ?? 0).find((turn) => turn >= next) ?? []);
  if (isIn(turns, next)) return next;
  return named.reduce<number | undefined>((first, turn) => (first === undefined || turn < first ? turn : first), undefined);
}

function isIn(sorted: readonly number[], wanted: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

function challengesOf(session: Session): Challenges {
  let found = known.get(session);
  if (!found) known.set(session, (found = read(session)));
  return found;
}

function read(session: Session): Challenges {
  const said = session.turns.map(({ number, input, output }) => ({ number, text: [about(input?.text ?? '', challenges), about(output?.text ?? '', correctsItself)].join('\n').trim() }));
  const doubts = said.filter(({ text }) => text !== '');
  const texts = doubts.map(({ text }) => indexText(text));
  const naming = new Map([...phrasePlacesOf(texts), ...placesOf(answeredValues(session), texts)]);
  return { turns: doubts.map(({ number }) => number), naming };
}

/** The sentences that doubt, each with the one after it: "That is wrong. It is not 45 euros." */
function about(text: string, doubts: (text: string) => boolean): string {
  if (!doubts(text)) return '';
  const sentences = sentencesIn(text);
  const near = sentences.filter((sentence, place) => doubts(sentence) || doubts(sentences[place - 1] ?? ''));
  return near.length > 0 ? near.join('\n') : text;
}
