import type { RawTrace, Span } from '../../src/model/index.js';

/** A span with sensible defaults, for tests of what comes after adapters. Times are given in milliseconds. */
export function makeSpan(fields: Partial<Span> & { id: string; startMs?: number; endMs?: number }): Span {
  const { startMs = 0, endMs, ...rest } = fields;
  return {
    traceId: 't1',
    name: fields.id,
    kind: 'chain',
    status: { code: 'ok' },
    attributes: new Map(),
    events: [],
    conventions: [],
    place: { file: 'dump.jsonl', record: 1, offset: 0, length: 1 },
    children: [],
    startNs: BigInt(startMs) * 1_000_000n,
    endNs: BigInt(endMs ?? startMs + 10) * 1_000_000n,
    ...rest,
  };
}

/** A trace with sensible defaults. */
export function makeTrace(fields: Partial<RawTrace> & { traceId: string }): RawTrace {
  return { type: 'trace', metadata: new Map(), tags: new Map(), assessments: [], place: { file: 'dump.jsonl', record: 1, offset: 0, length: 1 }, ...fields };
}
