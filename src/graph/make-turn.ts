import type { RawTrace, Span, Turn } from '../model/index.js';
import { turnText } from './turn-text.js';
import { turnUsage } from './usage.js';

/** A root span and what lies below it as one exchange; its number and calls come when the session is whole. */
export function makeTurn(root: Span, spans: Span[], info: RawTrace | undefined): Turn {
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

/** Stands for a trace of which only the summary is in the dump. */
export function emptyRoot(info: RawTrace): Span {
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
