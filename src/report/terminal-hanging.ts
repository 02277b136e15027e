import { safeText, wrap } from '../util/safe-text.js';

/** A text after a head, its further lines below its beginning. */
export function* hanging(head: string, text: string, column: number, width: number): Generator<string> {
  let start = head;
  for (const line of wrap(safeText(text), Math.max(20, width - column - 2))) {
    yield `  ${start}${line}\n`;
    start = ' '.repeat(column);
  }
}
