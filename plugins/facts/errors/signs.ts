import { type Confidence, type Evidence, type FactContext, type Session, type Turn, type TurnText, indexText, spanEvidence } from '../../../src/plugin.js';
import { isNegative } from './assessments.js';
import { contradictions } from './contradictions.js';
import { unmetExpectations } from './expectations.js';
import { swallowed } from './failed-spans.js';
import { challenges } from './words.js';

/** Something that shows that a turn is wrong. */
export interface Sign {
  turn: Turn;
  kind: 'failed-step' | 'assessment' | 'expectation' | 'contradiction' | 'objection';
  confidence: Confidence;
  /** In plain words. */
  text: string;
  evidence: Evidence[];
  /** Text that names the disputed values, where somebody did. */
  disputed?: string;
  /** The value itself is wrong at this very turn; otherwise the turn only shows what an earlier one may have brought in. */
  atOrigin: boolean;
}

/** Everything that shows a turn of the session to be wrong. Words such as "error" in an agent's own text are no sign. */
export function signsOf(session: Session, context: FactContext): Sign[] {
  return session.turns.flatMap((turn, index) => [
    ...failedStep(turn),
    ...negativeAssessments(turn),
    ...missedExpectations(turn),
    ...contradictedSources(session, turn, context),
    ...objection(turn, session.turns[index + 1]),
  ]);
}

function failedStep(turn: Turn): Sign[] {
  const { value, evidence } = swallowed(turn);
  if (value.count === 0 || value.acknowledged || turn.status === 'error' || !turn.output) return [];
  return [{ turn, kind: 'failed-step', confidence: 'certain', text: `"${value.first}" failed (${value.message}), and the turn answered all the same`, evidence, atOrigin: true }];
}

function negativeAssessments(turn: Turn): Sign[] {
  return turn.assessments.flatMap((assessment) => {
    const judged = isNegative(assessment);
    if (!judged?.negative) return [];
    const { name, rationale, source, value } = assessment;
    const verdict = `${source.type === 'human' ? 'a person' : source.type === 'llm_judge' ? 'a judge' : 'a scorer'} said "${name}: ${String(value ?? 'issue')}"`;
    const evidence = [spanEvidence(turn, turn.root, { what: `assessment "${name}"`, text: rationale ?? String(value ?? '') })];
    return [{ turn, kind: 'assessment' as const, confidence: judged.confidence, text: rationale === undefined ? verdict : `${verdict}, because: ${rationale}`, evidence, disputed: rationale, atOrigin: false }];
  });
}

function missedExpectations(turn: Turn): Sign[] {
  const answer = turn.output;
  if (!answer) return [];
  return unmetExpectations(turn.assessments, answer.text).map(({ name, text, certain }) => ({
    turn,
    kind: 'expectation',
    confidence: certain ? 'certain' : 'candidate',
    text: `the answer does not meet "${name}": ${text}`,
    evidence: [spanEvidence(turn, turn.root, { what: `expectation "${name}"`, text }), spanEvidence(turn, answer.span, { what: 'answer of the turn', text: answer.text, attribute: answer.attribute })],
    atOrigin: false,
  }));
}

function contradictedSources(session: Session, turn: Turn, context: FactContext): Sign[] {
  return contradictions(session, turn, context).map(({ text, value, evidence }) => ({ turn, kind: 'contradiction', confidence: 'candidate', text, evidence, disputed: value, atOrigin: true }));
}

function objection(turn: Turn, next: Turn | undefined): Sign[] {
  const said = next?.input;
  if (!next || !said || !challenges(said.text) || !namesValueOf(turn.output, said.text)) return [];
  const evidence = [spanEvidence(next, said.span, { what: 'objection of the user', text: said.text, attribute: said.attribute })];
  return [{ turn, kind: 'objection', confidence: 'candidate', text: `the user objected in turn ${next.number}`, evidence, disputed: said.text, atOrigin: false }];
}

/** The objection names a number, name or id of the answer: doubt of nothing in particular is no sign. */
function namesValueOf(answer: TurnText | undefined, objection: string): boolean {
  const given = indexText(answer?.text ?? '').mentions;
  return [...indexText(objection).mentions.keys()].some((value) => given.has(value));
}
