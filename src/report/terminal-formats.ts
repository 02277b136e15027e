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

/** What each file was recognised as, and why; then the conventions that its spans speak. */
export function* renderRecognition({ files, conventions }: Pick<Intake, 'files' | 'conventions'>, style: Style, width: number): Generator<string> {
  for (const file of files) {
    yield `${style.strong(oneLine(file.path))}  ${style.quiet(`${formatBytes(file.bytes)}, ${counted(file.records, 'record')}`)}\n`;
    for (const { format, shape, because, records } of file.shapes) {
      yield `  ${style.good('✔')} ${format}: ${oneLine(shape).slice(0, width * 2)}  ${style.quiet(counted(records, 'record'))}\n`;
      yield `    ${style.quiet(oneLine(because).slice(0, width * 2))}\n`;
    }
    const left = file.records - file.recognised;
    if (left > 0) yield `  ${style.warn('?')} ${groupDigits(left)} of ${counted(file.records, 'record')} not recognised\n`;
    if (file.records === 0) yield `  ${style.warn('?')} no JSON record in it\n`;
  }
  if (conventions.length > 0) yield `\nAttributes of spans: ${conventions.map(({ id, spans }) => `${id} on ${counted(spans, 'span')}`).join(', ')}\n`;
}
