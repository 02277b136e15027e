import { type Measured, type Session, type Turn, spanEvidence, terms } from '../../../src/plugin.js';
import { firstSetback, isStep } from './steps.js';

/** 1 for the first step after the task was handed over, when no tool failed. In a session of one agent nothing is handed over. */
export function firstAction(session: Session, turn: Turn): Measured<number> {
  if (!turn.output) return { missing: 'the text of the turn is not recorded' };
  if (firstActionOf(session) !== turn) return { value: 0, evidence: [] };
  const { span, text, attribute } = turn.output;
  return { value: 1, evidence: [spanEvidence(turn, span, { what: 'first step that acts on the task', text, attribute })] };
}

const found = new WeakMap<Session, { first?: Turn }>();

/** Sought once per session and asked of each of its turns. */
function firstActionOf(session: Session): Turn | undefined {
  let known = found.get(session);
  if (!known) found.set(session, (known = { first: findFirstAction(session) }));
  return known.first;
}

function findFirstAction(session: Session): Turn | undefined {
  const [handedOver, ...others] = session.turns.filter(isStep);
  if (others.every(({ agent }) => agent === handedOver?.agent) || firstSetback(session)) return undefined;
  return others.find((step) => step.agent !== handedOver?.agent || acts(step));
}

/** Shorter texts of the agent that leads ask another one to act. */
const fewestWords = 40;

/** The agent that leads may act itself; its notes on where the work stands (JSON, maybe with a title) and its requests are no acts. */
function acts({ output }: Turn): boolean {
  const text = output?.text.trimStart() ?? '';
  return !/^[^\n{[]{0,40}\s*[{[]\s*["{[]/u.test(text) && terms(text).length >= fewestWords;
}
