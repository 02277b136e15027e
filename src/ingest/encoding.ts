import { OPEN_ARRAY, OPEN_OBJECT } from './ascii.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first bytes say of the encoding of a text. */
export interface EncodingMark {
  encoding: Encoding;
  /** Length of the byte-order mark. */
  skip: number;
}

/** Looks for a byte-order mark, or for JSON whose every second byte is NUL. */
export function encodingOf(head: Buffer): EncodingMark {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if ((a === OPEN_OBJECT || a === OPEN_ARRAY) && b === 0 && c !== 0) return { encoding: 'utf-16le', skip: 0 };
  if (a === 0 && (b === OPEN_OBJECT || b === OPEN_ARRAY)) return { encoding: 'utf-16be', skip: 0 };
  return { encoding: 'utf-8', skip: 0 };
}

/** Turns a text into UTF-8, without its byte-order mark. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, { encoding, skip }: EncodingMark): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') return yield* without(chunks, skip);
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}

async function* without(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    const from = Math.min(left, chunk.length);
    left -= from;
    if (from < chunk.length) yield chunk.subarray(from);
  }
}
