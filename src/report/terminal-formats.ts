import { counted, formatBytes, groupDigits } from '../util/numbers.js';
import { oneLine } from '../util/safe-text.js';
import type { Intake } from './analysis-report.js';
import type { Style } from './terminal-style.js';
import { table, type Column } from './terminal-table.js';

/** A format or convention that is recognised. */
export interface FormatDescription {
  id: string;
  title: string;
  /** Containers hold spans; conventions are vocabularies of attributes. */
  kind: 'format' | 'convention';
  /** What the container cannot hold. */
  lacks?: readonly string[];
}

const columns: Column[] = [{ title: 'name' }, { title: 'what' }, { title: 'title', flexible: true }, { title: 'cannot hold', flexible: true }];

/** The formats and conventions that are recognised. */
export function* renderFormats(formats: readonly FormatDescription[], style: Style, width: number): Generator<string> {
  const rows = formats.map(({ id, kind, title, lacks }) => [{ text: id, paint: style.strong }, kind, title, (lacks ?? []).join(', ')]);
  yield* table(columns, rows, style, width);
}

/** What each file was recognised as. */
export function* renderRecognition(files: Intake['files'], style: Style, width: number): Generator<string> {
  for (const file of files) {
    yield `${style.strong(oneLine(file.path))}  ${style.quiet(`${formatBytes(file.bytes)}, ${counted(file.records, 'record')}`)}\n`;
    for (const shape of file.shapes) yield `  ${style.good('✔')} ${oneLine(shape).slice(0, width * 2)}\n`;
    const left = file.records - file.recognised;
    if (left > 0) yield `  ${style.warn('?')} ${groupDigits(left)} of ${counted(file.records, 'record')} not recognised\n`;
    if (file.records === 0) yield `  ${style.warn('?')} no JSON record in it\n`;
  }
}
