import { parse } from 'csv-parse/sync';
import { isBlank, isOpener, NEWLINE, QUOTE, RETURN } from './ascii.js';
import type { Step } from './cut-types.js';
import { type Cutter, fill, findLineEnd } from './cutter.js';

/** The header of a CSV file. */
export interface CsvHeader {
  columns: string[];
  delimiter: ',' | ';';
  /** Offset of the first row. */
  rows: number;
}

/** Longest header line, in bytes. */
const headerBytes = 64 * 1024;

/** Names that columns have in exports; prose with commas in it has others. */
const columnName = /^[\p{L}_][\p{L}\p{N}_ .:/[\]()-]{0,99}$/u;

/** Reads the header when the stream looks like CSV: names that differ, and a first row that fits them. */
export function* findCsvHeader(cutter: Cutter): Generator<Step, CsvHeader | undefined> {
  if (!(yield* fill(cutter, cutter.pos)) || isOpener(cutter.window.at(cutter.pos))) return undefined;
  const end = yield* findLineEnd(cutter, headerBytes);
  if (end === undefined) return undefined;
  const header = readHeader(cutter.window.slice(cutter.pos, end).toString('utf8'), end + 1);
  return header !== undefined && (yield* firstRowFits(cutter, header)) ? header : undefined;
}

function readHeader(line: string, rows: number): CsvHeader | undefined {
  for (const delimiter of [',', ';'] as const) {
    const columns = parseRow(line, delimiter);
    if (columns !== undefined && isHeader(columns)) return { columns, delimiter, rows };
  }
  return undefined;
}

/** The first column may be without a name, or have the name of a later one: pandas writes its index so. */
function isHeader(columns: string[]): boolean {
  if (columns.length < 2 || new Set(columns.slice(1)).size < columns.length - 1) return false;
  return columns.every((name, index) => columnName.test(name) || (index === 0 && name === ''));
}

function* firstRowFits(cutter: Cutter, header: CsvHeader): Generator<Step, boolean> {
  const end = yield* rowEnd(cutter, header.rows);
  if (end === undefined) return false;
  return parseRow(cutter.window.slice(header.rows, end).toString('utf8'), header.delimiter)?.length === header.columns.length;
}

/** Cuts the rows: each is an object of column name to text. */
export function* cutRows(cutter: Cutter, header: CsvHeader): Generator<Step, void> {
  cutter.pos = header.rows;
  while (yield* fill(cutter, cutter.pos)) {
    cutter.window.release(cutter.pos);
    if (isBlank(cutter.window.at(cutter.pos))) cutter.pos += 1;
    else yield* cutRow(cutter, header);
  }
}

function* cutRow(cutter: Cutter, header: CsvHeader): Generator<Step, void> {
  const offset = cutter.pos;
  const end = yield* rowEnd(cutter, offset);
  if (end === undefined) return yield* passRow(cutter, offset);
  const bytes = cutter.window.slice(offset, end);
  const cells = parseRow(bytes.toString('utf8'), header.delimiter);
  if (cells === undefined || cells.length !== header.columns.length) return yield* damagedRow(cutter, offset, end, header, cells);
  cutter.pos = end;
  yield { type: 'value', bytes, value: Object.fromEntries(header.columns.map((name, i) => [name, cells[i] ?? ''])), offset, length: end - offset };
}

/** A stray quote can swallow the rows after it, so the next line gets its own chance. */
function* damagedRow(cutter: Cutter, offset: number, end: number, header: CsvHeader, cells: string[] | undefined): Generator<Step, void> {
  const line = cutter.window.find(NEWLINE, offset);
  const reread = line >= 0 && line < end ? end - line : 0;
  const again = reread > 0 && cutter.reread + reread < 8 * end + 64 * 1024 * 1024;
  cutter.reread += again ? reread : 0;
  cutter.pos = again ? line : end;
  const counted = cells === undefined ? '' : `, not ${cells.length}`;
  yield { type: 'damage', code: 'record-not-json', offset, length: cutter.pos - offset, at: offset, expected: `a row of ${header.columns.length} cells${counted}` };
}

function* passRow(cutter: Cutter, offset: number): Generator<Step, void> {
  const { window, limits } = cutter;
  let line = window.find(NEWLINE, offset + limits.recordBytes);
  for (cutter.pos = window.end; line < 0 && !window.closed; cutter.pos = window.end) {
    window.release(cutter.pos);
    yield undefined;
    line = window.find(NEWLINE, cutter.pos);
  }
  cutter.pos = line < 0 ? window.end : line;
  yield { type: 'damage', code: 'record-too-large', offset, length: cutter.pos - offset, at: offset, expected: '' };
}

/** Offset of the end of the row: the first line end outside quotes; `undefined` when the row is too large. */
function* rowEnd({ window, limits }: Cutter, start: number): Generator<Step, number | undefined> {
  let quoted = false;
  for (let at = start; ; at += 1) {
    while (at >= window.end && !window.closed) yield undefined;
    if (at >= window.end) return at;
    if (at - start >= limits.recordBytes) return undefined;
    const byte = window.bytes[at - window.base];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === NEWLINE && !quoted) return window.at(at - 1) === RETURN ? at - 1 : at;
  }
}

/** The cells of one row, `undefined` when it is not one row of CSV. */
function parseRow(text: string, delimiter: string): string[] | undefined {
  try {
    const rows: string[][] = parse(text.endsWith('\r') ? text.slice(0, -1) : text, { delimiter, relax_column_count: true });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}
