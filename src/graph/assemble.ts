import type { RawTrace, Session, Span } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { compareText } from '../util/stable-json.js';
import { placeAssessments } from './assessments.js';
import type { Graph, GraphInput, GraphOptions } from './graph.js';
import { tallySpans } from './lacks.js';
import { finishSession, makeSessions, type PlacedTurn } from './make-sessions.js';
import { emptyRoot, makeTurn } from './make-turn.js';
import { mergeSpans, mergeTraces } from './merge.js';
import { compareNs } from './order.js';
import { leastId, sessionOf, sessionSpan } from './session-key.js';
import { Tally } from './tally.js';
import { buildTree, walk } from './tree.js';
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
  const traces = placedTraces(input, options, tally);
  const byId = makeSessions(traces.flatMap(({ placed }) => placed), tally);
  const sessions = [...byId.values()].flat();
  placeAllAssessments(traces, sessions, byId);
  for (const session of sessions) finishSession(session, tally);
  sessions.sort((a, b) => compareNs(a.startNs, b.startNs) || compareText(a.id, b.id));
  return { sessions, completeness: tally.items(), diagnostics: [] };
}

interface PlacedTrace {
  info?: RawTrace;
  placed: PlacedTurn[];
}

/** Every trace as turns that know their session, in order of trace id. */
function placedTraces(input: GraphInput, options: GraphOptions, tally: Tally): PlacedTrace[] {
  const infos = mergeTraces(input.traces);
  const spansOf = groupBy(mergeSpans(input.spans, tally), ({ traceId }) => traceId);
  const ids = [...new Set([...infos.keys(), ...spansOf.keys()])].sort(compareText);
  return ids.flatMap((traceId) => {
    const info = infos.get(traceId);
    if (info?.scorerTrace === undefined || options.keepScorerTraces) return [{ info, placed: placeTrace(traceId, spansOf.get(traceId) ?? [], info, tally) }];
    tally.add('scorer-trace', { traceId, place: info.place });
    return [];
  });
}

function placeAllAssessments(traces: readonly PlacedTrace[], sessions: readonly Session[], byId: ReadonlyMap<string, readonly Session[]>): void {
  const homes = new Map(sessions.flatMap((session) => session.turns.map((turn) => [turn, session] as const)));
  for (const { info, placed } of traces) {
    const turns = placed.map(({ turn }) => turn);
    if (info && turns[0]) placeAssessments(info, turns, byId, homes.get(turns[0]));
  }
}

function placeTrace(traceId: string, all: readonly Span[], info: RawTrace | undefined, tally: Tally): PlacedTurn[] {
  const spans = all.filter((span) => !span.wholeTrace);
  if (info) tallyTrace(info, spans, tally);
  const roots = rootsOf(spans, leastId(all.filter((span) => span.wholeTrace)), info, tally);
  if (roots.length > 1) tally.add('several-roots', { traceId, place: roots[0]?.place });
  const beside = sessionSpan(spans);
  return roots.map((root) => {
    const below = walk(root);
    tallySpans(below, tally);
    const keyed = sessionOf(root, below, info, beside);
    if (keyed.others.length > 0) tally.add('several-sessions', root);
    if (keyed.key.key === 'trace' && root === roots[0]) tally.add('no-session', root);
    return { keyed, turn: makeTurn(root, below, info) };
  });
}

function rootsOf(spans: readonly Span[], whole: Span | undefined, info: RawTrace | undefined, tally: Tally): Span[] {
  if (spans.length > 0) return joinRoots(buildTree(spans, tally), whole);
  return whole ? [standIn(whole, info)] : info ? [emptyRoot(info)] : [];
}

function tallyTrace(info: RawTrace, spans: readonly Span[], tally: Tally): void {
  const example = { traceId: info.traceId, place: info.place };
  if (spans.length === 0) tally.add('no-spans', example);
  else if (info.expectedSpans !== undefined && info.expectedSpans > spans.length) tally.add('fewer-spans', example);
}
