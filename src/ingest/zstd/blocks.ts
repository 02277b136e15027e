import { NEWLINE } from '../ascii.js';
import { InputError } from '../../errors/input-error.js';
import { cutOff, type Inflated } from '../packed.js';
import { ByteReader } from './byte-reader.js';
import { newDecoder, type ZstdDecoder } from './decoder.js';
import { frameParts } from './frames.js';
import { isZstd } from './header.js';
import { decodePart } from './unzstd.js';

/** Largest block, compressed. The Collector's own messages have a few MiB; more is a length that was damaged. */
const mostBytes = 256 * 1024 * 1024;

/** Blocks that were passed over. */
interface Lost {
  count: number;
  /** Number of the first, from 1, its offset in the compressed file, and what was wrong with it. */
  first?: { block: number; at: number; why: string };
}

const lineEnd = Buffer.from('\n');

/**
 * Decompresses the blocks that the file exporter of the OpenTelemetry Collector writes: four bytes of length, big end first, and a message in zstd.
 * Each message becomes a line, as the exporter itself writes it where it does not compress. A damaged block costs that message only.
 *
 * @throws InputError after the last block, when blocks were damaged or the file ends inside one.
 */
export async function* unblock(chunks: AsyncIterable<Buffer>, makeDecoder: () => ZstdDecoder = newDecoder): AsyncGenerator<Inflated> {
  const reader = new ByteReader(chunks);
  const blocks = new BlockDecoder(makeDecoder);
  const lost: Lost = { count: 0 };
  try {
    for (let block = 1; ; block += 1) {
      const at = reader.taken;
      const bytes = await nextBlock(reader).catch((error: unknown) => endOf(error, lost));
      if (bytes === undefined) break;
      for await (const out of blocks.decode(bytes)) yield { bytes: out, taken: reader.taken };
      if (blocks.failure !== undefined) lose(lost, block, at, blocks.failure.message);
    }
  } finally {
    blocks.close();
    await reader.close();
  }
  if (lost.first !== undefined) throw someLost(lost, lost.first);
}

/** The bytes of the next block; `undefined` at the end of the file. */
async function nextBlock(reader: ByteReader): Promise<Buffer | undefined> {
  const prefix = await reader.take(4);
  if (prefix.length === 0) return undefined;
  if (prefix.length < 4) throw cutOff('zstd');
  const size = prefix.readUInt32BE(0);
  if (size > mostBytes) throw new InputError('compression-damaged', `A block says that it has ${size} bytes, so where the next one starts is not known`, 'what comes before was kept; copy or export the file again');
  const bytes = await reader.take(size);
  if (bytes.length < size) throw cutOff('zstd');
  return bytes;
}

/** What ends the file early is thrown, or counted with the blocks that were lost before. */
function endOf(error: unknown, lost: Lost): undefined {
  if (lost.first === undefined) throw error;
  lost.count += 1;
}

function lose(lost: Lost, block: number, at: number, why: string): void {
  lost.count += 1;
  lost.first ??= { block, at, why };
}

function someLost({ count }: Lost, { block, at, why }: NonNullable<Lost['first']>): InputError {
  return new InputError('compression-damaged', `${count} compressed block(s) could not be read and were passed over, first block ${block} at byte ${at} of the compressed file (${why})`, 'the others were kept');
}

/** Decodes block after block with one decoder, as making one costs more than a small message; after a failure with a new one. */
class BlockDecoder {
  /** Why the last block could not be decoded to its end. */
  failure: Error | undefined;
  private decoder: ZstdDecoder | undefined;

  constructor(private readonly makeDecoder: () => ZstdDecoder) {}

  async *decode(block: Buffer): AsyncGenerator<Buffer> {
    this.failure = undefined;
    let last = NEWLINE;
    try {
      for await (const bytes of this.parts(block)) {
        last = bytes.at(-1) ?? last;
        yield bytes;
      }
    } catch (error) {
      this.fail(error);
    }
    if (last !== NEWLINE) yield lineEnd;
  }

  close(): void {
    this.decoder?.close();
    this.decoder = undefined;
  }

  private async *parts(block: Buffer): AsyncGenerator<Buffer> {
    if (!isZstd(block)) throw new Error('it holds no zstd data');
    this.decoder ??= this.makeDecoder();
    for await (const part of frameParts(new ByteReader(once(block)))) yield* await decodePart(this.decoder, part);
  }

  private fail(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
    this.close();
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
