import { cutOff, damaged, trailing } from '../packed.js';
import type { ByteReader } from './byte-reader.js';
import { type FrameHeader, headerLength, isSkippable, isZstd, readHeader } from './header.js';

/** A part of a frame that can be decoded when those before it were: its header with the first block, another block, or the checksum. */
export interface FramePart {
  bytes: Buffer;
  /** It starts a frame. */
  first: boolean;
  /** It holds the last block of a frame. */
  last: boolean;
  /** The checksum of the frame, which no output comes from. */
  checksum: boolean;
}

/** As much as the reference decoder allows itself. More would let a few bytes claim gigabytes. */
const mostWindow = 128 * 1024 * 1024;
/** No block of any frame is larger, packed or unpacked. */
const mostBlock = 128 * 1024;

/**
 * Cuts frames that stand one after another into parts, and passes over skippable ones. A decoder is given a part at a time because Node's own
 * stops without a word at the end of a frame when more follows in the same piece, and gives nothing of a piece in which it fails.
 *
 * @throws InputError when the data ends inside a frame, or is no frame.
 */
export async function* frameParts(reader: ByteReader): AsyncGenerator<FramePart> {
  for (let frames = 0; ; frames += 1) {
    const magic = await reader.take(4);
    if (magic.length === 0) return;
    if (isZstd(magic)) yield* oneFrame(reader, magic);
    else if (isSkippable(magic)) await passFrame(reader);
    else throw magic.length < 4 && frames === 0 ? cutOff('zstd') : trailing('zstd');
  }
}

async function passFrame(reader: ByteReader): Promise<void> {
  const size = (await whole(reader, 4)).readUInt32LE(0);
  if ((await reader.skip(size)) < size) throw cutOff('zstd');
}

async function* oneFrame(reader: ByteReader, magic: Buffer): AsyncGenerator<FramePart> {
  const start = Buffer.concat([magic, await whole(reader, 1)]);
  const header = Buffer.concat([start, await whole(reader, headerLength(start) - start.length)]);
  const { window, checksum } = checked(readHeader(header));
  for (let first = true, last = false; !last; first = false) {
    const block = await nextBlock(reader, Math.min(mostBlock, window));
    last = block.last;
    yield { bytes: first ? Buffer.concat([header, block.bytes]) : block.bytes, first, last, checksum: false };
  }
  if (checksum) yield { bytes: await whole(reader, 4), first: false, last: false, checksum: true };
}

function checked(header: FrameHeader | undefined): FrameHeader {
  if (header === undefined) throw damaged('zstd', 'a frame header has a reserved bit set');
  if (header.dictionary !== 0) throw damaged('zstd', `it was made with dictionary ${header.dictionary}`, 'decompress it by hand: zstd -d -D <dictionary> <file>');
  if (header.window <= mostWindow) return header;
  throw damaged('zstd', 'it needs a window of more than 128 MiB', 'decompress it by hand: zstd -d --long=31 <file>');
}

const run = 1;
const reserved = 3;

/** A block with its header. A run of one byte takes one byte, whatever its size says. */
async function nextBlock(reader: ByteReader, most: number): Promise<{ bytes: Buffer; last: boolean }> {
  const start = await whole(reader, 3);
  const bits = start.readUIntLE(0, 3);
  const kind = (bits >> 1) & 3;
  const size = bits >> 3;
  if (kind === reserved) throw damaged('zstd', 'a block is of no known type');
  if (size > most) throw damaged('zstd', 'a block is larger than any may be');
  const content = await whole(reader, kind === run ? 1 : size);
  return { bytes: Buffer.concat([start, content]), last: (bits & 1) === 1 };
}

async function whole(reader: ByteReader, size: number): Promise<Buffer> {
  const bytes = await reader.take(size);
  if (bytes.length < size) throw cutOff('zstd');
  return bytes;
}
