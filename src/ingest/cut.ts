import { COMMA, isBlank, NUL, OPEN_ARRAY, OPEN_OBJECT, RECORD_SEPARATOR } from './ascii.js';
import { cutElements } from './cut-array.js';
import { cutDocument } from './cut-document.js';
import { cutObjectLine, cutOtherLine } from './cut-line.js';
import type { Step } from './cut-types.js';
import { type Cutter, fill, stepOver } from './cutter.js';

/**
 * Cuts a stream into its records: lines, documents one after another, elements of top-level arrays and of record arrays.
 * Yields `undefined` whenever it needs more bytes, so that chunks may end anywhere.
 */
export function* cutRecords(cutter: Cutter): Generator<Step, void> {
  while (yield* skipBetween(cutter)) {
    cutter.window.release(cutter.pos);
    cutter.topColumn = cutter.column ?? 0;
    const byte = cutter.window.at(cutter.pos);
    if (byte === OPEN_OBJECT) yield* cutObject(cutter);
    else if (byte === OPEN_ARRAY) yield* cutElements(cutter, '');
    else yield* cutOtherLine(cutter);
  }
}

function* cutObject(cutter: Cutter): Generator<Step, void> {
  const firstOfItsLine = cutter.column !== undefined;
  if (firstOfItsLine && (yield* cutObjectLine(cutter))) return;
  yield* cutDocument(cutter);
}

/** Moves to the next top-level value. False at the end of the stream. */
function* skipBetween(cutter: Cutter): Generator<Step, boolean> {
  for (;;) {
    if (cutter.pos >= cutter.window.end && !(yield* fill(cutter, cutter.pos))) return false;
    const byte = cutter.window.at(cutter.pos);
    if (isBlank(byte)) stepOver(cutter, byte);
    else if (isSeparator(byte)) yield* stray(cutter, byte);
    else return true;
  }
}

function isSeparator(byte: number | undefined): boolean {
  return byte === COMMA || byte === NUL || byte === RECORD_SEPARATOR;
}

/** Commas between lines and blocks of NUL are passed over, and told of once; the separators of JSON text sequences belong there. */
function* stray(cutter: Cutter, byte: number | undefined): Generator<Step, void> {
  const tell = byte !== RECORD_SEPARATOR && !cutter.damaged && !cutter.strayTold;
  if (tell) cutter.strayTold = true;
  if (tell) yield { type: 'stray', offset: cutter.pos };
  cutter.pos += 1;
}
