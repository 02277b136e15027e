import type { NumberMention } from '../../../src/plugin.js';

/** The numbers of one turn from which another may have been worked out. */
export interface Operands {
  /** What the user asked and the answer writes beside the number in question. */
  said: readonly NumberMention[];
  /** What the sources of the turn give. */
  sources: readonly NumberMention[];
}

const largestDivisor = 12;
/** More numbers than that are a table, in which any number is the sum of two others. */
const most = 200;

/**
 * A number is the sum, difference or product of two numbers of its own turn, or one of them divided by a small whole number. Amounts must have its unit
 * or none; what they are multiplied or divided by counts something and must have been said, not only stand somewhere in a source.
 *
 * @example isDerived({ value: '270', unit: 'euros' }, { said: six, sources: fortyFiveEuros }) // true
 */
export function isDerived({ value, unit }: Pick<NumberMention, 'value' | 'unit'>, { said, sources }: Operands): boolean {
  const result = Number(value);
  const others = said.slice(0, most).filter((number) => number.value !== value);
  const sameUnit = (number: NumberMention): boolean => number.unit === unit;
  const amounts = numbersOf([...others.filter((number) => number.unit === undefined || sameUnit(number)), ...sources.slice(0, most).filter(sameUnit)]);
  const counts = numbersOf(others.filter((number) => isCount(number) || sameUnit(number)));
  const isAmount = has(amounts);
  return amounts.some((amount) => isAmount(result - amount) || isAmount(result + amount)) || counts.some((count) => isAmount(result / count) || (isDivisor(count) && isAmount(result * count)));
}

/** Nothing, or a length of time: "6 days at 45 euros". */
const isCount = ({ unit }: NumberMention): boolean => unit === undefined || /^(?:second|minute|hour|day|week|month|year)s?$/u.test(unit);

const isDivisor = (count: number): boolean => Number.isInteger(count) && count > 1 && count <= largestDivisor;

/** Looks numbers up to the cent, so that not every pair has to be tried. */
function has(amounts: readonly number[]): (wanted: number) => boolean {
  const cents = new Set(amounts.map(inCents));
  return (wanted) => cents.has(inCents(wanted));
}

const inCents = (value: number): number => Math.round(value * 100);

/** Each once; zero makes a number only out of itself. */
function numbersOf(mentions: readonly NumberMention[]): number[] {
  return [...new Set(mentions.map(({ value }) => Number(value)))].filter((number) => Number.isFinite(number) && number !== 0);
}
