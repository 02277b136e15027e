import { OPEN_ARRAY, QUOTE } from './ascii.js';
import { cutElements } from './cut-array.js';
import type { Step } from './cut-types.js';
import { type Cutter, scanOn, skipBlanks } from './cutter.js';
import { tryParse } from './parse.js';
import { recover } from './recover.js';
import { expected, passMember, restart } from './scan.js';

/** The parts of a document that stay when its record arrays are cut out. */
interface Envelope {
  start: number;
  /** Copies of the parts before the last record array, each with an empty array in its place. */
  kept: Buffer[];
  keptBytes: number;
  /** Offset of the part that is still in the window. */
  from: number;
}

const emptyArray = Buffer.from('[]');

/** Cuts the object at `pos`: the elements of its record arrays first, then the object itself with these arrays empty. */
export function* cutDocument(cutter: Cutter): Generator<Step, void> {
  const envelope: Envelope = { start: cutter.pos, kept: [], keptBytes: 0, from: cutter.pos };
  restart(cutter.document);
  for (;;) {
    const outcome = yield* scanOn(cutter, cutter.document, envelope.from);
    if (outcome === 'done') return yield* giveDocument(cutter, envelope);
    if (outcome !== 'member') return yield* brokenDocument(cutter, envelope, outcome);
    if (!(yield* cutMember(cutter, envelope))) return;
  }
}

/** Cuts the value of a member when it is a record array. False when the document was lost in it. */
function* cutMember(cutter: Cutter, envelope: Envelope): Generator<Step, boolean> {
  const key = memberKey(cutter);
  if (key === undefined || !cutter.recordArrays.has(key)) return true;
  if (!(yield* skipBlanks(cutter)) || cutter.window.at(cutter.pos) !== OPEN_ARRAY) return true;
  keep(cutter, envelope);
  if (!(yield* cutElements(cutter, `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))) return false;
  envelope.from = cutter.pos;
  passMember(cutter.document);
  return true;
}

/** The key before `pos`; `undefined` for one that is damaged or too long to be looked for. */
function memberKey({ window, keyAt, pos }: Cutter): string | undefined {
  if (keyAt < window.first) return undefined;
  const bytes = window.slice(keyAt, window.slice(keyAt, pos).lastIndexOf(QUOTE) + keyAt + 1);
  const key = tryParse(bytes);
  return typeof key === 'string' ? key : undefined;
}

function keep({ window, pos, limits }: Cutter, envelope: Envelope): void {
  const part = pos - envelope.from;
  envelope.keptBytes += part + emptyArray.length;
  // Of an envelope that is too large nothing is needed but its size.
  if (envelope.keptBytes > limits.recordBytes) envelope.kept = [];
  else envelope.kept.push(Buffer.from(window.slice(envelope.from, pos)), emptyArray);
}

function* giveDocument(cutter: Cutter, envelope: Envelope): Generator<Step, void> {
  const { start: offset, from, kept } = envelope;
  const length = cutter.pos - offset;
  cutter.column = undefined;
  cutter.damaged = tooLarge(cutter, envelope);
  if (cutter.damaged) return yield { type: 'damage', code: 'record-too-large', offset, length, at: offset, expected: '' };
  const rest = cutter.window.slice(from, cutter.pos);
  yield { type: 'value', bytes: kept.length === 0 ? rest : Buffer.concat([...kept, rest]), offset, length };
}

function tooLarge({ pos, limits }: Cutter, { keptBytes, from }: Envelope): boolean {
  return keptBytes + pos - from > limits.recordBytes;
}

function* brokenDocument(cutter: Cutter, envelope: Envelope, outcome: 'bad' | 'deep' | 'ended'): Generator<Step, void> {
  const code = tooLarge(cutter, envelope) ? 'record-too-large' : outcome === 'deep' ? 'too-deep' : 'record-not-json';
  // Records that were cut out of the document stand; what broke is the part since.
  const start = envelope.from;
  const columns = { top: cutter.topColumn };
  yield* recover(cutter, { code, start, scan: cutter.document, columns, inArray: false, ended: outcome === 'ended', ...lateBreak(cutter, envelope) });
}

/** After a record array, the bytes at hand are not JSON by themselves, so nothing but the scan can say what is wrong with them. */
function lateBreak(cutter: Cutter, { keptBytes }: Envelope): { expected?: string } {
  return keptBytes > 0 ? { expected: expected(cutter.document) } : {};
}
