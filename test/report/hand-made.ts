import type { Evidence, Finding, Place, Session, Span, ToolCall, Turn } from '../../src/model/index.js';
import type { AnalysisReport } from '../../src/report/analysis-report.js';

/** Sessions and reports made by hand, so that what is shown can be compared with what was put in. */

export const place: Place = { file: 'dump.json', record: 14, offset: 2048, length: 300 };

const ms = (value: number): bigint => 1_700_000_000_000_000_000n + BigInt(value) * 1_000_000n;

export interface SpanParts extends Omit<Partial<Span>, 'startNs' | 'endNs'> {
  /** Begin and end in milliseconds after the session's start. */
  at?: [begin: number, end?: number];
}

export function span(id: string, { at, ...parts }: SpanParts = {}): Span {
  const made: Span = {
    id,
    traceId: 'tr-1',
    name: id,
    kind: 'unknown',
    status: { code: 'unset' },
    attributes: new Map(),
    events: [],
    conventions: [],
    place,
    children: [],
    startNs: at === undefined ? undefined : ms(at[0]),
    endNs: at?.[1] === undefined ? undefined : ms(at[1]),
    ...parts,
  };
  for (const child of made.children) child.parent = made;
  return made;
}

export function turn(number: number, root: Span, parts: Partial<Turn> = {}): Turn {
  return {
    number,
    traceId: root.traceId,
    root,
    spans: flat(root),
    agent: 'helper',
    startNs: root.startNs,
    endNs: root.endNs,
    status: 'ok',
    assessments: [],
    setAside: [],
    calls: [],
    metadata: new Map(),
    tags: new Map(),
    ...parts,
  };
}

function flat(root: Span): Span[] {
  const all: Span[] = [];
  const stack = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    all.push(next);
    stack.push(...next.children.toReversed());
  }
  return all;
}

export function session(id: string, turns: Turn[], parts: Partial<Session> = {}): Session {
  return {
    id,
    key: { key: 'session.id', reason: 'the spans name the session' },
    turns,
    toolCalls: [],
    assessments: [],
    setAside: [],
    startNs: turns[0]?.startNs,
    endNs: turns.at(-1)?.endNs,
    files: ['dump.json'],
    place,
    ...parts,
  };
}

export const said = (text: string, at: Span): NonNullable<Turn['input']> => ({ text, value: text, attribute: 'input.value', span: at });

export const toolCall = (name: string, at: Span, failed: boolean, parts: Partial<ToolCall> = {}): ToolCall => ({ turn: 1, name, arguments: { q: 1 }, failed, span: at, ...parts });

export const evidence = (excerpt: string, parts: Partial<Evidence> = {}): Evidence => ({ what: 'tool result', turn: 3, spanId: 'sp3', spanName: 'search_orders', place, excerpt, ...parts });

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'errors/value-reused',
    title: 'A value of a failed call was used',
    severity: 'high',
    confidence: 'certain',
    session: 'chat-42',
    turn: 5,
    traceId: 'tr-5',
    message: 'The answer repeats 48213, which came from a failed call.',
    evidence: [evidence('no order 48213')],
    conditions: [],
    fix: 'Stop the agent when the lookup fails.',
    tags: [],
    fingerprint: 'btv1:0011223344556677',
    ...parts,
  };
}

export const rootCause: NonNullable<Finding['rootCause']> = {
  turn: 3,
  introducedAt: 3,
  carriedBy: [4],
  surfacedAt: 5,
  carried: ['48213'],
  confidence: 'certain',
  because: ['search_orders failed in turn 3'],
};

export function report(parts: Partial<AnalysisReport> = {}): AnalysisReport {
  return {
    tool: { name: 'backturn', version: '0.0.0' },
    intake: { files: [{ path: 'dump.json', bytes: 4096, records: 5, recognised: 5, shapes: [{ format: 'mlflow', shape: 'MLflow trace', because: 'it has "info"', records: 5 }] }], conventions: [{ id: 'mlflow', spans: 9 }], records: 5, recognised: 5, spans: 9, traces: 5 },
    sessions: [],
    findings: [],
    outcomes: { finding: 0, clear: 10, notEvaluated: 0, failed: 0 },
    notEvaluated: [],
    failures: [],
    rules: { loaded: ['errors/value-reused'], notLoaded: [] },
    diagnostics: [],
    completeness: [],
    gate: { verdict: 'clear', why: 'no finding at or above medium' },
    ...parts,
  };
}

export const text = (pieces: Iterable<string>): string => [...pieces].join('');
