import type { Chain, FactContext, Measured } from '../../../src/plugin.js';

/** How sure it is that the turn brought in an error which later turns carried on: 1 where it was recorded that something was wrong, 0.6 where it only seems so. */
export function chainOrigin(context: FactContext): Measured<number> {
  const measured = context.fact<Chain>('errors.chain');
  if ('missing' in measured) return measured;
  const { value, evidence } = measured;
  return value.carriedBy.length === 0 ? { value: 0, evidence: [] } : { value: value.confidence === 'certain' ? 1 : 0.6, evidence };
}
