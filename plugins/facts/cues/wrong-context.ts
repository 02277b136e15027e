import { type FactContext, type Measured } from '../../../src/plugin.js';

/** Below this relevance, four of five turns with documents of another question are found and one in forty good ones. */
const low = 0.25;

/** How far what the turn retrieved is from its question, when the answer leans on it: 0 to 1. */
export function wrongContext(context: FactContext): Measured<number> {
  const relevance = context.fact<number>('context.queryRelevance');
  if ('missing' in relevance) return relevance;
  const leans = context.fact<boolean>('context.answerLeansOn');
  if ('missing' in leans) return leans;
  if (relevance.value >= low || !leans.value) return { value: 0, evidence: [] };
  return { value: 1 - relevance.value / low / 2, evidence: [...relevance.evidence, ...leans.evidence.slice(0, 2)] };
}
