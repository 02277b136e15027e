import { type CarriedValue, type Chain, type Evidence, type FactContext, type Known, type Session, type TextIndex, type Turn, groupBy, indexText, numbersIn, placeIn, spanEvidence } from '../../../src/plugin.js';
import { type Carrier, carriersOf, introducedBy, originsOf } from './carried.js';
import { challengeAfter } from './challenged.js';
import { type Sign, signsOf } from './signs.js';
import { sourcesOf } from './sources.js';
import { type Suspicion, suspicionOf } from './suspicion.js';

/** A chain as the fact gives it. */
export interface ToldChain extends Chain {
  /** Whether and when it was challenged, in words for a message. */
  challenge: string;
}

/** A chain with what shows it. */
export type ShownChain = Known<ToldChain>;

/**
 * The ways in which errors travelled through a session: one chain per turn that introduced one, in order of turns. "Carried" means that values which the
 * introducing answer brought in reappear in a later answer, never order alone.
 */
export function chainsOf(session: Session, context: FactContext): ShownChain[] {
  const trails = signsOf(session, context).flatMap((sign) => trailOf(session, sign, context) ?? []);
  const chains = [...groupBy(trails, ({ origin }) => origin).values()].map((own) => chainOf(session, own));
  return chains.sort((a, b) => a.value.introducedAt - b.value.introducedAt);
}

/** One sign followed back to where the error came in, and from there on to the turns that carried it. */
interface Trail {
  sign: Sign;
  origin: Turn;
  /** What speaks for the origin. */
  because: readonly Suspicion[];
  carriers: readonly Carrier[];
  challengedAt?: number;
}

function trailOf(session: Session, sign: Sign, context: FactContext): Trail | undefined {
  const found = sign.atOrigin ? { turn: sign.turn, because: [] } : originOf(session, sign, context);
  if (!found) return undefined;
  const { turn: origin, because } = found;
  const challengedAt = challengeAfter(session, origin, disputedOnly(sign, introducedBy(session, origin)));
  const carriers = carriersOf(session, origin)
    .filter(({ turn }) => turn.number < (challengedAt ?? Infinity))
    .map(({ turn, values }) => ({ turn, values: disputedOnly(sign, values) }))
    .filter(({ values }) => values.length > 0);
  return carriers.length > 0 ? { sign, origin, because, carriers, challengedAt } : undefined;
}

