import { type Assessment, type JsonValue, isObject, numbersIn, terms } from '../../../src/plugin.js';

/** An expectation that the answer does not meet, in words. */
export interface Unmet {
  name: string;
  text: string;
  /** Short or numeric expectations can be told for sure; prose only by its words. */
  certain: boolean;
}

/** Names under which an expectation is about the text of the answer. Others (expected tools, guidelines) are not compared here. */
const aboutText = /response|answer|output|fact|text/iu;

/** The expectations of a turn that its answer does not meet. */
export function unmetExpectations(assessments: readonly Assessment[], answer: string): Unmet[] {
  return assessments.flatMap((assessment) => {
    if (assessment.kind !== 'expectation' || !aboutText.test(assessment.name)) return [];
    return expectedTexts(assessment.value).flatMap((expected) => {
      const certain = isUnmet(expected, answer);
      return certain === undefined ? [] : [{ name: assessment.name, text: expected, certain }];
    });
  });
}

function expectedTexts(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));
  return isObject(value) ? Object.values(value).flatMap((item) => (typeof item === 'string' ? [item] : [])) : [];
}

/** `undefined`: met, or it cannot be told. Else whether it is sure that it is unmet. */
function isUnmet(expected: string, answer: string): boolean | undefined {
  if (answer.toLowerCase().includes(expected.trim().toLowerCase())) return undefined;
  const numbers = numbersIn(expected);
  const answered = new Set(numbersIn(answer).map(({ value }) => value));
  if (numbers.length > 0 && numbers.every(({ value }) => !answered.has(value))) return true;
  const wanted = new Set(terms(expected));
  const given = new Set(terms(answer));
  if (wanted.size === 0) return undefined;
  const covered = [...wanted].filter((term) => given.has(term)).length / wanted.size;
  if (covered === 0 && wanted.size <= 3) return true;
  return covered < 0.3 ? false : undefined;
}
