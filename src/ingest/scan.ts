import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, isBlank, NEWLINE, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './ascii.js';

/*
 * Finds where a JSON value ends, without making anything of it. The structure is checked here, so that a broken record is noticed where it breaks
 * and not at the end of the file; what is inside strings, numbers and words is left to JSON.parse.
 */

const VALUE = 0;
const VALUE_OR_CLOSE = 1;
const KEY = 2;
const KEY_OR_CLOSE = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;
const STRING = 6;
const ESCAPE = 7;
const SCALAR = 8;

const expectations = [
  'a value',
  "a value or ']'",
  'an object key',
  "an object key or '}'",
  "':'",
  "',' or the end of the array or object",
  'the end of a string',
  'an escaped character',
  'the end of a number or word',
];

/** A scan in progress: it can be stopped and taken up again at any byte. */
export interface Scan {
  /** `more`: ran out of bytes; `done`: just past the value; `bad`, `deep`: at the byte that breaks it; `member`: at the value of a top-level key. */
  status: 'more' | 'done' | 'bad' | 'deep' | 'member';
  state: number;
  depth: number;
  /** The opening byte of each array and object that is open. */
  readonly opened: Uint8Array;
  /** Stop before the value of each key of the outermost object. */
  readonly members: boolean;
  /** The string being read is a key. */
  key: boolean;
  /** Index of the opening quote of the last key of the outermost object, in the buffer of the last call. */
  keyAt: number;
}

/** Starts a scan of one value, at most `depth` levels deep. */
export function newScan(depth: number, members = false): Scan {
  return { status: 'more', state: VALUE, depth: 0, opened: new Uint8Array(depth), members, key: false, keyAt: -1 };
}

/** Makes a scan ready for another value. */
export function restart(scan: Scan): void {
  scan.state = VALUE;
  scan.depth = 0;
}

/** Goes on after a member whose value the caller has read itself. */
export function passMember(scan: Scan): void {
  scan.state = AFTER_VALUE;
}

/** What the scan was waiting for, for people. */
export function expected(scan: Scan): string {
  return expectations[scan.state] ?? 'a value';
}

/** True for a byte that may start a value. */
export function startsValue(byte: number): boolean {
  return byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY || scalar[byte] === 1;
}

/** True inside a string, where brackets mean nothing. */
export function insideString(scan: Scan): boolean {
  return scan.state === STRING || scan.state === ESCAPE;
}

/** Scans bytes from one index to another; returns where it stopped, and `scan.status` says why. */
export function scan(scan: Scan, bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  scan.status = 'more';
  while (i < to) {
    if (scan.state === STRING) i = scanString(scan, bytes, i, to);
    else if (scan.state === SCALAR) i = scanScalar(scan, bytes, i, to);
    else if (scan.state === ESCAPE) i = scanEscape(scan, bytes, i);
    else i = scanStructure(scan, bytes, i, to);
    if (scan.status !== 'more') return i;
  }
  return i;
}

function scanStructure(scan: Scan, bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && isBlank(bytes[i])) i += 1;
  if (i === to) return i;
  const byte = bytes[i] ?? 0;
  if (scan.state === AFTER_VALUE) afterValue(scan, byte);
  else if (scan.state === AFTER_KEY) afterKey(scan, byte);
  else if (scan.state === KEY || scan.state === KEY_OR_CLOSE) beforeKey(scan, byte, i);
  else beforeValue(scan, byte);
  return scan.status === 'bad' || scan.status === 'deep' ? i : i + 1;
}

function beforeValue(scan: Scan, byte: number): void {
  if (byte === QUOTE) startString(scan, false);
  else if (byte === OPEN_OBJECT) open(scan, byte, KEY_OR_CLOSE);
  else if (byte === OPEN_ARRAY) open(scan, byte, VALUE_OR_CLOSE);
  else if (scalar[byte] === 1) scan.state = SCALAR;
  else if (byte === CLOSE_ARRAY && scan.state === VALUE_OR_CLOSE) close(scan);
  else scan.status = 'bad';
}

function beforeKey(scan: Scan, byte: number, at: number): void {
  if (byte === QUOTE) {
    if (scan.depth === 1) scan.keyAt = at;
    startString(scan, true);
  } else if (byte === CLOSE_OBJECT && scan.state === KEY_OR_CLOSE) close(scan);
  else scan.status = 'bad';
}

function afterKey(scan: Scan, byte: number): void {
  scan.status = byte !== COLON ? 'bad' : scan.members && scan.depth === 1 ? 'member' : 'more';
  if (byte === COLON) scan.state = VALUE;
}

function afterValue(scan: Scan, byte: number): void {
  const inObject = scan.opened[scan.depth - 1] === OPEN_OBJECT;
  if (byte === COMMA) scan.state = inObject ? KEY : VALUE;
  else if (byte === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) close(scan);
  else scan.status = 'bad';
}

function open(scan: Scan, byte: number, state: number): void {
  if (scan.depth === scan.opened.length) {
    scan.status = 'deep';
    return;
  }
  scan.opened[scan.depth] = byte;
  scan.depth += 1;
  scan.state = state;
}

function close(scan: Scan): void {
  scan.depth -= 1;
  endValue(scan);
}

function endValue(scan: Scan): void {
  if (scan.depth === 0) scan.status = 'done';
  else scan.state = AFTER_VALUE;
}

function startString(scan: Scan, key: boolean): void {
  scan.state = STRING;
  scan.key = key;
}

function scanString(scan: Scan, bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && plain[bytes[i] ?? 0] === 1) i += 1;
  if (i === to) return i;
  if (bytes[i] === NEWLINE) {
    scan.status = 'bad';
    return i;
  }
  if (bytes[i] === BACKSLASH) scan.state = ESCAPE;
  else if (scan.key) scan.state = AFTER_KEY;
  else endValue(scan);
  return i + 1;
}

/** The byte after a backslash is passed over, whatever it is: but a line that ends there is broken. */
function scanEscape(scan: Scan, bytes: Uint8Array, i: number): number {
  scan.state = STRING;
  return bytes[i] === NEWLINE ? i : i + 1;
}

function scanScalar(scan: Scan, bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && scalar[bytes[i] ?? 0] === 1) i += 1;
  if (i < to) endValue(scan);
  return i;
}

/** Bytes that neither end a string nor need a closer look: no JSON string holds a raw line feed. */
const plain = new Uint8Array(256).fill(1);
for (const byte of [QUOTE, BACKSLASH, NEWLINE]) plain[byte] = 0;

/** Bytes of numbers and words. */
const scalar = new Uint8Array(256);
for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.') scalar[letter.charCodeAt(0)] = 1;