/** The trails that lead to one turn, as one chain. */
function chainOf(session: Session, trails: readonly Trail[]): ShownChain {
  const carriers = trails.flatMap((trail) => trail.carriers);
  const carriedBy = [...new Set(carriers.map(({ turn }) => turn.number))].sort((a, b) => a - b);
  const challengedAt = trails.reduce<number | undefined>((first, trail) => earlier(first, trail.challengedAt), undefined);
  const origin = trails[0]?.origin;
  const value: ToldChain = {
    introducedAt: origin?.number ?? 0,
    carriedBy,
    surfacedAt: trails.reduce((last, trail) => Math.max(last, surfacing(trail)), 0) || undefined,
    challengedAt,
    challenge: challengedAt === undefined ? 'nobody challenged it' : `it was challenged only in turn ${challengedAt}`,
    carried: namings(origin, carriers),
    confidence: trails.some(({ sign }) => sign.confidence === 'certain') ? 'certain' : 'candidate',
    because: [...new Set(trails.flatMap(({ sign, because }) => [sign.text, ...because.map(({ text }) => text)]))],
  };
  return { value, evidence: origin ? evidenceOf(session, origin, trails, carriers) : [] };
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

function surfacing({ sign, origin, challengedAt, carriers }: Trail): number {
  return sign.turn.number > origin.number ? sign.turn.number : (challengedAt ?? carriers.at(-1)?.turn.number ?? 0);
}

const mostNamed = 6;

/** What was carried, for a message: enough to know it by. */
function namings(origin: Turn | undefined, carriers: readonly Carrier[]): string[] {
  const told = new Set<string>();
  const seen = new Set<string>();
  for (const value of carriers.flatMap(({ values }) => values)) {
    if (told.size >= mostNamed) break;
    if (origin && !seen.has(value.value)) told.add(naming(origin, value));
    seen.add(value.value);
  }
  return [...told];
}

/** More pieces say no more: the first and the last of the turns that carried it are enough. */
const mostEvidence = 8;
const mostCarriers = 3;

/** Where the value came from, where it was first said, who repeated it, what shows that it is wrong. */
function evidenceOf(session: Session, origin: Turn, trails: readonly Trail[], carriers: readonly Carrier[]): Evidence[] {
  const texts = [...new Set(carriers.flatMap(({ values }) => values.map(({ text }) => text)))];
  const shown = [...sourceEvidence(session, origin, texts), answerEvidence(origin, 'answer that brought it in', texts), ...carrierEvidence(carriers, texts)];
  const reasons = trails.flatMap(({ sign, because }) => [...sign.evidence, ...because.flatMap(({ evidence }) => evidence)]);
  return [...shown, ...firstOf(withoutRepeats(reasons), mostEvidence - shown.length)];
}

/** The first turns that carried it, and the last, which says how many stand between. */
function carrierEvidence(carriers: readonly Carrier[], texts: readonly string[]): Evidence[] {
  const turns = [...new Set(carriers.map(({ turn }) => turn))].sort((a, b) => a.number - b.number);
  const shown = turns.length > mostCarriers ? [...turns.slice(0, mostCarriers - 1), ...turns.slice(-1)] : turns;
  const left = turns.length - shown.length;
  return shown.map((turn, place) => answerEvidence(turn, left > 0 && place === shown.length - 1 ? `answer that carried it on (${left} more between are left out)` : 'answer that carried it on', texts));
}

/** At most so many pieces; the last says how many more there are. */
function firstOf(evidence: readonly Evidence[], most: number): Evidence[] {
  const left = evidence.length - most;
  return evidence.slice(0, most).map((piece, place) => (left > 0 && place === most - 1 ? { ...piece, what: `${piece.what} (${left} more are left out)` } : piece));
}

function withoutRepeats(evidence: readonly Evidence[]): Evidence[] {
  const keyOf = ({ what, traceId, spanId, excerpt }: Evidence): string => [what, traceId, spanId, excerpt].join('\n');
  return [...groupBy(evidence, keyOf).values()].flatMap(([first]) => first ?? []);
}

/** Where somebody named values, only those; else those that do not recur by chance. */
function disputedOnly<T extends Pick<CarriedValue, 'kind' | 'value' | 'distinctive'>>(sign: Sign, values: readonly T[]): readonly T[] {
  const { disputed, kind } = sign;
  const telling = values.filter(({ distinctive }) => distinctive);
  if (disputed === undefined) return telling;
  const named = namedIn(sign, values);
  if (kind === 'objection') return named.filter(({ distinctive }) => distinctive);
  return named.length > 0 || kind === 'contradiction' ? named : telling;
}

/** What a sign disputes, read once for all the values that are looked for in it. */
const disputes = new WeakMap<Sign, TextIndex>();

function namedIn<T extends Pick<CarriedValue, 'kind' | 'value'>>(sign: Sign, values: readonly T[]): T[] {
  let text = disputes.get(sign);
  if (!text) disputes.set(sign, (text = indexText(sign.disputed ?? '')));
  const read = text;
  return values.filter((value) => placeIn(read, value) !== undefined);
}

interface Origin {
  turn: Turn;
  because: Suspicion[];
}

/**
 * The first turn whose answer gave the disputed values. Where nobody named any, a turn is blamed only if it shows a fault of its own; else the rule
 * keeps to the turn that is known to be wrong.
 */
function originOf(session: Session, sign: Sign, context: FactContext): Origin | undefined {
  const origins = originsOf(session, sign.turn);
  const named = firstNamed(sign, origins);
  if (named) return { turn: named.turn, because: [{ text: named.because, evidence: [] }, ...suspicionOf(session, named.turn, context)] };
  if (sign.kind === 'objection') return undefined;
  for (const { turn, values } of origins) {
    const because = values.some(({ distinctive }) => distinctive) ? suspicionOf(session, turn, context) : [];
    if (because.length > 0) return { turn, because };
  }
  return { turn: sign.turn, because: [] };
}

function firstNamed(sign: Sign, origins: readonly Carrier[]): { turn: Turn; because: string } | undefined {
  if (sign.disputed === undefined) return undefined;
  for (const { turn, values } of origins) {
    const named = namedIn(sign, values);
    if (named.length > 0) return { turn, because: `"${named.map((value) => value.text).join('", "')}" stands first in the answer of turn ${turn.number}` };
  }
  return undefined;
}

/** How a carried value is told: a number with the unit that the introducing answer gives it, a phrase in quotes and not longer than a line. */
function naming({ output }: Turn, { kind, text, range }: CarriedValue): string {
  if (kind === 'phrase') return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  const unit = kind === 'number' ? numbersIn(output?.text ?? '').find(({ start }) => start === range[0])?.unit : undefined;
  if (unit === undefined) return text;
  return /^[$€£¥₹]$/u.test(unit) ? `${unit}${text}` : `${text} ${unit}`;
}

function sourceEvidence(session: Session, turn: Turn, values: readonly string[]): Evidence[] {
  const holding = sourcesOf(session, turn).filter(({ text }) => rangeOf(text, values) !== undefined);
  return holding.slice(0, 2).map(({ what, text, span, attribute }) => spanEvidence(turn, span, { what, text, attribute, range: rangeOf(text, values) }));
}

function answerEvidence(turn: Turn, what: string, values: readonly string[]): Evidence {
  const { output } = turn;
  return spanEvidence(turn, output?.span ?? turn.root, { what, text: output?.text, attribute: output?.attribute, range: rangeOf(output?.text ?? '', values) });
}

function rangeOf(text: string, values: readonly string[]): [number, number] | undefined {
  const lower = text.toLowerCase();
  for (const value of values) {
    const start = lower.indexOf(value.toLowerCase());
    if (start >= 0) return [start, start + value.length];
  }
  return undefined;
}
