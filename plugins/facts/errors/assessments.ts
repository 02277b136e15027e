import type { Assessment, JsonValue } from '../../../src/plugin.js';

/** Values by which scorers say no. Numbers are judged only at the bottom of every scale: 0, and below. */
const bad = new Set(['no', 'false', 'fail', 'failed', 'failing', 'incorrect', 'wrong', 'bad', 'unsafe', 'poor', 'negative', 'unresolved', 'unsatisfied', 'not_correct', 'thumbs_down', 'dislike', 'irrelevant', 'ungrounded', 'hallucinated']);
const good = new Set(['yes', 'true', 'pass', 'passed', 'correct', 'right', 'good', 'safe', 'none', 'positive', 'resolved', 'thumbs_up', 'like', 'relevant', 'grounded', 'factual']);

/** Scorers that ask for a fault, so that yes is bad. `user_frustration` is one of them: its "none" and "resolved" are good. */
const asksForFault = /(?:^|[^a-z])(?:toxic|harm|hallucinat|frustrat|pii|leak|unsafe|bias|jailbreak|profan|refus|error|issue|violation)/iu;

/** True when the assessment says that something was wrong; `undefined` when it cannot be told (a number on an unknown scale, free text). */
export function isNegative(assessment: Assessment): boolean | undefined {
  if (assessment.kind === 'issue') return true;
  if (assessment.kind !== 'feedback' || assessment.error) return undefined;
  const verdict = verdictOf(assessment.value);
  if (verdict === undefined) return undefined;
  const word = typeof assessment.value === 'string' ? assessment.value.trim().toLowerCase() : '';
  const plain = word === 'none' || word === 'resolved' || word === 'unresolved';
  return asksForFault.test(splitWords(assessment.name)) && !plain ? verdict : !verdict;
}

/** The value as yes or no, before the scorer's question is taken into account. */
function verdictOf(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value <= 0 ? false : undefined;
  if (typeof value !== 'string') return undefined;
  const word = value.trim().toLowerCase();
  return bad.has(word) ? false : good.has(word) ? true : undefined;
}

function splitWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/gu, '$1 $2').replaceAll('_', ' ');
}
