import { type Mention, type Session, type TextIndex, type Turn, indexContent, indexText, placesOf, toolCallsOf } from '../../../src/plugin.js';
import { isStep } from './steps.js';

/** A value that a step brought in: no user, tool or agent had said it before. */
export interface Introduced extends Mention {
  /** The first later turn that states it too. */
  into: number;
}

/** A recorded text; outputs with their turn. */
interface ToldText {
  index: TextIndex;
  step?: Turn;
}

/** What is said in a session, in order: read once, so that asking for one turn does not read the others again. */
interface Reading {
  texts: ToldText[];
  /** Place of each output in `texts`. */
  own: Map<Turn, number>;
  /** Places in `texts` that hold a value, in order. */
  places: Map<string, number[]>;
}

const readings = new WeakMap<Session, Reading>();

/**
 * Distinctive values that a step was the first to state and that a turn `from` .. `until` states again, at most `most`.
 */
export function introduced(session: Session, turn: Turn, range: { from: number; until: number; most: number }): Introduced[] {
  if (!isStep(turn)) return [];
  const reading = readingOf(session);
  const own = reading.own.get(turn) ?? -1;
  const found: Introduced[] = [];
  for (const mention of reading.texts[own]?.index.mentions.values() ?? []) {
    if (found.length >= range.most) break;
    const places = reading.places.get(mention.value) ?? [];
    const into = mention.distinctive && places[0] === own ? statedAgain(reading, mention, places, range) : undefined;
    if (into !== undefined) found.push({ ...mention, into });
  }
  return found;
}

/** The first later step in the range that states a value as such: a name in capitals, a quotation in its marks. */
function statedAgain({ texts }: Reading, { value }: Mention, places: readonly number[], { from, until }: { from: number; until: number }): number | undefined {
  const [, ...later] = places;
  const place = later.find((at) => {
    const text = texts[at];
    return text?.step !== undefined && text.step.number >= from && text.step.number <= until && text.index.mentions.has(value);
  });
  return place === undefined ? undefined : texts[place]?.step?.number;
}

function readingOf(session: Session): Reading {
  let reading = readings.get(session);
  if (!reading) readings.set(session, (reading = read(session)));
  return reading;
}

function read(session: Session): Reading {
  const texts = textsOf(session);
  const own = new Map(texts.flatMap(({ step }, place) => (step ? [[step, place] as const] : [])));
  const values = texts.flatMap(({ index, step }) => (step ? [...index.mentions.values()].filter(({ distinctive }) => distinctive) : []));
  return { texts, own, places: placesOf(values, texts.map(({ index }) => index)) };
}

/** A text that is passed on whole (the output of one turn is the input of the next) is read once, where it stands first. */
function textsOf(session: Session): ToldText[] {
  const seen = new Set<string>();
  const texts: ToldText[] = [];
  const isNew = (text: string): boolean => !seen.has(text) && seen.add(text) !== undefined;
  for (const turn of session.turns) {
    const { input, output } = turn;
    if (input && isNew(input.text)) texts.push({ index: indexContent(input) });
    for (const text of givenTo(session, turn)) if (isNew(text)) texts.push({ index: indexText(text) });
    if (output) texts.push({ index: indexContent(output), step: turn });
    if (output) seen.add(output.text);
  }
  return texts;
}

/** Documents and tool results of a turn: what its answer may rest on. */
function givenTo(session: Session, turn: Turn): string[] {
  const documents = turn.spans.flatMap((span) => (span.retrieval?.documents ?? []).flatMap(({ text }) => text ?? []));
  return [...documents, ...toolCallsOf(session, turn).flatMap(({ resultText }) => resultText ?? [])];
}
