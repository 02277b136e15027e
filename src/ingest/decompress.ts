import { InputError } from '../errors/input-error.js';
import { gunzip } from './gunzip.js';
import type { Inflated, Packed } from './packed.js';
import { unblock } from './zstd/blocks.js';
import { isSkippable, isZstd } from './zstd/header.js';
import { unzstd } from './zstd/unzstd.js';

/** The ratio is looked at once this much came out: small files may well be very regular. */
const ratioFrom = 64 * 1024 * 1024;

/** First bytes that are enough to know a compression by. */
export const magicBytes = 8;

/** `zstd-blocks`: zstd frames with a length before each, as the file exporter of the OpenTelemetry Collector writes them. */
export type Compression = 'gzip' | 'zstd' | 'zstd-blocks';

const decompressors: Record<Compression, (packed: Packed) => AsyncIterable<Inflated>> = {
  gzip: gunzip,
  zstd: ({ chunks }) => unzstd(chunks),
  'zstd-blocks': ({ chunks }) => unblock(chunks),
};

/** Told by the first bytes, never by the name. */
export function compressionOf(head: Buffer): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isZstd(head) || isSkippable(head)) return 'zstd';
  return isZstd(head.subarray(4)) ? 'zstd-blocks' : undefined;
}

/**
 * Decompresses a stream. What came out before an error is given before the error is thrown.
 *
 * @throws InputError when the data is cut off or damaged, or grows beyond the limit.
 */
export async function* decompress(packed: Packed, compression: Compression, ratio: number): AsyncGenerator<Buffer> {
  let out = 0;
  for await (const { bytes, taken } of decompressors[compression](packed)) {
    out += bytes.length;
    if (out > ratioFrom && out > ratio * taken) throw tooMuch(ratio);
    yield bytes;
  }
}

function tooMuch(ratio: number): InputError {
  return new InputError('inflate-ratio', `The file grows to more than ${ratio} times its size`, 'the rest was not read; decompress it by hand if it can be trusted');
}
