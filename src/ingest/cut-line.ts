import type { JsonValue } from '../model/index.js';
import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, isBlank, NEWLINE, OPEN_OBJECT } from './ascii.js';
import type { Step } from './cut-types.js';
import { type Cutter, fill, findLineEnd } from './cutter.js';
import { tryParse } from './parse.js';
import { deeperThan } from './depth.js';

/** A line up to this length is read as a whole, which is the fast way; longer ones are walked through. */
const lineBytes = 1024 * 1024;

/** Cuts a line that is one whole object: the usual line of a JSON Lines file. False when it is not. */
export function* cutObjectLine(cutter: Cutter): Generator<Step, boolean> {
  const { window, pos, limits } = cutter;
  const most = Math.min(lineBytes, limits.recordBytes);
  const end = yield* findLineEnd(cutter, most);
  if (end === undefined) return false;
  const bytes = window.slice(pos, contentEnd(cutter, end));
  const value = bytes.at(-1) === CLOSE_OBJECT ? tryParse(bytes) : undefined;
  if (value === undefined || deeperThan(value, limits.depth)) return false;
  yield* give(cutter, pos, pos + bytes.length, value);
  return true;
}

/** Reads a line that starts neither an object nor an array: a lone value, an object after other text (a log line), or damage. */
export function* cutOtherLine(cutter: Cutter): Generator<Step, void> {
  const start = cutter.pos;
  const end = yield* findLineEnd(cutter, lineBytes);
  if (end === undefined) return yield* passLongLine(cutter, start);
  const bytes = cutter.window.slice(start, contentEnd(cutter, end));
  const whole = tryParse(bytes);
  if (whole !== undefined) return yield* give(cutter, start, start + bytes.length, whole);
  const object = bytes.at(-1) === CLOSE_OBJECT ? bytes.indexOf(OPEN_OBJECT) : -1;
  const value = object < 0 ? undefined : tryParse(bytes.subarray(object));
  if (value === undefined || deeperThan(value, cutter.limits.depth)) return yield* damagedLine(cutter, start, bytes);
  yield* give(cutter, start + object, start + bytes.length, value);
}

function* give(cutter: Cutter, from: number, to: number, value: JsonValue): Generator<Step, void> {
  cutter.pos = to;
  cutter.column = undefined;
  cutter.damaged = false;
  yield { type: 'value', bytes: cutter.window.slice(from, to), value, offset: from, length: to - from };
}

function* damagedLine(cutter: Cutter, start: number, bytes: Buffer): Generator<Step, void> {
  cutter.pos = start + bytes.length;
  cutter.column = undefined;
  // The closing brackets that follow a broken document belong to it.
  if (cutter.damaged && bytes.every((byte) => byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte === COMMA || isBlank(byte))) return;
  cutter.damaged = true;
  yield { type: 'damage', code: 'record-not-json', offset: start, length: bytes.length, at: start, expected: 'a value', sample: Buffer.from(bytes) };
}

/** Passes over a line too long to be held, such as binary data. */
function* passLongLine(cutter: Cutter, start: number): Generator<Step, void> {
  let end = lineEndInside(cutter);
  while (end === undefined) {
    cutter.pos = cutter.window.end;
    cutter.window.release(cutter.pos);
    yield* fill(cutter, cutter.pos);
    end = lineEndInside(cutter);
  }
  cutter.pos = end;
  cutter.damaged = true;
  yield { type: 'damage', code: 'record-not-json', offset: start, length: end - start, at: start, expected: 'a value' };
}

function lineEndInside({ window, pos }: Cutter): number | undefined {
  const found = window.find(NEWLINE, pos);
  return found >= 0 ? found : window.closed ? window.end : undefined;
}

/** Offset after the last byte of a line that is not blank. */
function contentEnd({ window, pos }: Cutter, end: number): number {
  let last = end;
  while (last > pos && isBlank(window.at(last - 1))) last -= 1;
  return last;
}
