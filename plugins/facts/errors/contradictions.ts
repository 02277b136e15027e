import { type Evidence, type FactContext, type NumberMention, type Session, type Turn, coverage, numbersIn, sentencesIn, spanEvidence, terms } from '../../../src/plugin.js';
import { isDerived } from './derived.js';
import { type Source, sourcesOf } from './sources.js';

/** A number in an answer that differs from the one its source gives for the same thing. */
export interface Contradiction {
  text: string;
  /** The number, as the answer writes it. */
  value: string;
  evidence: Evidence[];
}

/** How much of the answer's sentence the source's sentence must hold to be about the same thing. */
const sameThing = 0.6;

/**
 * Numbers of the answer that no source of the turn and nobody before gave, that are not worked out from numbers of the same turn, and for which a source
 * sentence about the same thing gives another number with the same unit.
 */
export function contradictions(session: Session, turn: Turn, context: FactContext): Contradiction[] {
  const sources = sourcesOf(session, turn).map(readSource);
  if (!turn.output || sources.length === 0) return [];
  const fromSources = sources.flatMap(({ numbers }) => numbers);
  const given = new Set(fromSources.map(({ value }) => value));
  const operands = { said: [...numbersIn(turn.input?.text ?? ''), ...numbersIn(turn.output.text)], sources: fromSources };
  const isNews = (number: NumberMention): boolean => number.unit !== undefined && !given.has(number.value) && !givenBefore(session, turn, number) && !isDerived(number, operands);
  return sentencesIn(turn.output.text).flatMap((sentence) => {
    const numbers = numbersIn(sentence).filter(isNews);
    const words = numbers.length > 0 ? terms(sentence) : [];
    return numbers.flatMap((number) => contradiction(turn, { text: sentence, words }, number, sources, context));
  });
}

/** Numbers of a session with the first turn in which a user (n - ½) or an answer (n) gave each. */
const firsts = new WeakMap<Session, Map<string, number>>();

/** The user gave the number up to this turn, or an earlier answer did. */
function givenBefore(session: Session, turn: Turn, { value }: NumberMention): boolean {
  let first = firsts.get(session);
  if (!first) firsts.set(session, (first = firstGiven(session)));
  return (first.get(value) ?? Infinity) < turn.number;
}

function firstGiven({ turns }: Session): Map<string, number> {
  const first = new Map<string, number>();
  const add = (text: string, at: number): void => {
    for (const { value } of numbersIn(text)) if (!first.has(value)) first.set(value, at);
  };
  for (const { number, input, output } of turns) {
    add(input?.text ?? '', number - 0.5);
    add(output?.text ?? '', number);
  }
  return first;
}

/** A source, read once for all numbers of an answer. */
interface ReadSource extends Source {
  numbers: NumberMention[];
  /** Its sentences with a number that has a unit. */
  sentences: { text: string; units: ReadonlySet<string | undefined>; words: ReadonlySet<string> }[];
}

function readSource(source: Source): ReadSource {
  const sentences = sentencesIn(source.text).flatMap((text) => {
    const units = new Set(numbersIn(text).flatMap(({ unit }) => unit ?? []));
    return units.size === 0 ? [] : [{ text, units, words: new Set(terms(text)) }];
  });
  return { ...source, numbers: numbersIn(source.text), sentences };
}

interface Sentence {
  text: string;
  words: readonly string[];
}

function contradiction(turn: Turn, sentence: Sentence, number: NumberMention, sources: readonly ReadSource[], context: FactContext): Contradiction[] {
  for (const source of sources) {
    const other = conflicting(sentence, number, source, context);
    if (other === undefined) continue;
    const { what, span, attribute } = source;
    const evidence = [spanEvidence(turn, span, { what, text: other, attribute }), spanEvidence(turn, turn.output?.span ?? span, { what: 'answer of the turn', text: sentence.text, attribute: turn.output?.attribute })];
    return [{ text: `the answer says ${number.text} ${number.unit ?? ''}, its source says otherwise`, value: number.text, evidence }];
  }
  return [];
}

/** The sentence of a source that is about the same thing and gives another number of the same unit. */
function conflicting({ words }: Sentence, { unit }: NumberMention, { sentences }: ReadSource, { corpus }: FactContext): string | undefined {
  return sentences.find((other) => other.units.has(unit) && (coverage(words, other.words, (term) => corpus.idf(term)) ?? 0) >= sameThing)?.text;
}
