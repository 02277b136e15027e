import { type Mention, type Session, type TextIndex, type Turn, indexText, placeIn } from '../../../src/plugin.js';
import { isStep } from './steps.js';

/** A value that a step brought in: no user, tool or agent had said it before. */
export interface Introduced extends Mention {
  /** The first later turn that states it too. */
  into: number;
}

/** What is said in a session, in order: read once, so that asking for one turn does not read the others again. */
interface Reading {
  /** Every recorded text in order of time, outputs of steps with their turn. */
  texts: { index: TextIndex; step?: Turn }[];
  /** Where each value stands first in `texts`. */
  first: Map<string, number>;
  /** Turns whose output states a value, in order. */
  statedIn: Map<string, number[]>;
}

const readings = new WeakMap<Session, Reading>();

/**
 * Distinctive values that a step was the first to state and that a turn `from` .. `until` states again, at most `most`.
 */
export function introduced(session: Session, turn: Turn, range: { from: number; until: number; most: number }): Introduced[] {
  if (!isStep(turn)) return [];
  const reading = readingOf(session);
  const own = reading.texts.findIndex(({ step }) => step === turn);
  const found: Introduced[] = [];
  for (const mention of reading.texts[own]?.index.mentions.values() ?? []) {
    if (found.length >= range.most) break;
    const into = reading.statedIn.get(mention.value)?.find((number) => number > turn.number && number >= range.from && number <= range.until);
    if (into !== undefined && mention.distinctive && reading.first.get(mention.value) === own && !saidBefore(reading, own, mention)) found.push({ ...mention, into });
  }
  return found;
}

/** A name may have been said without capitals, which the list of first places does not know. */
function saidBefore({ texts }: Reading, own: number, mention: Mention): boolean {
  return mention.kind !== 'number' && texts.slice(0, own).some(({ index }) => placeIn(index, mention) !== undefined);
}

function readingOf(session: Session): Reading {
  let reading = readings.get(session);
  if (!reading) readings.set(session, (reading = read(session)));
  return reading;
}

function read(session: Session): Reading {
  const texts = textsOf(session);
  const first = new Map<string, number>();
  const statedIn = new Map<string, number[]>();
  for (const [place, { index, step }] of texts.entries()) {
    for (const value of index.mentions.keys()) {
      if (!first.has(value)) first.set(value, place);
      if (step) statedIn.set(value, [...(statedIn.get(value) ?? []), step.number]);
    }
  }
  return { texts, first, statedIn };
}

/** A text that is passed on whole (the output of one turn is the input of the next) is read once, where it stands first. */
function textsOf(session: Session): Reading['texts'] {
  const seen = new Set<string>();
  const texts: Reading['texts'] = [];
  const add = (text: string | undefined, step?: Turn): void => {
    if (text === undefined || (seen.has(text) && !step)) return;
    seen.add(text);
    texts.push({ index: indexText(text), step });
  };
  for (const turn of session.turns) {
    add(turn.input?.text);
    for (const text of givenTo(session, turn)) add(text);
    add(turn.output?.text, turn);
  }
  return texts;
}

/** Documents and tool results of a turn: what its answer may rest on. */
function givenTo(session: Session, turn: Turn): string[] {
  const documents = turn.spans.flatMap((span) => (span.retrieval?.documents ?? []).flatMap(({ text }) => text ?? []));
  const results = session.toolCalls.flatMap(({ turn: number, resultText }) => (number === turn.number && resultText !== undefined ? [resultText] : []));
  return [...documents, ...results];
}
