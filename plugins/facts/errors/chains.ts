import { type CarriedValue, type Chain, type Evidence, type FactContext, type Known, type Session, type Turn, indexText, numbersIn, spanEvidence } from '../../../src/plugin.js';
import { holds, valuesFrom } from './carried.js';
import { type Sign, signsOf } from './signs.js';
import { sourcesOf } from './sources.js';
import { type Suspicion, suspicionOf } from './suspicion.js';
import { challenges, correctsItself } from './words.js';

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
  const chains = new Map<number, ShownChain>();
  for (const sign of signsOf(session, context)) {
    const chain = chainOf(session, sign, context);
    if (!chain) continue;
    const known = chains.get(chain.value.introducedAt);
    chains.set(chain.value.introducedAt, known ? join(known, chain) : chain);
  }
  return [...chains.values()].sort((a, b) => a.value.introducedAt - b.value.introducedAt);
}

function chainOf(session: Session, sign: Sign, context: FactContext): ShownChain | undefined {
  const origin = sign.atOrigin ? { turn: sign.turn, because: [] } : originOf(session, sign, context);
  if (!origin) return undefined;
  const challengedAt = challengeAfter(session, origin.turn);
  const carriers = carriersOf(session, origin.turn, challengedAt ?? Infinity, sign);
  if (carriers.length === 0) return undefined;
  const value: ToldChain = {
    introducedAt: origin.turn.number,
    carriedBy: carriers.map(({ turn }) => turn.number),
    surfacedAt: sign.turn.number > origin.turn.number ? sign.turn.number : (challengedAt ?? carriers.at(-1)?.turn.number),
    challengedAt,
    challenge: challengedAt === undefined ? 'nobody challenged it' : `it was challenged only in turn ${challengedAt}`,
    carried: [...new Set(carriers.flatMap(({ values }) => values.map((carried) => naming(origin.turn, carried))))].slice(0, 6),
    confidence: sign.confidence,
    because: [sign.text, ...origin.because.map(({ text }) => text)],
  };
  return { value, evidence: evidenceOf(session, origin, carriers, sign) };
}

interface Carrier {
  turn: Turn;
  values: readonly CarriedValue[];
}

/** The turns after the origin and before the challenge whose answers repeat what the origin brought in. */
function carriersOf(session: Session, origin: Turn, until: number, sign: Sign): Carrier[] {
  const later = session.turns.filter(({ number }) => number > origin.number && number < until);
  return later.map((turn) => ({ turn, values: disputedOnly(sign, valuesFrom(session, origin, turn)) })).filter(({ values }) => values.length > 0);
}

/** Where the value came from, where it was first said, who repeated it, what shows that it is wrong. */
function evidenceOf(session: Session, { turn, because }: Origin, carriers: readonly Carrier[], sign: Sign): Evidence[] {
  const texts = [...new Set(carriers.flatMap(({ values }) => values.map(({ text }) => text)))];
  return [
    ...sourceEvidence(session, turn, texts),
    answerEvidence(turn, 'answer that brought it in', texts),
    ...carriers.map((carrier) => answerEvidence(carrier.turn, 'answer that carried it on', texts)),
    ...sign.evidence,
    ...because.flatMap(({ evidence }) => evidence),
  ];
}

/** Where somebody named values, only those; else those that do not recur by chance. */
function disputedOnly({ disputed, kind }: Sign, values: readonly CarriedValue[]): readonly CarriedValue[] {
  const telling = values.filter(({ distinctive }) => distinctive);
  if (disputed === undefined) return telling;
  const text = indexText(disputed);
  const named = values.filter((value) => holds(text, value));
  if (kind === 'objection') return named.filter(({ distinctive }) => distinctive);
  return named.length > 0 || kind === 'contradiction' ? named : telling;
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
  const earlier = session.turns.filter(({ number }) => number < sign.turn.number).map((turn) => ({ turn, values: valuesFrom(session, turn, sign.turn) }));
  const named = firstNamed(sign, earlier);
  if (named) return { turn: named.turn, because: [{ text: named.because, evidence: [] }, ...suspicionOf(session, named.turn, context)] };
  if (sign.kind === 'objection') return undefined;
  for (const { turn, values } of earlier) {
    const because = values.some(({ distinctive }) => distinctive) ? suspicionOf(session, turn, context) : [];
    if (because.length > 0) return { turn, because };
  }
  return { turn: sign.turn, because: [] };
}

function firstNamed({ disputed }: Sign, earlier: readonly { turn: Turn; values: CarriedValue[] }[]): { turn: Turn; because: string } | undefined {
  if (disputed === undefined) return undefined;
  const text = indexText(disputed);
  for (const { turn, values } of earlier) {
    const named = values.filter((value) => holds(text, value));
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

/** The first later turn in which the user doubts, or the agent takes back what it said. */
function challengeAfter(session: Session, origin: Turn): number | undefined {
  return session.turns.find(({ number, input, output }) => number > origin.number && (challenges(input?.text ?? '') || correctsItself(output?.text ?? '')))?.number;
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

function join(a: ShownChain, b: ShownChain): ShownChain {
  const numbers = (x: readonly number[], y: readonly number[]): number[] => [...new Set([...x, ...y])].sort((p, q) => p - q);
  const surfacedAt = Math.max(a.value.surfacedAt ?? 0, b.value.surfacedAt ?? 0) || undefined;
  return {
    value: {
      ...a.value,
      carriedBy: numbers(a.value.carriedBy, b.value.carriedBy),
      surfacedAt,
      carried: [...new Set([...a.value.carried, ...b.value.carried])].slice(0, 6),
      confidence: a.value.confidence === 'certain' || b.value.confidence === 'certain' ? 'certain' : 'candidate',
      because: [...new Set([...a.value.because, ...b.value.because])],
    },
    evidence: [...a.evidence, ...b.evidence],
  };
}
