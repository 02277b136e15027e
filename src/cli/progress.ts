import { counted, formatBytes } from '../util/numbers.js';
import { headline, truncate } from '../util/safe-text.js';
import type { Io } from './io.js';

/** Shows how far the reading of dumps has come: one line, written over itself, and gone at the end. */
export interface Progress {
  update(done: { file: string; bytes: number; records: number }): void;
  /** Removes the line. */
  done(): void;
}

const everyBytes = 2_000_000;
const clearLine = '\r\u001b[2K';

/** A progress line on standard error; one that does nothing where standard error is no terminal, or quiet is asked for. */
export function createProgress(io: Io, quiet: boolean): Progress {
  if (quiet || !(io.stderrIsTTY ?? io.isTTY) || io.env.TERM === 'dumb') return { update: () => undefined, done: () => undefined };
  let drawn = '';
  let drawnBytes = 0;
  return {
    update({ file, bytes, records }) {
      if (file === drawn && bytes - drawnBytes < everyBytes) return;
      [drawn, drawnBytes] = [file, bytes];
      const line = `reading ${headline(file, 60)}  ${formatBytes(bytes)}  ${counted(records, 'record')}`;
      void io.stderr.write(clearLine + truncate(line, (io.columns || 80) - 1));
    },
    done() {
      if (drawn !== '') void io.stderr.write(clearLine);
      drawn = '';
    },
  };
}
