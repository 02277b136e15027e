import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, isOpener, NEWLINE, OPEN_ARRAY, OPEN_OBJECT, QUOTE, SPACE, TAB } from './ascii.js';
import { insideString, type Scan } from './scan.js';

/** Where values that stand at the start of a line are looked for. */
export interface Columns {
  /** Column of the top-level value. */
  top: number;
  /** Column and opening byte of the array element that broke; absent where it does not start its line. */
  element?: { column: number; opener: number };
}

/** A lenient walk to the end of a broken value: brackets are matched as well as they can be. */
export interface Skip {
  /** `closed`: at the end of the value; `top`, `element`: at a line that starts another. */
  status: 'more' | 'closed' | 'top' | 'element';
  readonly columns: Columns;
  /** The value is an element of an array: it ends before `,` or `]`. */
  readonly inArray: boolean;
  readonly opened: Uint8Array;
  depth: number;
  /** Levels open beyond those that `opened` can hold. */
  beyond: number;
  string: boolean;
  escaped: boolean;
  /** Column in the white space at the start of a line; -1 elsewhere. */
  column: number;
}

/** Starts where a scan broke. */
export function newSkip(scan: Scan, columns: Columns, inArray: boolean): Skip {
  const { opened, depth } = scan;
  return { status: 'more', columns, inArray, opened, depth, beyond: 0, string: insideString(scan), escaped: false, column: -1 };
}

/** Walks on; returns where it stopped, and `skip.status` says why. */
export function skip(skip: Skip, bytes: Uint8Array, from: number, to: number): number {
  skip.status = 'more';
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] ?? 0;
    if (skip.column >= 0 && lineStart(skip, byte)) return i;
    if (byte === NEWLINE) startLine(skip);
    else if (skip.string) passString(skip, byte);
    else if (bracket(skip, byte)) return skip.inArray ? i : i + 1;
  }
  return to;
}

/** Which value may start at a column with a byte, if any: an element before a top-level value, where both could be. */
export function startsAt(columns: Columns, column: number, byte: number | undefined): 'element' | 'top' | undefined {
  if (columns.element?.column === column && columns.element.opener === byte) return 'element';
  return columns.top === column && isOpener(byte) ? 'top' : undefined;
}

function lineStart(skip: Skip, byte: number): boolean {
  if (byte === SPACE || byte === TAB) {
    skip.column += 1;
    return false;
  }
  const start = startsAt(skip.columns, skip.column, byte);
  skip.column = -1;
  if (start !== undefined) skip.status = start;
  return start !== undefined;
}

/** No string goes beyond its line. */
function startLine(skip: Skip): void {
  skip.column = 0;
  skip.string = false;
  skip.escaped = false;
}

function passString(skip: Skip, byte: number): void {
  if (skip.escaped) skip.escaped = false;
  else if (byte === BACKSLASH) skip.escaped = true;
  else if (byte === QUOTE) skip.string = false;
}

/** True when the value ends here. */
function bracket(skip: Skip, byte: number): boolean {
  if (skip.inArray && skip.depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY)) {
    skip.status = 'closed';
    return true;
  }
  if (byte === QUOTE) skip.string = true;
  else if (isOpener(byte)) open(skip, byte);
  else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) close(skip, byte === CLOSE_ARRAY ? OPEN_ARRAY : OPEN_OBJECT);
  if (skip.depth > 0 || skip.inArray) return false;
  skip.status = 'closed';
  return true;
}

function open(skip: Skip, byte: number): void {
  if (skip.depth === skip.opened.length) skip.beyond += 1;
  else {
    skip.opened[skip.depth] = byte;
    skip.depth += 1;
  }
}

/** Closes the nearest bracket of the kind, with all that was left open inside it; a closing bracket that nothing opened is passed over. */
function close(skip: Skip, opener: number): void {
  if (skip.beyond > 0) {
    skip.beyond -= 1;
    return;
  }
  const open = skip.depth === 0 ? -1 : skip.opened.lastIndexOf(opener, skip.depth - 1);
  if (open >= 0) skip.depth = open;
}
