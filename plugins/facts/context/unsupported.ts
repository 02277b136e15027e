import { type Measured, type NumberMention, type Session, type Turn, fold, isStopWord, messageText, namesIn, numbersIn, spanEvidence, tokens } from '../../../src/plugin.js';
import { searchesOf, documentsIn } from './documents.js';

/** A number or name of an answer that stands in nothing the answer could rest on. */
export interface UnsupportedClaim {
  kind: 'number' | 'name' | 'id';
  text: string;
}

/** Numbers and names of the answer that no document, tool result, user message or system message up to this turn holds. */
export function unsupportedClaims(session: Session, turn: Turn): Measured<UnsupportedClaim[]> {
  const { output } = turn;
  if (!output) return { missing: 'the answer is not recorded' };
  const sources = session.turns.slice(0, turn.number).flatMap((each) => sourceOf(session, each) ?? []);
  if (sources.length === 0) return { missing: 'nothing is recorded that the answer could rest on' };
  const found = claimsIn(output.text).filter((claim) => !sources.some((source) => holds(source, claim)));
  const evidence = found.map(({ text, start, end }) =>
    spanEvidence(turn, output.span, { what: `"${text}" stands in no document, tool result or message`, text: output.text, attribute: output.attribute, range: [start, end] }),
  );
  return { value: found.map(({ kind, text }) => ({ kind, text })), evidence };
}

interface Claim extends UnsupportedClaim {
  value: string;
  start: number;
  end: number;
}

/** Numbers and names of a text, each once, in order. */
function claimsIn(text: string): Claim[] {
  const numbers = numbersIn(text).filter(isClaim).map((mention): Claim => ({ ...mention, kind: 'number' }));
  const names = namesIn(text).flatMap(({ kind, ...mention }): Claim[] => (kind === 'quoted' ? [] : [{ ...mention, kind }]));
  const seen = new Set<string>();
  return [...numbers, ...names].sort((a, b) => a.start - b.start).filter(({ value }) => !seen.has(value) && seen.add(value));
}

/** Small whole numbers without a unit count things and steps. */
const isClaim = ({ value, unit }: NumberMention): boolean => unit !== undefined || value.length >= 3 || value.includes('.');

/** What a turn brought in that an answer may rest on. */
interface Source {
  numbers: ReadonlySet<string>;
  words: ReadonlySet<string>;
  folded: string;
}

/** Later turns may rest on what earlier ones brought in, so each turn is asked for often and read once. */
const sources = new WeakMap<Turn, { source?: Source }>();

function sourceOf(session: Session, turn: Turn): Source | undefined {
  let known = sources.get(turn);
  if (!known) {
    const texts = sourceTexts(session, turn);
    sources.set(turn, (known = texts.length === 0 ? {} : { source: readSource(texts.join('\n')) }));
  }
  return known.source;
}

function readSource(text: string): Source {
  const numbers = new Set(numbersIn(text).map(({ value }) => value));
  return { numbers, words: new Set(tokens(text).flatMap(({ word, term }) => [word, term])), folded: fold(text) };
}

function sourceTexts(session: Session, turn: Turn): string[] {
  const documents = documentsIn(searchesOf(session, turn)).map(({ text }) => text);
  const results = session.toolCalls.flatMap(({ turn: number, resultText, failed }) => (number === turn.number && !failed && resultText !== undefined ? [resultText] : []));
  const told = turn.calls.flatMap(({ newMessages }) => newMessages.filter(({ role }) => role !== 'assistant').map(messageText));
  return [turn.input?.text ?? '', ...documents, ...results, ...told].filter((text) => text !== '');
}

/**
 * A name is supported when one of its words was said: a person may be called by the surname alone. Single words are too often
 * plain nouns to be claims. */
function holds({ numbers, words, folded }: Source, { kind, value }: Claim): boolean {
  if (kind === 'number') return numbers.has(value) || words.has(value);
  if (folded.includes(value)) return true;
  const parts = tokens(value).filter(({ word }) => !isStopWord(word));
  return kind === 'name' && (parts.length < 2 || parts.some(({ word, term }) => words.has(word) || words.has(term)));
}
