import type { JsonValue, RawItem, ReadContext } from '../../../src/plugin.js';
import { readObservation } from './observation.js';
import type { Part } from './parts.js';
import { piecesOf } from './shapes.js';
import { idOfTrace, readTrace, readWholeTrace, traceOfRow, traceOfScore } from './trace.js';

/** Gives the traces, observations and scores of a record, with a note for what could not be read. */
export function* readLangfuse(record: JsonValue, context: ReadContext): Generator<RawItem> {
  for (const piece of piecesOf(record)) {
    if ('remark' in piece) context.note(piece.remark.code, piece.remark.message, piece.remark.pointer);
    else yield* readers[piece.what](piece, context);
  }
}

const readers: Readonly<Record<Part['what'], (part: Part, context: ReadContext) => Iterable<RawItem>>> = {
  *observation(part, context) {
    const span = readObservation(part, context);
    const trace = traceOfRow(part, span, context);
    if (trace) yield trace;
    yield span;
  },
  *trace(part, context) {
    const traceId = idOfTrace(part.value);
    if (traceId === undefined) return context.note('trace-without-id', 'This trace has no id: its observations cannot be told from others, and it was left out.', part.pointer);
    yield readTrace(part, traceId, context);
    yield readWholeTrace(part, traceId, context);
  },
  *score(part, context) {
    const trace = traceOfScore(part, context);
    if (trace) yield trace;
    else context.note('score-without-trace', 'This score is of a session and names no trace of it; it was left out.', part.pointer);
  },
};
