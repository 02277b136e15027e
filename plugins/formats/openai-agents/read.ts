import { asName, own, type RawItem, type RawRecord, type RawSpan, type TogetherContext } from '../../../src/plugin.js';
import { objectsOf } from './objects.js';
import { joinRuns } from './runs.js';
import { readSpan } from './span.js';
import { readTrace } from './trace.js';

/** Reads traces and spans of any number of records; the spans of a run are joined across them. */
export function* readTogether(records: readonly RawRecord[], { note }: TogetherContext): Generator<RawItem> {
  const spans = new Map<string, RawSpan[]>();
  const workflows = new Map<string, string>();
  for (const exported of records.flatMap(objectsOf)) {
    const kind = own(exported.value, 'object');
    const span = kind === 'trace.span' ? readSpan(exported) : undefined;
    const trace = kind === 'trace' ? readTrace(exported) : undefined;
    if (span) put(spans, span);
    else if (trace) {
      const name = asName(own(exported.value, 'workflow_name'));
      if (name !== undefined) workflows.set(trace.traceId, name);
      yield trace;
    } else note('not-a-trace', 'An object of this batch is neither a trace nor a span with ids; it was left out.', exported.place);
  }
  for (const [traceId, list] of spans) yield* joinRuns(list, workflows.get(traceId));
}

function put(spans: Map<string, RawSpan[]>, span: RawSpan): void {
  const known = spans.get(span.traceId);
  if (known) known.push(span);
  else spans.set(span.traceId, [span]);
}
