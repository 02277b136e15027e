import { type Measured, type Session, type Turn, spanEvidence } from '../../../src/plugin.js';
import { isStep } from './steps.js';

/** Words by which a text puts something made up in the place of something found out. */
const madeUp = [
  /\b(?:assum(?:e|es|ed|ing)|assumptions?|simulat(?:e|es|ed|ing)|placeholders?|hypothetical(?:ly)?|pretend(?:ing)?|let['’]s (?:say|suppose|imagine))\b/iu,
  /\bfor (?:the sake of |the purpose of )?(?:demonstration|illustration|example purposes|this example)\b/iu,
  /\b(?:sample|mock|dummy|fake|fictional|made-up|example) (?:data\w*|values?|results?|outputs?|inputs?|lists?|responses?|transcript\w*|numbers?)\b/iu,
  /\b(?:YOUR|INSERT)[_ -](?:API|KEY|TOKEN|URL|PATH)\w*|\breplace (?:this|it|with|the)\b[^.\n]{0,50}\b(?:actual|real|own)\b/iu,
  /\b(?:based on|from) (?:my|general|prior|common|previous) (?:knowledge|memory|understanding|discussions?|information)\b|\bgenerally speaking\b/iu,
  /\b(?:angenommen|Platzhalter|Beispieldaten|supposons|données fictives|supongamos|datos de ejemplo)\b/iu,
];
/** A later step that goes on with what an earlier one assumed is less to blame. */
const laterShare = 0.5;

/** How much the turn assumes, simulates or fills in: 1 for the first step that does, half for later ones. */
export function assumes(session: Session, turn: Turn): Measured<number> {
  if (!turn.output) return { missing: 'the text of the turn is not recorded' };
  if (!isStep(turn)) return { value: 0, evidence: [] };
  const found = placeOf(session, turn);
  if (!found) return { value: 0, evidence: [] };
  const evidence = [spanEvidence(turn, turn.output.span, { what: 'words of an assumption', text: turn.output.text, attribute: turn.output.attribute, range: found })];
  return { value: firstTo(session) === turn ? 1 : laterShare, evidence };
}

const firsts = new WeakMap<Session, { first?: Turn }>();

function firstTo(session: Session): Turn | undefined {
  let known = firsts.get(session);
  if (!known) firsts.set(session, (known = { first: session.turns.find((turn) => isStep(turn) && placeOf(session, turn) !== undefined) }));
  return known.first;
}

/** Words that the user said first are the user's assumption. */
function placeOf(session: Session, turn: Turn): [number, number] | undefined {
  const text = turn.output?.text ?? '';
  const question = session.turns[0]?.input?.text ?? '';
  for (const pattern of madeUp) {
    const match = pattern.exec(text);
    if (match && !question.includes(match[0])) return [match.index, match.index + match[0].length];
  }
  return undefined;
}
