import { type Evidence, type Measured, type NumberMention, type Session, type Turn, isStopWord, namesIn, numbersIn, spanEvidence, tokens } from '../../../src/plugin.js';
import { type RestedOn, readRestedOn } from './rested-on.js';

/** A number or name of an answer that stands in nothing the answer could rest on. */
export interface UnsupportedClaim {
  kind: 'number' | 'name' | 'id';
  text: string;
}

/** Numbers and names of the answer that no document, tool result, user message or system message up to this turn holds. */
export function unsupportedClaims(session: Session, turn: Turn): Measured<UnsupportedClaim[]> {
  const { output } = turn;
  if (!output) return { missing: 'the answer is not recorded' };
  const { claims, restedOn } = readingOf(session);
  if (restedOn.first > turn.number) return { missing: 'nothing is recorded that the answer could rest on' };
  const found = (claims.get(turn) ?? []).filter((claim) => givenFirst(restedOn, claim) > turn.number);
  return { value: found.map(({ kind, text }) => ({ kind, text })), evidence: evidenceOf(turn, output, found) };
}

interface Claim extends UnsupportedClaim {
  value: string;
  start: number;
  end: number;
}

/** The claims of every turn, and what they could rest on. */
interface Reading {
  claims: Map<Turn, Claim[]>;
  restedOn: RestedOn;
}

const readings = new WeakMap<Session, Reading>();

function readingOf(session: Session): Reading {
  let reading = readings.get(session);
  if (!reading) readings.set(session, (reading = read(session)));
  return reading;
}

function read(session: Session): Reading {
  const claims = new Map(session.turns.map((turn) => [turn, claimsIn(turn.output?.text ?? '')]));
  const ids = [...claims.values()].flatMap((list) => list.flatMap(({ kind, value }) => (kind === 'id' ? [value] : [])));
  return { claims, restedOn: readRestedOn(session, ids) };
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

/**
 * The first turn that gave a claim. A name was given when one of its words was said: a person may be called by the surname alone. Single words are too
 * often plain nouns to be claims.
 */
function givenFirst({ words, ids }: RestedOn, { kind, value }: Claim): number {
  const given = (word: string): number => words.get(word) ?? Infinity;
  if (kind === 'number') return given(value);
  if (kind === 'id') return Math.min(given(value), ids.get(value) ?? Infinity);
  const parts = tokens(value).filter(({ word }) => !isStopWord(word));
  return parts.length < 2 ? 0 : parts.reduce((first, { word, term }) => Math.min(first, given(word), given(term)), Infinity);
}

/** Claims that stand so near each other that one excerpt shows them all. */
const nearEnough = 140;
const mostEvidence = 8;
const mostNamed = 6;

function evidenceOf(turn: Turn, output: NonNullable<Turn['output']>, found: readonly Claim[]): Evidence[] {
  const groups = near(found);
  const left = groups.slice(mostEvidence).flat().length;
  return groups.slice(0, mostEvidence).map((claims, place) => {
    const more = left > 0 && place === mostEvidence - 1 ? ` (${left} more further on are left out)` : '';
    const what = `${listed(claims)} ${claims.length > 1 ? 'stand' : 'stands'} in no document, tool result or message${more}`;
    return spanEvidence(turn, output.span, { what, text: output.text, attribute: output.attribute, range: [claims[0]?.start ?? 0, claims.at(-1)?.end ?? 0] });
  });
}

function near(found: readonly Claim[]): Claim[][] {
  const groups: Claim[][] = [];
  for (const claim of found) {
    const last = groups.at(-1);
    if (last?.[0] && claim.end - last[0].start <= nearEnough) last.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

function listed(claims: readonly Claim[]): string {
  const shown = claims.slice(0, mostNamed).map(({ text }) => `"${text}"`).join(', ');
  return claims.length > mostNamed ? `${shown} and ${claims.length - mostNamed} more` : shown;
}
