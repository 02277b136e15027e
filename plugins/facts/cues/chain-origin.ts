import type { Chain, FactContext, Measured } from '../../../src/plugin.js';

/**
 * How sure it is that the turn brought in an error which later turns carried on: 1 where it was recorded that something was wrong, 0.6 where it only
 * seems so. Where a turn is reported, only a chain that has reached it by then counts. `reported` 0: any chain.
 */
export function chainOrigin(context: FactContext, reported: number): Measured<number> {
  const measured = context.fact<Chain>('errors.chain');
  if ('missing' in measured) return measured;
  const { value, evidence } = measured;
  if (value.carriedBy.length === 0 || (reported > 0 && !reaches(value, reported))) return { value: 0, evidence: [] };
  return { value: value.confidence === 'certain' ? 1 : 0.6, evidence: evidence.filter(({ turn }) => reported === 0 || turn === undefined || turn <= reported) };
}

/** Some turn had carried the error on by then, and the reported turn itself carries it or is where it came out. */
function reaches({ carriedBy, surfacedAt }: Chain, reported: number): boolean {
  return carriedBy.some((turn) => turn <= reported) && (carriedBy.includes(reported) || surfacedAt === reported);
}
