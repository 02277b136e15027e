import { isBlank, NEWLINE } from './ascii.js';
import type { ByteWindow } from './byte-window.js';
import type { Step } from './cut-types.js';
import type { Limits } from './limits.js';
import { newScan, scan, type Scan } from './scan.js';

/** What the cutters of a file share. */
export interface Cutter {
  readonly window: ByteWindow;
  readonly limits: Limits;
  /** Keys of a top-level object whose arrays are cut into records. */
  readonly recordArrays: ReadonlySet<string>;
  /** Offset of the next byte to look at. */
  pos: number;
  /** Number of blanks before `pos` on its line; `undefined` after anything else. */
  column: number | undefined;
  /** Column of the top-level value in work. */
  topColumn: number;
  /** Number of bytes that were read again after damage. */
  reread: number;
  /** What was cut last was damage. */
  damaged: boolean;
  /** Stray bytes were told of. */
  strayTold: boolean;
  /** Offset of the opening quote of the last key of the document in work. */
  keyAt: number;
  readonly document: Scan;
  readonly element: Scan;
}

/** A cutter at the start of a window. */
export function newCutter(window: ByteWindow, limits: Limits, recordArrays: readonly string[]): Cutter {
  return {
    window,
    limits,
    recordArrays: new Set(recordArrays),
    pos: window.first,
    column: 0,
    topColumn: 0,
    reread: 0,
    damaged: false,
    strayTold: false,
    keyAt: -1,
    document: newScan(limits.depth, true),
    element: newScan(limits.depth),
  };
}

/** Waits until there is a byte at `pos`. False at the end of the stream. */
export function* fill({ window }: Cutter, pos: number): Generator<Step, boolean> {
  while (pos >= window.end) {
    if (window.closed) return false;
    yield undefined;
  }
  return true;
}

/** Moves over white space, counting the column. False at the end of the stream. */
export function* skipBlanks(cutter: Cutter): Generator<Step, boolean> {
  for (;;) {
    if (cutter.pos >= cutter.window.end && !(yield* fill(cutter, cutter.pos))) return false;
    const byte = cutter.window.at(cutter.pos);
    if (!isBlank(byte)) return true;
    stepOver(cutter, byte);
  }
}

/** Moves over one blank. */
export function stepOver(cutter: Cutter, byte: number | undefined): void {
  if (byte === NEWLINE) cutter.column = 0;
  else if (cutter.column !== undefined) cutter.column += 1;
  cutter.pos += 1;
}

/** Offset of the end of the line that `pos` is on, the end of the stream included; `undefined` when the line is longer than `most` bytes. */
export function* findLineEnd(cutter: Cutter, most: number): Generator<Step, number | undefined> {
  const { window, pos } = cutter;
  for (let from = pos; ; ) {
    const found = window.find(NEWLINE, from);
    const end = found >= 0 ? found : window.end;
    if (end - pos > most) return undefined;
    if (found >= 0 || window.closed) return end;
    from = window.end;
    yield undefined;
  }
}

/** The last bytes that stay in the window while a record that is too large goes by: room for a key. */
const tail = 4096;

/** Scans on from `pos` until the scan says something; `ended`: the stream is over. `from` is the first byte that is still wanted. */
export function* scanOn(cutter: Cutter, s: Scan, from: number): Generator<Step, Exclude<Scan['status'], 'more'> | 'ended'> {
  const { window, limits } = cutter;
  for (;;) {
    const base = window.base;
    cutter.pos = base + scan(s, window.bytes, cutter.pos - base, window.end - base);
    if (s.keyAt >= 0) cutter.keyAt = base + s.keyAt;
    s.keyAt = -1;
    if (s.status !== 'more') return s.status;
    if (window.closed) return 'ended';
    if (cutter.pos - from > limits.recordBytes) window.release(cutter.pos - tail);
    yield undefined;
  }
}
