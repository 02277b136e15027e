import { type FactContext, type Measured, type Session, type Turn, coverage, spanEvidence, terms } from '../../../src/plugin.js';
import { isStep } from './steps.js';

/** Below this share of the question's words, a task is another one. */
const little = 0.3;
const half = 0.5;
const fewestQuestion = 5;
const fewestTask = 30;
const handsOver = /\b(?:task|plan|steps?|instructions?|goal|objective|assign\w*|delegat\w*)\b|\b(?:Aufgabe|Plan|Schritte?|tâche|étapes?|tarea|pasos?)\b/iu;

/**
 * How little the task that the first step hands to the others has to do with the user's question: 0 when it matches, up to 1. The question itself,
 * repeated word for word, does not count as a task.
 */
export function handOver(session: Session, turn: Turn, { corpus }: FactContext): Measured<number> {
  const first = session.turns.find(isStep);
  if (first !== turn || !turn.output) return { value: 0, evidence: [] };
  const question = session.turns.find(({ input }) => input !== undefined)?.input;
  if (!question) return { missing: 'the question is not recorded' };
  const asked = terms(question.text);
  const task = withoutQuestion(turn.output.text, question.text);
  const given = terms(task);
  const passedOn = session.turns.slice(turn.number).some(({ agent }) => agent !== turn.agent);
  if (asked.length < fewestQuestion || given.length < fewestTask || !passedOn || !handsOver.test(task)) return { value: 0, evidence: [] };
  const share = coverage(asked, new Set(given), (term) => corpus.idf(term)) ?? 1;
  if (share >= little || hasLineAbout(task, new Set(asked))) return { value: 0, evidence: [] };
  const evidence = [
    spanEvidence(turn, question.span, { what: 'question of the user', text: question.text, attribute: question.attribute }),
    spanEvidence(turn, turn.output.span, { what: 'task that was handed over', text: task, attribute: turn.output.attribute }),
  ];
  return { value: 1 - share, evidence };
}

/** A line of the task is made of the question's words: a long question may be told in short. */
function hasLineAbout(task: string, asked: ReadonlySet<string>): boolean {
  return task.split(/[\n.]/u).some((line) => {
    const words = new Set(terms(line));
    return words.size >= fewestQuestion && [...words].filter((word) => asked.has(word)).length / words.size >= half;
  });
}

function withoutQuestion(text: string, question: string): string {
  const repeated = question.replace(/[ \t]+/gu, ' ').trim();
  const plain = text.replace(/[ \t]+/gu, ' ');
  return repeated === '' ? plain : plain.replaceAll(repeated, ' ');
}
