import type { RawTrace, Session, Span, Turn } from '../model/index.js';
import { compareText } from '../util/stable-json.js';
import { placeAssessments } from './assessments.js';
import { modelCalls } from './calls.js';
import type { Graph, GraphInput, GraphOptions } from './graph.js';
import { tallySpans } from './lacks.js';
import { mergeSpans, mergeTraces } from './merge.js';
import { compareNs, earliest, latest } from './order.js';
import { type KeyedTurn, sessionOf } from './session-key.js';
import { Tally } from './tally.js';
import { toolCalls } from './tool-calls.js';
import { buildTree, walk } from './tree.js';
import { turnText } from './turn-text.js';
import { sumUsage, turnUsage } from './usage.js';
import { joinRoots, standIn } from './whole-trace.js';

/**
 * Builds sessions of turns of span trees, equal whatever the order of spans and traces.
 *
 * @param input - Spans and traces in any order, from any number of files.
 * @returns Sessions in order of start, and counts of what the dump lacks.
 * @example
 * const { sessions, completeness } = assemble({ spans, traces });
 */
export function assemble(input: GraphInput, options: GraphOptions = {}): Graph {
  const tally = new Tally();
  const infos = mergeTraces(input.traces);
  const spansOf = groupByTrace(mergeSpans(input.spans, tally), infos);
  const sessions = new Map<string, Session>();
  for (const [traceId, spans] of [...spansOf].sort(([a], [b]) => compareText(a, b))) {
    const info = infos.get(traceId);
    if (info?.scorerTrace !== undefined && !options.keepScorerTraces) tally.add('scorer-trace', { traceId, place: info.place });
    else addTrace(sessions, traceId, spans, info, tally);
  }
  for (const session of sessions.values()) finish(session, tally);
  const ordered = [...sessions.values()].sort((a, b) => compareNs(a.startNs, b.startNs) || compareText(a.id, b.id));
  return { sessions: ordered, completeness: tally.items(), diagnostics: [] };
}

function groupByTrace(spans: readonly Span[], infos: ReadonlyMap<string, RawTrace>): Map<string, Span[]> {
  const groups = new Map<string, Span[]>();
  for (const traceId of infos.keys()) groups.set(traceId, []);
  for (const span of spans) {
    const group = groups.get(span.traceId);
    if (group) group.push(span);
    else groups.set(span.traceId, [span]);
  }
  return groups;
}

function addTrace(sessions: Map<string, Session>, traceId: string, all: readonly Span[], info: RawTrace | undefined, tally: Tally): void {
  const spans = all.filter((span) => !span.wholeTrace);
  if (info) tallyTrace(info, spans, tally);
  const whole = all.find((span) => span.wholeTrace);
  const roots = spans.length > 0 ? joinRoots(buildTree(spans, tally), whole) : whole ? [standIn(whole, info)] : info ? [emptyRoot(info)] : [];
  if (roots.length > 1) tally.add('several-roots', { traceId, place: roots[0]?.place });
  const placed = roots.map((root) => {
    const below = walk(root);
    tallySpans(below, tally);
    const keyed = sessionOf(root, below, info, spans);
    if (keyed.others.length > 0) tally.add('several-sessions', root);
    if (keyed.key.key === 'trace' && root === roots[0]) tally.add('no-session', root);
    const session = sessionFor(sessions, keyed, root);
    const turn = makeTurn(root, below, info);
    session.turns.push(turn);
    return { session, turn };
  });
  const home = placed[0]?.session;
  if (info && home) placeAssessments(info, placed.map(({ turn }) => turn), sessions, home);
}

function tallyTrace(info: RawTrace, spans: readonly Span[], tally: Tally): void {
  const example = { traceId: info.traceId, place: info.place };
  if (spans.length === 0) tally.add('no-spans', example);
  else if (info.expectedSpans !== undefined && info.expectedSpans > spans.length) tally.add('fewer-spans', example);
}

/** Stands for a trace of which only the summary is in the dump. */
function emptyRoot(info: RawTrace): Span {
  const { requestTimeNs: startNs, durationNs } = info;
  const name = info.tags.get('mlflow.traceName');
  return {
    id: '(no spans)',
    traceId: info.traceId,
    name: typeof name === 'string' ? name : '(trace without spans)',
    kind: 'unknown',
    startNs,
    endNs: startNs === undefined || durationNs === undefined ? undefined : startNs + durationNs,
    status: { code: info.state === 'error' ? 'error' : info.state === 'ok' ? 'ok' : 'unset' },
    attributes: new Map(),
    events: [],
    conventions: [],
    place: info.place,
    children: [],
    synthetic: 'trace-without-spans',
  };
}

function sessionFor(sessions: Map<string, Session>, { id, key }: KeyedTurn, root: Span): Session {
  const known = sessions.get(id);
  if (known) return known;
  const session: Session = { id, key, turns: [], toolCalls: [], assessments: [], setAside: [], files: [], place: root.place };
  sessions.set(id, session);
  return session;
}

function makeTurn(root: Span, spans: Span[], info: RawTrace | undefined): Turn {
  return {
    number: 0,
    traceId: root.traceId,
    root,
    spans,
    agent: agentOf(root, spans),
    input: turnText(root, info, 'input'),
    output: turnText(root, info, 'output'),
    startNs: root.startNs ?? info?.requestTimeNs,
    endNs: root.endNs,
    status: statusOf(root, info),
    usage: turnUsage(spans),
    assessments: [],
    setAside: [],
    calls: [],
    user: root.user ?? spans.find((span) => span.user !== undefined)?.user ?? info?.user,
    metadata: info?.metadata ?? new Map(),
    tags: info?.tags ?? new Map(),
  };
}

/** The agent of the root, else the only agent below it, else the name of the root. */
function agentOf(root: Span, spans: readonly Span[]): string {
  if (root.agent?.name !== undefined) return root.agent.name;
  const names = new Set(spans.flatMap((span) => span.agent?.name ?? []));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : root.name;
}

function statusOf(root: Span, info: RawTrace | undefined): Turn['status'] {
  if (root.status.code === 'error' || info?.state === 'error') return 'error';
  if (info?.state === 'in_progress' || (root.startNs !== undefined && root.endNs === undefined && !root.synthetic)) return 'in_progress';
  return root.status.code === 'ok' || info?.state === 'ok' ? 'ok' : 'unset';
}

/** Orders and numbers the turns, then reads what needs the whole session. */
function finish(session: Session, tally: Tally): void {
  session.turns.sort((a, b) => compareNs(a.startNs, b.startNs) || compareText(a.traceId, b.traceId) || compareText(a.root.id, b.root.id));
  session.turns.forEach((turn, index) => (turn.number = index + 1));
  modelCalls(session.turns);
  session.toolCalls = toolCalls(session.turns);
  session.usage = sumUsage(session.turns.map((turn) => turn.usage));
  session.startNs = earliest(session.turns.map((turn) => turn.startNs));
  session.endNs = latest(session.turns.map((turn) => turn.endNs));
  const places = session.turns.flatMap((turn) => turn.spans.map((span) => span.place));
  session.files = [...new Set(places.map((place) => place.file))].sort(compareText);
  session.place = session.turns[0]?.root.place ?? session.place;
  const users = [...new Set(session.turns.flatMap((turn) => turn.user ?? []))].sort(compareText);
  session.user = users[0];
  if (users.length > 1) tally.add('several-users', { traceId: session.turns[0]?.traceId, place: session.place });
}
