import { type Evidence, type Measured, type Message, type ModelCall, type Session, type Turn, groupBy, messageText, spanEvidence } from '../../../src/plugin.js';

/** A rise in input tokens between two calls of one conversation. All counts include cached tokens, so a cold cache is no rise. */
export interface Jump {
  input: number;
  previous: number;
  growth: number;
  ratio: number;
  /** Median of the other rises of the conversation; 0 when there are none. */
  usualGrowth: number;
  /** Growth over usual growth; the growth itself is taken as unusual (1000) where nothing is known to compare with. */
  timesUsual: number;
  /** Role and size of the largest message that is new in the call; empty when messages are not recorded. */
  largestNewMessage: string;
}

interface Step {
  turn: Turn;
  conversation: string;
  call: ModelCall;
  previous: ModelCall;
  growth: number;
}

/** The steps of a session, arranged so that each turn is answered without a look at the others. */
interface Steps {
  byTurn: Map<Turn, Step[]>;
  /** Rises of each conversation, smallest first; falls count as 0. */
  rises: Map<string, number[]>;
}

/** The steepest step that ends in the turn. */
export function largestJump(session: Session, turn: Turn): Measured<Jump> {
  const { byTurn, rises } = stepsIn(session);
  const steepest = (byTurn.get(turn) ?? []).reduce<Step | undefined>((most, step) => (most && most.growth >= step.growth ? most : step), undefined);
  if (!steepest) return withoutStep(turn);
  const usualGrowth = medianWithout(rises.get(steepest.conversation) ?? [], Math.max(0, steepest.growth));
  return { value: describe(steepest, usualGrowth), evidence: evidenceOf(steepest) };
}

const known = new WeakMap<Session, Steps>();

function stepsIn(session: Session): Steps {
  let steps = known.get(session);
  if (!steps) known.set(session, (steps = arranged(stepsOf(session))));
  return steps;
}

function arranged(steps: readonly Step[]): Steps {
  const rises = [...groupBy(steps, ({ conversation }) => conversation)].map(([key, own]) => [key, own.map(({ growth }) => Math.max(0, growth)).sort((a, b) => a - b)] as const);
  return { byTurn: groupBy(steps, ({ turn }) => turn), rises: new Map(rises) };
}

/** A turn without a model call, or with the first of its conversation, has no jump; one whose counts are not recorded cannot be judged. */
function withoutStep(turn: Turn): Measured<Jump> {
  const known = turn.calls.find(({ usage }) => usage?.input !== undefined);
  if (turn.calls.length > 0 && !known) return { missing: 'no input tokens are recorded' };
  const input = known?.usage?.input ?? 0;
  return { value: { input, previous: input, growth: 0, ratio: 1, usualGrowth: 0, timesUsual: 0, largestNewMessage: '' }, evidence: [] };
}

/** Every call with its predecessor in the same conversation: same agent, same span name. */
function stepsOf(session: Session): Step[] {
  const last = new Map<string, ModelCall>();
  const steps: Step[] = [];
  for (const turn of session.turns) {
    for (const call of turn.calls) {
      if (call.usage?.input === undefined) continue;
      const conversation = conversationOf(call);
      const previous = last.get(conversation);
      if (previous) steps.push({ turn, conversation, call, previous, growth: call.usage.input - (previous.usage?.input ?? 0) });
      last.set(conversation, call);
    }
  }
  return steps;
}

function conversationOf({ span }: ModelCall): string {
  let agent = span.agent?.name;
  for (let above = span.parent; above && agent === undefined; above = above.parent) if (above.kind === 'agent') agent = above.agent?.name ?? above.name;
  return `${agent ?? ''}\n${span.name}`;
}

function describe({ call, previous, growth }: Step, usualGrowth: number): Jump {
  const input = call.usage?.input ?? 0;
  const before = previous.usage?.input ?? 0;
  const [largest] = bySize(call.newMessages);
  return {
    input,
    previous: before,
    growth,
    ratio: before > 0 ? input / before : input,
    usualGrowth,
    timesUsual: usualGrowth > 0 ? growth / usualGrowth : 1000,
    largestNewMessage: largest ? `${largest.message.role} message of ${largest.text.length} characters` : '',
  };
}

function evidenceOf({ turn, call, previous }: Step): Evidence[] {
  const messages = bySize(call.newMessages).slice(0, 3);
  const counts = `${previous.usage?.input} input tokens in the call before, ${call.usage?.input} in this one`;
  const first = spanEvidence(turn, call.span, { what: 'model call', text: counts });
  return [first, ...messages.map(({ message, text }) => spanEvidence(turn, call.span, { what: `new ${message.role} message of ${text.length} characters`, text, attribute: 'input messages' }))];
}

function bySize(messages: readonly Message[]): { message: Message; text: string }[] {
  return messages.map((message) => ({ message, text: fullText(message) })).sort((a, b) => b.text.length - a.text.length);
}

function fullText(message: Message): string {
  const results = message.parts.flatMap((part) => (part.type === 'tool_result' ? [typeof part.result === 'string' ? part.result : JSON.stringify(part.result ?? '')] : []));
  return [messageText(message), ...results].filter((text) => text !== '').join('\n');
}

/** The median of sorted values without one of them. */
function medianWithout(sorted: readonly number[], one: number): number {
  const at = (place: number): number => ((sorted[place] ?? 0) < one ? sorted[place] : sorted[place + 1]) ?? 0;
  const length = sorted.length - 1;
  const middle = length >> 1;
  if (length <= 0) return 0;
  return length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}
