/** The header of a zstd frame (RFC 8878, section 3.1.1.1). */
export interface FrameHeader {
  /** Length of the header, magic number included. */
  length: number;
  /** Bytes of output that the decoder must keep at hand. */
  window: number;
  /** Id of the dictionary it was made with; 0: none. */
  dictionary: number;
  checksum: boolean;
}

const magic = 0xfd2fb528;
const skippable = 0x184d2a50;

/** True for bytes that start a zstd frame. */
export function isZstd(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === magic;
}

/** True for bytes that start a frame that holds no data. */
export function isSkippable(head: Buffer): boolean {
  return head.length >= 4 && (head.readUInt32LE(0) & 0xfffffff0) >>> 0 === skippable;
}

const dictionarySizes = [0, 1, 2, 4] as const;
const contentSizes = [0, 2, 4, 8] as const;

/** Length of the header that starts with these five bytes. */
export function headerLength(start: Buffer): number {
  const { single, dictionarySize, contentSize } = flagsOf(start);
  return 5 + (single ? 0 : 1) + dictionarySize + contentSize;
}

/** Reads a whole header; `undefined` where a bit is set that must not be. */
export function readHeader(bytes: Buffer): FrameHeader | undefined {
  const { single, dictionarySize, contentSize, checksum, reserved } = flagsOf(bytes);
  if (reserved) return undefined;
  const from = single ? 5 : 6;
  const dictionary = dictionarySize === 0 ? 0 : bytes.readUIntLE(from, dictionarySize);
  const window = single ? contentAt(bytes, from + dictionarySize, contentSize) : windowOf(bytes[5] ?? 0);
  return { length: bytes.length, window, dictionary, checksum };
}

const smallWindow = 128 * 1024;

/**
 * The bytes of a frame that start with its header, with no checksum announced; and, for a frame of a single block, which looks back at
 * nothing, with a window of no more than that block: a decoder may well fill the window that is asked for.
 */
export function bareHeader(bytes: Buffer, singleBlock: boolean): Buffer {
  const bare = Buffer.from(bytes);
  bare[4] = (bare[4] ?? 0) & ~4;
  const shrink = singleBlock && !flagsOf(bytes).single && windowOf(bytes[5] ?? 0) > smallWindow;
  if (shrink) bare[5] = (Math.log2(smallWindow) - 10) << 3;
  return bare;
}

function flagsOf(bytes: Buffer): { single: boolean; dictionarySize: number; contentSize: number; checksum: boolean; reserved: boolean } {
  const flags = bytes[4] ?? 0;
  const single = (flags & 0x20) !== 0;
  const contentSize = flags >> 6 === 0 && single ? 1 : (contentSizes[flags >> 6] ?? 0);
  return { single, dictionarySize: dictionarySizes[flags & 3] ?? 0, contentSize, checksum: (flags & 4) !== 0, reserved: (flags & 8) !== 0 };
}

/** A size in two bytes counts from 256. */
function contentAt(bytes: Buffer, at: number, size: number): number {
  if (size === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, size) + (size === 2 ? 256 : 0);
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
