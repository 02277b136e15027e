import { InputError } from '../errors/input-error.js';
import type { Diagnostic, JsonValue, Place } from '../model/index.js';
import { ByteWindow } from './byte-window.js';
import { cutRecords } from './cut.js';
import type { Cut, CutDamage, CutValue, Step } from './cut-types.js';
import { type Cutter, newCutter } from './cutter.js';
import { cutRows, findCsvHeader } from './csv.js';
import type { Dump } from './discover.js';
import type { IngestItem, IngestOptions } from './ingest.js';
import { withDefaults } from './limits.js';
import { open, type Opened } from './open.js';
import { badUtf8At, explain, tryParse } from './parse.js';
import { damagedJson, knownBinary, likelyKind, type Kind } from './sniff.js';

/** A dump that is being read. */
interface Reading {
  dump: Dump;
  /** Records and damaged records so far. */
  count: number;
  records: number;
  /** Diagnostics about damage so far. */
  told: number;
  /** Damage found while there was no record yet: worth telling only if one comes, or if the file starts like JSON. */
  early: Diagnostic[];
}

/** Damage told one by one; what is more is only counted. */
const mostTold = 100;

/** Reads a dump record by record; an error that ends it early is told after the records before it. */
export async function* readDump(dump: Dump, options: IngestOptions): AsyncGenerator<IngestItem> {
  const reading: Reading = { dump, count: 0, records: 0, told: 0, early: [] };
  let bytes = 0;
  try {
    const opened = await open(dump, withDefaults(options.limits), options.stdin);
    const binary = knownBinary(opened.head);
    if (binary !== undefined) yield diagnostic(notJson(dump, binary));
    else bytes = yield* readText(reading, opened, options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield diagnostic(namedError(dump, error));
  }
  yield { type: 'file', path: dump.path, bytes, records: reading.records };
}

function diagnostic(value: Diagnostic): IngestItem {
  return { type: 'diagnostic', diagnostic: value };
}

/** The error, with the name of the file where its message has none. */
function namedError(dump: Dump, error: InputError): Diagnostic {
  const told = error.toDiagnostic();
  return told.message.includes(dump.path) ? told : { ...told, message: `"${dump.path}": ${told.message}` };
}

async function* readText(reading: Reading, opened: Opened, options: IngestOptions): AsyncGenerator<IngestItem, number> {
  const window = new ByteWindow(opened.offset);
  const cutter = newCutter(window, withDefaults(options.limits), options.recordArrays);
  const steps = cutText(cutter);
  const failure = yield* readChunks(reading, opened, options, window, steps);
  window.closed = true;
  yield* take(reading, steps);
  // Of a file that gave nothing because it could not be read, that is all there is to say.
  if (failure === undefined || reading.records + reading.told > 0) yield* conclude(reading, opened.head, window.end);
  if (failure !== undefined) yield diagnostic(namedError(reading.dump, failure));
  return window.end;
}

/** Feeds the cutter. Returns the error that ended the file early, if one did. */
async function* readChunks(reading: Reading, { chunks }: Opened, options: IngestOptions, window: ByteWindow, steps: Iterator<Step>): AsyncGenerator<IngestItem, InputError | undefined> {
  try {
    for await (const chunk of chunks) {
      window.append(chunk);
      yield* take(reading, steps);
      options.onProgress?.({ file: reading.dump.path, bytes: window.end, records: reading.records });
    }
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return undefined;
}

function* cutText(cutter: Cutter): Generator<Step, void> {
  const header = yield* findCsvHeader(cutter);
  if (header === undefined) yield* cutRecords(cutter);
  else yield* cutRows(cutter, header);
}

/** Takes what the cutter can cut from the bytes it has. */
async function* take(reading: Reading, steps: Iterator<Step>): AsyncGenerator<IngestItem> {
  for (let step = steps.next(); step.done !== true && step.value !== undefined; step = steps.next()) {
    yield* items(reading, step.value);
  }
}

async function* items(reading: Reading, cut: Cut): AsyncGenerator<IngestItem> {
  if (cut.type === 'stray') return yield* note(reading, strayBytes(reading, cut.offset));
  // A comma that is missing between two records is damage to neither.
  if (cut.type === 'value' || cut.length > 0) reading.count += 1;
  if (cut.type === 'damage') return yield* damage(reading, cut);
  const value = cut.value === undefined ? tryParse(cut.bytes) : cut.value;
  if (value === undefined) return yield* damage(reading, brokenValue(cut));
  yield* record(reading, cut, value);
}

function* record(reading: Reading, cut: CutValue, value: JsonValue): Generator<IngestItem> {
  const place = placeOf(reading, cut.offset, cut.length);
  yield* tellEarly(reading);
  reading.records += 1;
  const bad = badUtf8At(cut.bytes);
  if (bad !== undefined) yield diagnostic(badUtf8(cut.offset, bad, cut.bytes.length === cut.length, place));
  yield { type: 'record', record: { value, place, ...(cut.within !== undefined && { within: cut.within }) } };
}

function badUtf8(offset: number, at: number, whole: boolean, place: Place): Diagnostic {
  const where = whole ? `byte ${offset + at}` : `byte ${at} of what is left of the document without its records`;
  return { code: 'bad-utf8', level: 'warning', message: `The record is not valid UTF-8 at ${where}; it was kept, with U+FFFD for what could not be read`, place };
}

/** The structure is whole, but JSON.parse refused what is inside. */
function brokenValue(cut: CutValue): CutDamage {
  const { offset, length } = cut;
  return { type: 'damage', code: 'record-not-json', offset, length, at: offset, expected: 'JSON', sample: Buffer.from(cut.bytes) };
}

async function* damage(reading: Reading, cut: CutDamage): AsyncGenerator<IngestItem> {
  reading.told += 1;
  if (reading.told > mostTold) return;
  const seen = cut.code === 'record-not-json' && cut.sample !== undefined ? await explain(cut.sample) : undefined;
  const at = seen === undefined ? cut.at : cut.offset + seen.at;
  const message = damageMessage(cut, at, seen?.expected ?? cut.expected);
  yield* note(reading, { code: cut.code, level: 'warning', message, place: placeOf(reading, cut.offset, cut.length) });
}

function damageMessage({ code, offset, length }: CutDamage, at: number, expected: string): string {
  const until = offset + length;
  if (code === 'truncated') return `The file ends inside a record that began at byte ${offset}; expected ${expected}. The records before it were kept`;
  if (code === 'too-deep') return `A record is nested too deeply at byte ${at}; bytes ${offset} to ${until} were passed over`;
  if (code === 'record-too-large') return `A record of ${length} bytes is too large; bytes ${offset} to ${until} were passed over`;
  if (length === 0) return `At byte ${at}, ${expected} was expected; reading went on there`;
  return `A record is not valid JSON at byte ${at}: expected ${expected}; bytes ${offset} to ${until} were passed over`;
}

/** Tells now, or keeps for when it is known whether this file is a dump at all. */
function* note(reading: Reading, told: Diagnostic): Generator<IngestItem> {
  if (reading.records === 0) reading.early.push(told);
  else yield diagnostic(told);
}

function* tellEarly(reading: Reading): Generator<IngestItem> {
  for (const told of reading.early.splice(0)) yield diagnostic(told);
}

/** What can only be said at the end of the file. */
function* conclude(reading: Reading, head: Buffer, end: number): Generator<IngestItem> {
  const { dump, records, told } = reading;
  if (records === 0 && told === 0) return yield diagnostic(emptyFile(dump, end));
  if (records === 0 && likelyKind(head).what !== damagedJson) return yield diagnostic(notJson(dump, likelyKind(head)));
  yield* tellEarly(reading);
  if (told > mostTold) yield diagnostic(moreDamage(reading));
}

function emptyFile(dump: Dump, bytes: number): Diagnostic {
  const what = bytes === 0 ? 'is empty' : 'holds nothing but white space';
  return { code: 'empty-file', level: dump.named ? 'warning' : 'note', message: `"${dump.path}" ${what}` };
}

function notJson(dump: Dump, { what, advice }: Kind): Diagnostic {
  const next = advice === undefined ? '' : `; ${advice.replaceAll('<file>', dump.path)}`;
  return { code: 'not-json', level: dump.named ? 'warning' : 'note', message: `"${dump.path}" holds no record: it is ${what}${next}` };
}

function moreDamage({ dump, told }: Reading): Diagnostic {
  return { code: 'more-damage', level: 'warning', message: `"${dump.path}" has ${told - mostTold} more damaged records, which are not listed` };
}

function strayBytes(reading: Reading, offset: number): Diagnostic {
  const place = { ...placeOf(reading, offset, 1), record: reading.count + 1 };
  return { code: 'stray-bytes', level: 'note', message: `Commas or NUL bytes stand between records, first at byte ${offset}; they were passed over`, place };
}

function placeOf({ dump, count }: Reading, offset: number, length: number): Place {
  return { file: dump.path, record: Math.max(count, 1), offset, length };
}
