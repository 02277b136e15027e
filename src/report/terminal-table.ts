import { displayWidth, oneLine, padLeft, padRight, truncate } from '../util/safe-text.js';
import type { Paint, Style } from './terminal-style.js';

/** A column of a table. */
export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** A flexible column gives way when the table is too wide for the page. */
  flexible?: boolean;
}

/** The text of a cell, as recorded: the table makes it safe. */
export type Cell = string | { text: string; paint: Paint };

const gap = 2;
const narrowest = 10;

/** Lays out rows under their column titles, in as many columns of text as the page has. */
export function* table(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: Style, width: number): Generator<string> {
  const texts = rows.map((row) => row.map((cell) => oneLine(textOf(cell))));
  const widths = fit(columns, naturalWidths(columns, texts), width);
  yield `${style.quiet(line(columns, widths, columns.map((column) => column.title)))}\n`;
  for (const [index, row] of rows.entries()) {
    yield `${line(columns, widths, texts[index] ?? [], row.map(paintOf))}\n`;
  }
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
const paintOf = (cell: Cell): Paint | undefined => (typeof cell === 'string' ? undefined : cell.paint);

function naturalWidths(columns: readonly Column[], texts: readonly (readonly string[])[]): number[] {
  const widths = columns.map((column) => displayWidth(column.title));
  for (const row of texts) {
    for (const [i, text] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, Math.min(displayWidth(text), 400));
  }
  return widths;
}

/** Takes what is too much from the widest flexible column, one column of text at a time. */
function fit(columns: readonly Column[], widths: number[], width: number): number[] {
  let over = widths.reduce((sum, each) => sum + each, 0) + gap * (widths.length - 1) - width;
  while (over > 0) {
    const widest = widestFlexible(columns, widths);
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

function widestFlexible(columns: readonly Column[], widths: readonly number[]): number {
  let found = -1;
  for (const [i, column] of columns.entries()) {
    const current = widths[i] ?? 0;
    if (column.flexible && current > narrowest && (found < 0 || current > (widths[found] ?? 0))) found = i;
  }
  return found;
}

function line(columns: readonly Column[], widths: readonly number[], texts: readonly string[], paints: readonly (Paint | undefined)[] = []): string {
  const cells = columns.map((column, i) => {
    const width = widths[i] ?? 0;
    const text = truncate(texts[i] ?? '', width);
    const last = i === columns.length - 1;
    const padded = column.align === 'right' ? padLeft(text, width) : last ? text : padRight(text, width);
    return paints[i]?.(padded) ?? padded;
  });
  return cells.join(' '.repeat(gap)).trimEnd();
}
