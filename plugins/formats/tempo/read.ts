import { asCount, asString, isObject, nanoseconds, own, traceIdOf, type JsonValue, type RawItem, type RawTrace, type ReadContext } from '../../../src/plugin.js';
import { matchedSpans } from './span.js';

interface Located {
  value: JsonValue;
  pointer: string;
}

/** Gives a summary for each trace found, and the spans of it that matched. */
export function* readTempo(value: JsonValue, context: ReadContext): Generator<RawItem> {
  noteUnfinished(own(value, 'metrics'), context);
  for (const part of summariesOf(value)) {
    if (isObject(part.value)) yield* readSummary(part, context);
    else context.note('not-a-trace', 'This value in a list of search results is none and was left out.', part.pointer);
  }
}

function summariesOf(value: JsonValue): Located[] {
  const traces = own(value, 'traces');
  const list = Array.isArray(value) ? value : traces;
  if (!Array.isArray(list)) return [{ value, pointer: '' }];
  return list.map((item, index) => ({ value: item, pointer: `${Array.isArray(value) ? '' : '/traces'}/${index}` }));
}

function* readSummary(part: Located, context: ReadContext): Generator<RawItem> {
  const { place, note } = context;
  const found = traceIdOf(padded(own(part.value, 'traceID')));
  const traceId = found ?? `no-id:${place.file}:${place.record}${part.pointer}`;
  if (found === undefined) note('span-without-id', 'This search result has no trace id and was given one from its place.', part.pointer);
  const trace = readTrace(part, traceId, context);
  const spans = matchedSpans(part, trace, context);
  yield trace;
  yield* spans;
  if (spans.length > 0) note('no-tree', 'A search result holds the spans that matched, with some of their attributes and without their parents: who called whom is not known. Export the whole trace: /api/v2/traces/<id>.', part.pointer);
}

/** Search results write ids without the zeros in front. */
function padded(id: JsonValue | undefined): JsonValue | undefined {
  return typeof id === 'string' && /^[0-9a-f]{1,31}$/i.test(id) ? id.padStart(32, '0') : id;
}

function readTrace({ value, pointer }: Located, traceId: string, { place }: ReadContext): RawTrace {
  const metadata = ['rootServiceName', 'rootTraceName', 'serviceStats'].flatMap((key) => {
    const item = own(value, key);
    return item === undefined || item === null ? [] : [[key, item] as const];
  });
  return {
    type: 'trace',
    traceId,
    requestTimeNs: nanoseconds(own(value, 'startTimeUnixNano'), 'ns') || undefined,
    durationNs: nanoseconds(own(value, 'durationMs'), 'ms'),
    metadata: new Map(metadata),
    tags: new Map(),
    assessments: [],
    expectedSpans: countedSpans(own(value, 'serviceStats')),
    lacks: ['spans', 'text'],
    place: { ...place, pointer },
  };
}

/** How many spans the trace has, service by service. */
function countedSpans(stats: JsonValue | undefined): number | undefined {
  const counts = isObject(stats) ? Object.values(stats).flatMap((item) => asCount(own(item, 'spanCount')) ?? []) : [];
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

function noteUnfinished(metrics: JsonValue | undefined, { note }: ReadContext): void {
  const [done, all] = ['completedJobs', 'totalJobs'].map((key) => asCount(own(metrics, key)));
  if (done === undefined || all === undefined || done >= all) return;
  note('more-pages', `The search looked through ${asString(done)} of ${asString(all)} parts of the store before its limit was met: there may be more traces.`, '/metrics');
}
