import { type Evidence, type FactContext, type NumberMention, type Session, type Turn, coverage, numbersIn, sentencesIn, spanEvidence, terms } from '../../../src/plugin.js';
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
 * Numbers of the answer that no source and no user gave, that are no sum or product of numbers that were given, and for which a source sentence about
 * the same thing gives another number with the same unit.
 */
export function contradictions(session: Session, turn: Turn, context: FactContext): Contradiction[] {
  const sources = sourcesOf(session, turn);
  if (!turn.output || sources.length === 0) return [];
  const given = new Set([...sources.map(({ text }) => text), ...earlierTexts(session, turn)].flatMap((text) => numbersIn(text).map(({ value }) => value)));
  return sentencesIn(turn.output.text).flatMap((sentence) =>
    numbersIn(sentence)
      .filter((number) => number.unit !== undefined && !given.has(number.value) && !isDerived(Number(number.value), given))
      .flatMap((number) => contradiction(turn, sentence, number, sources, context)),
  );
}

function earlierTexts(session: Session, turn: Turn): string[] {
  return session.turns.filter(({ number }) => number <= turn.number).flatMap(({ input, output, number }) => [input?.text ?? '', number < turn.number ? (output?.text ?? '') : '']);
}

function contradiction(turn: Turn, sentence: string, number: NumberMention, sources: readonly Source[], context: FactContext): Contradiction[] {
  for (const { what, text, span, attribute } of sources) {
    const other = conflicting(sentence, number, text, context);
    if (other === undefined) continue;
    const evidence = [spanEvidence(turn, span, { what, text: other, attribute }), spanEvidence(turn, turn.output?.span ?? span, { what: 'answer of the turn', text: sentence, attribute: turn.output?.attribute })];
    return [{ text: `the answer says ${number.text} ${number.unit ?? ''}, its source says otherwise`, value: number.text, evidence }];
  }
  return [];
}

/** The sentence of a source that is about the same thing and gives another number of the same unit. */
function conflicting(sentence: string, { unit }: NumberMention, source: string, { corpus }: FactContext): string | undefined {
  const words = terms(sentence);
  return sentencesIn(source).find((other) => {
    if (!numbersIn(other).some((number) => number.unit === unit)) return false;
    return (coverage(words, new Set(terms(other)), (term) => corpus.idf(term)) ?? 0) >= sameThing;
  });
}

/** A sum, difference, product or ratio of two given numbers. */
function isDerived(value: number, given: ReadonlySet<string>): boolean {
  const numbers = [...given].slice(0, 60).map(Number);
  return numbers.some((a) => numbers.some((b) => [a + b, a - b, a * b, b === 0 ? Number.NaN : a / b].some((result) => Math.abs(result - value) < 0.01)));
}
