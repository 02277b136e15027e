import { own, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { filled } from './names.js';
import type { Part } from './parts.js';
import { readRun } from './run.js';
import { piecesOf } from './shapes.js';
import { traceOfFeedback, traceOfRun } from './trace.js';

/** Gives the runs and feedback of a record, with a note for what could not be read. */
export function* readLangSmith(record: JsonValue, context: ReadContext): Generator<RawItem> {
  let elsewhere: string | undefined;
  for (const piece of piecesOf(record)) {
    if ('remark' in piece) context.note(piece.remark.code, piece.remark.message, piece.remark.pointer);
    else yield* piece.what === 'run' ? ofRun(piece, context) : ofFeedback(piece, context);
    if ('value' in piece && isElsewhere(piece.value)) elsewhere ??= piece.pointer;
  }
  if (elsewhere !== undefined) context.note('text-elsewhere', 'Texts of these runs lie in a storage that the dump only names (inputs_s3_urls, outputs_s3_urls), and were not read.', elsewhere);
}

function* ofRun(part: Part, context: ReadContext): Generator<RawItem> {
  const span = readRun(part, context);
  const trace = traceOfRun(part, span, context);
  if (trace) yield trace;
  yield span;
}

function* ofFeedback(part: Part, context: ReadContext): Generator<RawItem> {
  const trace = traceOfFeedback(part, context);
  if (trace) yield trace;
}

function isElsewhere(run: JsonValue): boolean {
  return ['inputs', 'outputs'].some((side) => (own(run, side) ?? null) === null && filled(run, `${side}_s3_urls`) !== undefined);
}
