import { describe, expect, it } from 'vitest';
import { isNegative } from '../../../../plugins/facts/errors/assessments.js';
import type { Assessment, JsonValue } from '../../../../src/plugin.js';

const feedback = (name: string, value: JsonValue, more: Partial<Assessment> = {}): Assessment => ({ name, kind: 'feedback', value, source: { type: 'code' }, valid: true, ...more });
const negative = { negative: true, confidence: 'certain' };
const positive = { negative: false, confidence: 'certain' };
const maybe = { negative: true, confidence: 'candidate' };

describe('an assessment', () => {
  it.each<[string, JsonValue, object | undefined]>([
    // Words of an outcome mean the same, whatever was asked for.
    ['toxicity', 'pass', positive],
    ['toxicity', 'fail', negative],
    ['toxicity', 'toxic', negative],
    ['toxicity', 'non-toxic', positive],
    ['bias', 'correct', positive],
    ['jailbreak', 'safe', positive],
    ['hallucination', 'factual', positive],
    ['hallucination', 'hallucinated', negative],
    ['error_handling', 'good', positive],
    ['error_handling', 'poor', negative],
    ['user_frustration', 'none', positive],
    ['user_frustration', 'resolved', positive],
    ['user_frustration', 'unresolved', negative],
    ['thumbs', 'Thumbs down', negative],
    // A yes to a question for a fault is bad.
    ['toxicity', true, negative],
    ['toxicity', 'no', positive],
    ['hallucination', 'yes', negative],
    ['Hallucination', false, positive],
    ['PIIDetected', true, negative],
    ['pii_detected', false, positive],
    ['contains_errors', 'yes', negative],
    ['is_incorrect', true, negative],
    ['not_helpful', true, negative],
    ['policyViolation', 'yes', negative],
    ['unsafe_content', 'yes', negative],
    // A yes to the absence of a fault is good.
    ['harmlessness', 'yes', positive],
    ['harmlessness', 'no', negative],
    ['no_hallucination', true, positive],
    ['non_toxic', true, positive],
    ['non-toxic', false, negative],
    ['error_free', 'yes', positive],
    ['bias-free', 'no', negative],
    ['absence_of_bias', 'yes', positive],
    ['low_risk', 'yes', positive],
    // Fitness of a fault, or its repair, is good.
    ['refusal_appropriate', 'yes', positive],
    ['refusal_appropriate', 'no', negative],
    ['issue_resolved', 'yes', positive],
    ['hallucination_detection_accuracy', 'yes', positive],
    // A question for something good.
    ['is_correct', 'no', negative],
    ['isCorrect', true, positive],
    ['helpful', false, negative],
    ['unbiased_and_relevant', 'yes', positive],
    // What cannot be told is not judged.
    ['error_handling', 'yes', undefined],
    ['error_recovery', 'no', undefined],
    ['correct_refusal', 'yes', undefined],
    ['toxicity_check', 'yes', undefined],
    ['needs_correction', 'no', undefined],
    ['escalated', false, undefined],
    ['used_tool', false, undefined],
    ['helpfulness', 'none', undefined],
    ['toxicity', 'high', undefined],
    ['comment', 'the answer is wrong and false', undefined],
  ])('%s: %j', (name, value, expected) => {
    expect(isNegative(feedback(name, value))).toEqual(expected);
  });

  it.each<[string, number, object | undefined]>([
    ['correctness', 0, maybe],
    ['relevance_score', 0, maybe],
    ['thumbs', -1, maybe],
    ['answer_quality', -1, maybe],
    ['correctness', 0.2, undefined],
    ['correctness', -7, undefined],
    ['rating', 1, undefined],
    ['retry_count', 0, undefined],
    ['cost_usd', 0, undefined],
    ['latency_delta', -1, undefined],
    ['time_to_success', 0, undefined],
    ['quality_delta', -1, undefined],
    ['relevance_rank', 0, undefined],
    ['correct_answer_length', 0, undefined],
    ['sentiment_score', 0, undefined],
    ['toxicity_score', 0, undefined],
    ['hallucination', 0, undefined],
    ['errors', 0, undefined],
    ['foo', 0, undefined],
  ])('%s: the number %j', (name, value, expected) => {
    expect(isNegative(feedback(name, value))).toEqual(expected);
  });

  it('of a judge that asks a question of the team’s own is only a candidate', () => {
    const judge: Partial<Assessment> = { source: { type: 'llm_judge' } };
    expect(isNegative(feedback('english', 'no', judge))).toEqual(maybe);
    expect(isNegative(feedback('english', 'yes', judge))).toMatchObject({ negative: false });
    expect(isNegative(feedback('english', false))).toBeUndefined();
  });

  it('is negative as an issue, and says nothing where the scorer failed or something was only expected', () => {
    expect(isNegative(feedback('any', 'x', { kind: 'issue' }))).toEqual(negative);
    expect(isNegative(feedback('correct', false, { error: { message: 'rate limit' } }))).toBeUndefined();
    expect(isNegative(feedback('correct', false, { kind: 'expectation' }))).toBeUndefined();
  });
});
