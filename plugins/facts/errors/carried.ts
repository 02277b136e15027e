import { type CarriedValue, type KnownValues, type Mention, type Session, type TextIndex, type Turn, carriedValues, indexContent, indexText, phrasePlacesOf, phraseRun, placesOf, pushTo } from '../../../src/plugin.js';

/** A turn whose answer repeats values that another brought in. */
export interface Carrier {
  turn: Turn;
  values: readonly CarriedValue[];
}

/**
 * What the answers of a session brought in and carried on, read once. Texts stand in order of time: place 0 holds names of agents and tools, which are
 * no news, 2n - 1 what turn n was asked, 2n its answer. So a value was introduced by the turn at whose answer its places begin.
 */
interface Reading {
  values: Map<string, number[]>;
  phrases: Map<string, number[]>;
  /** For each turn, the later turns that repeat something which it introduced. */
  carriers: Map<number, Set<number>>;
  /** The same the other way round. */
  origins: Map<number, Set<number>>;
  /** What is known of a turn's carriers once it was asked for. */
  asked: Map<number, Carrier[]>;
}

const readings = new WeakMap<Session, Reading>();

/** The later turns that repeat something which a turn's answer introduced, in order. What a user or an earlier answer gave is not introduced. */
export function carriersOf(session: Session, origin: Turn): readonly Carrier[] {
  const { carriers, asked } = readingOf(session);
  let known = asked.get(origin.number);
  if (!known) asked.set(origin.number, (known = turnsAt(session, carriers.get(origin.number)).map((turn) => ({ turn, values: valuesFrom(session, origin, turn) }))));
  return known;
}

/** The earlier turns that introduced something which a turn's answer repeats, in order. */
export function originsOf(session: Session, later: Turn): readonly Carrier[] {
  const origins = turnsAt(session, readingOf(session).origins.get(later.number));
  return origins.map((turn) => ({ turn, values: valuesFrom(session, turn, later) })).filter(({ values }) => values.length > 0);
}

/** Everything that a turn's answer introduced, carried on or not. Phrases only where they were carried on. */
export function introducedBy(session: Session, origin: Turn): readonly Pick<CarriedValue, 'kind' | 'value' | 'distinctive'>[] {
  const known = knownBefore(readingOf(session), origin);
  const phrases = carriersOf(session, origin).flatMap(({ values }) => values.filter(({ kind }) => kind === 'phrase'));
  return [...[...answerOf(origin).mentions.values()].filter((mention) => !known.holds(mention)), ...phrases];
}

/** The form in which a value is looked up among places. */
export const placeKey = ({ kind, value }: Pick<CarriedValue, 'kind' | 'value'>): string => (kind === 'phrase' ? phraseRun(value) : value);

/** Everything that the answers of a session hold. */
export const answeredValues = (session: Session): Mention[] => session.turns.flatMap((turn) => [...answerOf(turn).mentions.values()]);

function valuesFrom(session: Session, origin: Turn, later: Turn): CarriedValue[] {
  return carriedValues(answerOf(origin), answerOf(later), knownBefore(readingOf(session), origin));
}

const nothing = indexText('');

const answerOf = ({ output }: Turn): TextIndex => (output ? indexContent(output) : nothing);

/** What was said before a turn's answer, or is a name of an agent or tool. */
function knownBefore({ values, phrases }: Reading, { number }: Turn): KnownValues {
  return {
    holds: ({ value }) => values.get(value)?.[0] !== number * 2,
    holdsPhrase: (run) => phrases.get(run)?.[0] !== number * 2,
  };
}

function turnsAt({ turns }: Session, numbers: Iterable<number> = []): Turn[] {
  return [...numbers].sort((a, b) => a - b).flatMap((number) => turns[number - 1] ?? []);
}

function readingOf(session: Session): Reading {
  let reading = readings.get(session);
  if (!reading) readings.set(session, (reading = read(session)));
  return reading;
}

function read(session: Session): Reading {
  const names = new Set([...session.turns.map(({ agent }) => agent), ...session.toolCalls.map(({ name }) => name)]);
  const texts = [indexText([...names].join('\n')), ...session.turns.flatMap((turn) => [turn.input ? indexContent(turn.input) : nothing, answerOf(turn)])];
  const values = placesOf(answeredValues(session), texts);
  const phrases = phrasePlacesOf(texts);
  const pairs = [...pairsOf(values), ...pairsOf(phrases)];
  return { values, phrases, carriers: setsOf(pairs), origins: setsOf(pairs.map(([origin, later]) => [later, origin])), asked: new Map() };
}

/** Every turn that introduced a value with every later one whose answer holds it. */
function pairsOf(places: ReadonlyMap<string, readonly number[]>): [origin: number, later: number][] {
  const pairs: [number, number][] = [];
  for (const [first = 0, ...later] of places.values()) {
    if (first === 0 || first % 2 === 1) continue;
    for (const place of later) if (place % 2 === 0) pairs.push([first / 2, place / 2]);
  }
  return pairs;
}

function setsOf(pairs: readonly (readonly [number, number])[]): Map<number, Set<number>> {
  const lists = new Map<number, number[]>();
  for (const [from, to] of pairs) pushTo(lists, from, to);
  return new Map([...lists].map(([from, list]) => [from, new Set(list)]));
}
