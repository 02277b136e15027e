import { NEWLINE, SPACE, TAB } from './ascii.js';
import type { CutDamage, Step } from './cut-types.js';
import type { Cutter } from './cutter.js';
import { expected, type Scan } from './scan.js';
import { type Columns, newSkip, skip, type Skip, startsAt } from './skip.js';

/** A value that broke. */
export interface Broken {
  code: 'record-not-json' | 'too-deep' | 'record-too-large';
  start: number;
  scan: Scan;
  columns: Columns;
  /** It is an element of an array that is being cut. */
  inArray: boolean;
  /** The stream ended before the value did. */
  ended: boolean;
  /** What should have been there, where the scan does not know. */
  expected?: string;
}

/** Where cutting goes on: at the next element of the array, or with the next top-level value. */
export type Resume = 'element' | 'top';

/** Damage is looked at again by the parser of record up to this size. */
const sampleBytes = 1024 * 1024;
/** Bytes that may be read again: so much for each byte of the stream, and so much at once. Keeps the time linear on hostile input. */
const rereads = { perByte: 8, atOnce: 64 * 1024 * 1024 };

/**
 * Tells of the damage and moves to where cutting can go on: back to the first line since that may start a value (the broken line ran into it),
 * else forward to where the broken value ends or a line starts another.
 */
export function* recover(cutter: Cutter, broken: Broken): Generator<Step, Resume> {
  const report = describe(cutter, broken);
  const back = lookBack(cutter, broken);
  if (back === undefined) return broken.ended ? yield* endOfStream(cutter, broken, report) : yield* goForward(cutter, broken, report);
  cutter.reread += cutter.pos - back.offset;
  cutter.pos = back.offset;
  return yield* resume(cutter, broken, { ...report, length: back.offset - broken.start }, back.resume);
}

function describe({ window, pos }: Cutter, broken: Broken): CutDamage {
  const { code, start, scan } = broken;
  const small = broken.expected === undefined && pos - start < sampleBytes && window.first <= start;
  const sample = small ? { sample: Buffer.from(window.slice(start, Math.min(pos + 1, window.end))) } : {};
  return { type: 'damage', code, offset: start, length: pos - start, at: pos, expected: broken.expected ?? expected(scan), ...sample };
}

function* resume(cutter: Cutter, { columns }: Broken, damage: CutDamage, where: Resume | undefined): Generator<Step, Resume> {
  yield damage;
  cutter.damaged = true;
  cutter.column = where === 'top' ? columns.top : where && columns.element?.column;
  return where ?? 'top';
}

function* endOfStream(cutter: Cutter, broken: Broken, report: CutDamage): Generator<Step, Resume> {
  const code = broken.code === 'record-not-json' ? 'truncated' : broken.code;
  cutter.pos = cutter.window.end;
  return yield* resume(cutter, broken, { ...report, code }, 'top');
}

function* goForward(cutter: Cutter, broken: Broken, report: CutDamage): Generator<Step, Resume> {
  const state = newSkip(broken.scan, broken.columns, broken.inArray);
  yield* skipOn(cutter, state);
  const damage = { ...report, length: cutter.pos - broken.start };
  if (state.status === 'top' || state.status === 'element') return yield* resume(cutter, broken, damage, state.status);
  yield* resume(cutter, broken, damage, undefined);
  return state.status === 'closed' && broken.inArray ? 'element' : 'top';
}

function* skipOn(cutter: Cutter, state: Skip): Generator<Step, void> {
  const { window } = cutter;
  for (;;) {
    const base = window.base;
    cutter.pos = base + skip(state, window.bytes, cutter.pos - base, window.end - base);
    if (state.status !== 'more' || window.closed) return;
    window.release(cutter.pos);
    yield undefined;
  }
}

/** The first line after the start of the broken value, up to where it broke, that may start a value. */
function lookBack(cutter: Cutter, broken: Broken): { offset: number; resume: Resume } | undefined {
  const { window, pos } = cutter;
  if (broken.code !== 'record-not-json' || cutter.reread + pos - broken.start > rereads.perByte * pos + rereads.atOnce) return undefined;
  let line = window.find(NEWLINE, broken.start);
  while (line >= 0 && line < pos) {
    const offset = afterIndent(cutter, line + 1);
    const resume = startsAt(broken.columns, offset - line - 1, window.at(offset));
    if (resume !== undefined && offset <= pos) return { offset, resume };
    line = window.find(NEWLINE, line + 1);
  }
  return undefined;
}

function afterIndent({ window }: Cutter, from: number): number {
  let offset = from;
  while (window.at(offset) === SPACE || window.at(offset) === TAB) offset += 1;
  return offset;
}
