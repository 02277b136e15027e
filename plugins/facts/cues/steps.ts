import { type Session, type Span, type ToolCall, type Turn, terms } from '../../../src/plugin.js';

/** How a runtime begins what it reports: no agent starts like this in its own words. */
const runtimeReport = /^\s*(?:(?:process )?(?:exit|return)(?:ed with)? ?(?:code|status)\s*[:=]?\s*(-?\d+)|Traceback \(most recent call last\))/iu;

/** The turn is the run of a tool and no act of an agent: so recorded, or, where kinds are not recorded, told by how its text begins. */
const isExecution = (turn: Turn): boolean =>
  turn.root.kind === 'tool' || turn.root.kind === 'retriever' || (turn.output !== undefined && runtimeReport.test(turn.output.text));

/** An agent's turn that says something; closing words alone do not count. */
export function isStep(turn: Turn): boolean {
  let step = steps.get(turn);
  if (step === undefined) steps.set(turn, (step = !isExecution(turn) && terms(turn.output?.text.slice(0, shortRead) ?? '').length > fewestWords));
  return step;
}

/** Asked of every turn for every other one. */
const steps = new WeakMap<Turn, boolean>();
const shortRead = 2000;
const fewestWords = 1;

const toolUse = new WeakMap<Session, boolean>();

/** Some use of a tool shows in the session, as a call or as the report of a run. */
export function recordsToolUse(session: Session): boolean {
  let known = toolUse.get(session);
  if (known === undefined) toolUse.set(session, (known = session.toolCalls.length > 0 || session.turns.some(isExecution)));
  return known;
}

/** The last agent's turn before a turn that says something. */
function stepBefore(session: Session, turn: number): Turn | undefined {
  return session.turns.findLast((step) => step.number < turn && isStep(step));
}

/** A tool that failed or gave nothing. */
export interface Setback {
  /** The agent's turn that asked for it. */
  asked: Turn;
  /** The turn in which it shows. */
  turn: Turn;
  span: Span;
  how: 'failed' | 'gave nothing';
  text: string;
}

const setbacks = new WeakMap<Session, { setback?: Setback }>();

/** The first tool use of a session that failed or gave nothing, with the step that asked for it. */
export function firstSetback(session: Session): Setback | undefined {
  let found = setbacks.get(session);
  if (!found) setbacks.set(session, (found = { setback: findSetback(session) }));
  return found.setback;
}

/** Tool uses as recorded; where none is, the turns that report a run. */
function findSetback(session: Session): Setback | undefined {
  if (session.toolCalls.length > 0) return firstOf(session.toolCalls, (call) => fromCall(session, call));
  return firstOf(session.turns, (turn) => fromReport(session, turn));
}

function firstOf<T>(items: readonly T[], setback: (item: T) => Setback | undefined): Setback | undefined {
  for (const item of items) {
    const found = setback(item);
    if (found) return found;
  }
  return undefined;
}

function fromCall(session: Session, call: ToolCall): Setback | undefined {
  const turn = session.turns[call.turn - 1];
  const span = call.span ?? call.requestedBy;
  const how = setbackOf(call);
  if (!turn || !span || !how) return undefined;
  const asked = isExecution(turn) ? stepBefore(session, turn.number) : turn;
  return asked && { asked, turn, span, how, text: call.failure ?? call.resultText ?? '' };
}

function fromReport(session: Session, turn: Turn): Setback | undefined {
  const text = turn.output?.text ?? '';
  const report = runtimeReport.exec(text);
  if (!report) return undefined;
  const how = report[1] === undefined || Number(report[1]) !== 0 ? 'failed' : isEmptyResult(text) ? 'gave nothing' : undefined;
  const asked = stepBefore(session, turn.number);
  return how && asked && { asked, turn, span: turn.output?.span ?? turn.root, how, text };
}

function setbackOf({ failed, resultText, result }: ToolCall): Setback['how'] | undefined {
  if (failed) return 'failed';
  const text = resultText ?? (typeof result === 'string' ? result : undefined);
  return text !== undefined && isEmptyResult(text) ? 'gave nothing' : undefined;
}

/** Lines in which a runtime reports about itself. */
const report = /^\s*(?:exit ?code|return ?code|(?:code )?output|stdout|stderr|result|status)\b[^\n:]*:[ \t]*(?:0\b[^\n]*)?$/gimu;
const nothing = /^(?:\[\s*\]|\{\s*\}|none|null|nil|undefined|n\/a|""|'')?$/iu;
const saysNothing = /^.{0,80}\b(?:no (?:\w+ ){0,2}(?:results?|match(?:es)?|records?|documents?|data|entries|information) (?:were |was )?(?:found|available|returned)|(?:0|zero) results|not found|nothing found)\b/iu;
/** Longer results hold something beside the words that there is nothing. */
const shortText = 300;

/** An empty value, or a short text that says that there is none. */
export function isEmptyResult(text: string): boolean {
  const rest = text.slice(0, 2000).replace(report, '').replace(/^\s*(?:code )?output:/iu, '').trim();
  return nothing.test(rest) || (text.length <= shortText && saysNothing.test(rest));
}
