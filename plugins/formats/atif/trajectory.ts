import { isObject, nanoseconds, own, type JsonValue, type RawItem, type RawSpan, type RawTrace, type ReadContext } from '../../../src/plugin.js';
import { mapOf } from './attributes.js';
import { originOf, type Origin } from './origin.js';
import { spansOfStep, stepId } from './step-spans.js';
import { stepsOf, turnsOf, type Step } from './steps.js';
import { embeddedIn } from './sub-agents.js';

/** A trajectory still to be read, and the trace and span under which it stands when it is embedded in another. */
interface Open {
  trajectory: JsonValue;
  pointer: string;
  depth: number;
  above?: { origin: Origin; traceId: string; parentId?: string };
}

const depthLimit = 8;

/** Reads a trajectory, and the trajectories of sub-agents inside it under the tool calls that started them. */
export function* readTrajectory(value: JsonValue, pointer: string, { place, note }: ReadContext): Generator<RawItem> {
  const open: Open[] = [{ trajectory: value, pointer, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const origin = originOf(next.trajectory, next.pointer, place, note, next.above?.origin);
    const { steps, copied, odd } = stepsOf(next.trajectory, next.pointer);
    if (copied > 0) note('copied-context', `${copied} step(s) repeat the trajectory before this one ("is_copied_context"); they were left out.`, next.pointer);
    if (odd > 0) note('step-not-object', `${odd} step(s) are no objects and were left out.`, next.pointer);
    const spans = next.above ? nested(steps, origin, next.above, next.trajectory) : turns(steps, origin, next.trajectory);
    yield* spans;
    const inner = embeddedIn(next.trajectory, origin, steps);
    if (inner.length > 0 && next.depth >= depthLimit) note('nested-too-deeply', `${inner.length} trajectories of sub-agents lie too deep and were left out.`, next.pointer);
    else for (const sub of inner.reverse()) open.push({ ...sub, depth: next.depth + 1, above: aboveOf(origin, spans, sub.parentId) ?? next.above });
  }
}

/** A sub-agent that no call refers to hangs under the last turn. */
function aboveOf(origin: Origin, items: readonly RawItem[], parentId: string | undefined): Open['above'] {
  const spans = items.filter((item): item is RawSpan => item.type === 'span');
  const starter = spans.find(({ spanId }) => spanId === parentId) ?? spans.findLast(({ spanId }) => spanId.endsWith(':turn'));
  return starter ? { origin, traceId: starter.traceId, parentId: starter.spanId } : undefined;
}

function turns(steps: readonly Step[], origin: Origin, trajectory: JsonValue): RawItem[] {
  const cut = turnsOf(steps);
  return cut.flatMap((turn, index): RawItem[] => {
    const [first] = turn;
    if (!first) return [];
    const nextNs = timeOf(cut[index + 1]?.[0]);
    const root = rootOf(turn, first, origin, trajectory);
    return [traceOf(root, origin, trajectory, turn), root, ...below(turn.filter((step) => step !== asked(turn)), origin, root, nextNs)];
  });
}

/** The agent's own span holds the whole of an embedded trajectory. */
function nested(steps: readonly Step[], origin: Origin, above: NonNullable<Open['above']>, trajectory: JsonValue): RawItem[] {
  const [first] = steps;
  if (!first) return [];
  const root: RawSpan = { ...rootOf(steps, first, origin, trajectory), traceId: above.traceId, parentId: above.parentId };
  return [root, ...below(steps.filter((step) => step !== asked(steps)), origin, root, undefined)];
}

function below(steps: readonly Step[], origin: Origin, root: RawSpan, nextNs: bigint | undefined): RawSpan[] {
  return steps.flatMap((step, index) => spansOfStep(step, origin, { traceId: root.traceId, parentId: root.spanId, untilNs: timeOf(steps[index + 1]) ?? nextNs }));
}

function asked(steps: readonly Step[]): Step | undefined {
  return steps.find(({ source }) => source === 'user');
}

function rootOf(steps: readonly Step[], first: Step, origin: Origin, trajectory: JsonValue): RawSpan {
  const question = asked(steps);
  const id = `${stepId(origin, first)}:turn`;
  const tools = own(own(trajectory, 'agent'), 'tool_definitions');
  return {
    type: 'span',
    traceId: id,
    spanId: id,
    name: origin.agent ?? 'agent',
    startNs: timeOf(first),
    endNs: steps.map(timeOf).findLast((time) => time !== undefined),
    status: { code: 'unset' },
    attributes: mapOf([
      ['openinference.span.kind', 'AGENT'],
      ['agent.name', origin.agent],
      ['session.id', origin.named ? origin.session : undefined],
      ['input.value', question && questionOf(question)],
      ['llm.tools', Array.isArray(tools) ? tools.map((tool) => ({ tool: { json_schema: tool } })) : undefined],
    ]),
    events: [],
    place: { ...origin.place, pointer: first.pointer },
  };
}

/** Text stays text; a list of text and pictures becomes a message, so that its text is found. */
function questionOf({ value }: Step): JsonValue | undefined {
  const message = own(value, 'message');
  return Array.isArray(message) ? [{ role: 'user', content: message }] : message;
}

function timeOf(step: Step | undefined): bigint | undefined {
  return nanoseconds(own(step?.value, 'timestamp'));
}

const head = ['schema_version', 'agent', 'notes', 'final_metrics', 'continued_trajectory_ref', 'extra'];

/** What the trajectory says of itself, kept with each of its turns. */
function traceOf({ traceId, place, startNs }: RawSpan, origin: Origin, trajectory: JsonValue, turn: readonly Step[]): RawTrace {
  const agent = own(trajectory, 'agent');
  const kept = isObject(agent) ? { ...agent, tool_definitions: undefined } : agent;
  const metadata = mapOf([...head.map((key): [string, JsonValue | undefined] => [key, key === 'agent' ? kept : own(trajectory, key)]), ['steps', turn.length]]);
  const session = origin.named ? { id: origin.session, key: 'session_id' } : undefined;
  return { type: 'trace', traceId, session, requestTimeNs: startNs, metadata, tags: new Map(), assessments: [], place };
}
