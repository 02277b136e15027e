import type { Assessment, Confidence, JsonValue } from '../../../src/plugin.js';
import { type Question, isMeasure, questionOf } from './scorer-question.js';

/** What an assessment says of what it judged, and how sure that reading is. */
export interface Verdict {
  negative: boolean;
  confidence: Confidence;
}

/** Words that speak of the outcome itself, whatever the scorer asked for: `toxicity: pass` is good. */
const badOutcome = new Set(
  `fail failed failing failure incorrect not_correct wrong bad unsafe poor unresolved unsatisfied dissatisfied thumbs_down dislike irrelevant unrelated ungrounded unfaithful
   inaccurate unhelpful hallucinated toxic harmful biased frustrated rejected 👎`.split(/\s+/u),
);
const goodOutcome = new Set(
  `pass passed passing correct right good excellent safe resolved satisfied thumbs_up like relevant grounded faithful accurate helpful factual non_toxic not_toxic harmless
   unbiased ok approved accepted 👍`.split(/\s+/u),
);

/**
 * Whether the assessment says that something was wrong; `undefined` when it cannot be told: a number on an unknown scale, free text, a yes to a
 * question of unknown sense.
 *
 * @example isNegative(feedback('hallucination', 'yes')) // { negative: true, confidence: 'certain' }
 * @example isNegative(feedback('retry_count', 0)) // undefined
 */
export function isNegative(assessment: Assessment): Verdict | undefined {
  if (assessment.kind === 'issue') return certainly(true);
  if (assessment.kind !== 'feedback' || assessment.error) return undefined;
  if (typeof assessment.value === 'number') return numberVerdict(assessment.name, assessment.value);
  return wordVerdict(assessment, wordOf(assessment.value));
}

const certainly = (negative: boolean): Verdict => ({ negative, confidence: 'certain' });

/** Booleans and texts as one word: `Thumbs down` → `thumbs_down`. */
function wordOf(value: JsonValue | undefined): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.trim().toLowerCase().replace(/[\s_-]+/gu, '_') : '';
}

function wordVerdict(assessment: Assessment, word: string): Verdict | undefined {
  if (badOutcome.has(word)) return certainly(true);
  if (goodOutcome.has(word)) return certainly(false);
  const question = questionOf(assessment.name);
  if (word === 'none') return question === 'fault' ? certainly(false) : undefined;
  const yes = word === 'yes' || word === 'true';
  if (!yes && word !== 'no' && word !== 'false') return undefined;
  return bareVerdict(assessment, question, yes);
}

/** A yes or no is good or bad only by what was asked. */
function bareVerdict({ source, value }: Assessment, question: Question, yes: boolean): Verdict | undefined {
  if (question === 'fault') return certainly(yes);
  if (question === 'merit') return certainly(!yes);
  // Judges of guidelines under a team's own name answer "yes" where the guideline is kept: not sure, as the name says nothing.
  return question === 'unknown' && source.type === 'llm_judge' && typeof value === 'string' ? { negative: !yes, confidence: 'candidate' } : undefined;
}

/** A number is judged only where the name asks for something good, so that the scale is likely 0 to 1 or -1 to 1, and only at the bottom of it. */
function numberVerdict(name: string, value: number): Verdict | undefined {
  if ((value !== 0 && value !== -1) || isMeasure(name) || questionOf(name) !== 'merit') return undefined;
  return { negative: true, confidence: 'candidate' };
}
