import { terms } from '../../../src/plugin.js';

const refusal = [
  /\b(?:(?:do(?: not|n['’]t)|did(?: not|n['’]t)) (?:have|know|contain|mention|provide|see)|can(?:not|['’]t| not)|could(?: not|n['’]t)|unable to|no (?:information|specific information|mention|answer)|not (?:mentioned|specified|able|available|provided))\b/iu,
  /\b(?:keine (?:informationen?|angaben?)|weiß (?:ich )?nicht|kann (?:ich )?nicht)\b/iu,
  /\b(?:je ne (?:sais|peux|trouve)|pas d['’]information)/iu,
  /\b(?:no (?:tengo|sé|puedo|encuentro)|sin información)\b/iu,
];
/** Longer answers say something beside that they cannot. */
const longest = 30;

/** A short answer that says that there is no answer. */
export function isRefusal(answer: string): boolean {
  return refusal.some((pattern) => pattern.test(answer)) && terms(answer).length <= longest;
}
