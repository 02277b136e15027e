import { createStyle, type Style } from '../report/terminal-style.js';
import type { Io } from './io.js';

/** What standard output and standard error can show. */
export interface Terminal {
  /** For standard output. */
  style: Style;
  /** For standard error. */
  errorStyle: Style;
  /** Columns for running text. */
  width: number;
  /** Columns for tables: a file or a pipe has no edge, and a cut id is of no use in it. */
  tableWidth: number;
}

const textWidth = { least: 40, most: 120, without: 80 };
const tableWidthInPipe = 240;

/** Finds out what may be shown: 80 columns where a terminal states none (or 0); colour only on a terminal, and not where `NO_COLOR`, `--no-color` or a dumb terminal say no. */
export function createTerminal(io: Io, colorOption: boolean): Terminal {
  const columns = (io.isTTY ? io.columns : undefined) || textWidth.without;
  return {
    style: createStyle(colorOption && mayColour(io, io.isTTY)),
    errorStyle: createStyle(colorOption && mayColour(io, io.stderrIsTTY ?? io.isTTY)),
    width: Math.max(textWidth.least, Math.min(textWidth.most, columns)),
    tableWidth: io.isTTY ? Math.max(textWidth.least, columns) : tableWidthInPipe,
  };
}

function mayColour({ env }: Io, isTTY: boolean): boolean {
  if (set(env.NO_COLOR)) return false;
  if (set(env.FORCE_COLOR)) return env.FORCE_COLOR !== '0';
  return isTTY && env.TERM !== 'dumb';
}

const set = (value: string | undefined): boolean => value !== undefined && value !== '';
