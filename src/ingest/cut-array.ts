import { CLOSE_ARRAY, COMMA } from './ascii.js';
import type { Step } from './cut-types.js';
import { type Cutter, scanOn, skipBlanks } from './cutter.js';
import { type Broken, recover, type Resume } from './recover.js';
import { restart, startsValue } from './scan.js';
import { type Columns, startsAt } from './skip.js';

/** An array whose elements are cut. */
interface Elements {
  within: string;
  /** Column and opening byte of the last element that started its line. */
  element?: Columns['element'];
  /** Offset after the last element. */
  after: number;
}

/**
 * Cuts the elements of the array that starts at `pos`. True when `pos` is after the end of the array,
 * false when the array was given up and `pos` is where a top-level value may start.
 */
export function* cutElements(cutter: Cutter, within: string): Generator<Step, boolean> {
  restart(cutter.element);
  const elements: Elements = { within, after: cutter.pos };
  moveBy(cutter, 1);
  let next: Next = 'first';
  while (next !== 'end' && next !== 'lost') next = yield* cutNext(cutter, elements, next);
  return next === 'end';
}

const separators = "',' or ']'";

/** What may stand next in the array. */
type Next = 'first' | 'element' | 'separator' | 'end' | 'lost';

function* cutNext(cutter: Cutter, elements: Elements, next: 'first' | 'element' | 'separator'): Generator<Step, Next> {
  if (next !== 'separator') cutter.window.release(cutter.pos);
  if (!(yield* skipBlanks(cutter))) return yield* broken(cutter, elements, { start: cutter.pos, ended: true, expected: "']'" });
  const byte = cutter.window.at(cutter.pos);
  if (next === 'separator') return yield* separator(cutter, elements, byte);
  if (next === 'first' && byte === CLOSE_ARRAY) return endArray(cutter);
  return yield* element(cutter, elements, byte ?? 0);
}

function* separator(cutter: Cutter, elements: Elements, byte: number | undefined): Generator<Step, Next> {
  if (byte === CLOSE_ARRAY) return endArray(cutter);
  if (byte !== COMMA) return yield* missingSeparator(cutter, elements, byte ?? 0);
  moveBy(cutter, 1);
  return 'element';
}

function endArray(cutter: Cutter): Next {
  moveBy(cutter, 1);
  return 'end';
}

function* element(cutter: Cutter, elements: Elements, opener: number): Generator<Step, Next> {
  const start = cutter.pos;
  elements.element = cutter.column === undefined ? undefined : { column: cutter.column, opener };
  restart(cutter.element);
  const outcome = yield* scanOn(cutter, cutter.element, start);
  if (outcome === 'done') return yield* giveElement(cutter, elements, start);
  const code = cutter.pos - start > cutter.limits.recordBytes ? 'record-too-large' : outcome === 'deep' ? 'too-deep' : 'record-not-json';
  return yield* broken(cutter, elements, { code, start, ended: outcome === 'ended' });
}

function* giveElement(cutter: Cutter, elements: Elements, offset: number): Generator<Step, Next> {
  const { within } = elements;
  elements.after = cutter.pos;
  const length = cutter.pos - offset;
  cutter.column = undefined;
  cutter.damaged = length > cutter.limits.recordBytes;
  if (cutter.damaged) yield { type: 'damage', code: 'record-too-large', offset, length, at: offset, expected: '' };
  else yield { type: 'value', bytes: cutter.window.slice(offset, cutter.pos), offset, length, within };
  return 'separator';
}

/** Something stands where a comma should: a line that starts a top-level value, an element whose comma is missing, or garbage. */
function* missingSeparator(cutter: Cutter, elements: Elements, byte: number): Generator<Step, Next> {
  const onItsLine = cutter.column !== undefined && startsAt(columnsOf(cutter, elements), cutter.column, byte);
  if (onItsLine === 'top' || !startsValue(byte)) return yield* broken(cutter, elements, { start: elements.after, ended: false, expected: separators });
  cutter.damaged = true;
  yield { type: 'damage', code: 'record-not-json', offset: cutter.pos, length: 0, at: cutter.pos, expected: separators };
  return 'element';
}

function columnsOf(cutter: Cutter, { element }: Elements): Columns {
  return { top: cutter.topColumn, ...(element && { element }) };
}

function* broken(cutter: Cutter, elements: Elements, how: Pick<Broken, 'start' | 'ended'> & Partial<Broken>): Generator<Step, Next> {
  const columns = columnsOf(cutter, elements);
  const resume: Resume = yield* recover(cutter, { code: 'record-not-json', scan: cutter.element, columns, inArray: true, ...how });
  if (resume === 'top') return 'lost';
  const byte = cutter.window.at(cutter.pos);
  return byte === COMMA || byte === CLOSE_ARRAY ? 'separator' : 'element';
}

function moveBy(cutter: Cutter, bytes: number): void {
  cutter.pos += bytes;
  cutter.column = undefined;
}
