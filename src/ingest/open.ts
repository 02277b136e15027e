import { createReadStream } from 'node:fs';
import { InputError } from '../errors/input-error.js';
import { compressionOf, decompress, magicBytes } from './decompress.js';
import type { Dump } from './discover.js';
import { encodingOf, toUtf8 } from './encoding.js';
import type { Limits } from './limits.js';
import { peek } from './peek.js';
import { headBytes } from './sniff.js';

/** A dump opened for reading. */
export interface Opened {
  /** The first bytes after decompression, for a look at what the file is. */
  head: Buffer;
  /** The text in UTF-8, without a byte-order mark. */
  chunks: AsyncIterable<Buffer>;
  /** Offset of the first byte of `chunks` in the decompressed file. */
  offset: number;
}

const chunkBytes = 256 * 1024;

/**
 * Opens a dump: gzip, zstd, zstd blocks of the Collector and plain, UTF-8 and UTF-16, told apart by their first bytes.
 *
 * @throws InputError when it cannot be opened; reading the chunks throws one when the file cannot be read to its end.
 */
export async function open(dump: Dump, limits: Limits, stdin?: AsyncIterable<Uint8Array>): Promise<Opened> {
  const raw = await peek(readable(source(dump, stdin), dump.path), magicBytes);
  const compression = compressionOf(raw.head);
  const again = dump.stdin === true ? {} : { again: () => createReadStream(dump.path) as AsyncIterable<Buffer> };
  const plain = compression === undefined ? raw.chunks : decompress({ chunks: raw.chunks, ...again }, compression, limits.inflateRatio);
  const { head, chunks } = await peek(plain, headBytes);
  const mark = encodingOf(head);
  return { head, chunks: toUtf8(chunks, mark), offset: mark.encoding === 'utf-8' ? mark.skip : 0 };
}

function source(dump: Dump, stdin: AsyncIterable<Uint8Array> | undefined): AsyncIterable<Uint8Array> {
  if (dump.stdin !== true) return createReadStream(dump.path, { highWaterMark: chunkBytes });
  if (stdin === undefined) throw new InputError('no-stdin', 'There is no standard input to read', 'name a file instead of -');
  return stdin;
}

async function* readable(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('unreadable', `"${path}" cannot be read: ${reason}`);
  }
}
