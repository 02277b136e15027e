import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { InputError } from '../errors/input-error.js';

const chunkSize = 1024 * 1024;
/** Compressed bytes given at once: even at the highest ratio of gzip they come out as some 16 MiB. */
const feedBytes = 16 * 1024;
/** The ratio is looked at once this much came out: small files may well be very regular. */
const ratioFrom = 64 * 1024 * 1024;

/** After any of these nothing more comes out. */
const endings = ['error', 'end', 'close'];

export type Compression = 'gzip' | 'zstd';

/** Told by the first bytes, never by the name. */
export function compressionOf(head: Buffer): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : undefined;
}

/** What is decompressed. */
export interface Packed {
  chunks: AsyncIterable<Buffer>;
  compression: Compression;
  /** Opens the compressed bytes once more, where that can be done. Lets what stands right before damage be saved. */
  again?: () => AsyncIterable<Buffer>;
}

/**
 * Decompresses a stream. What came out before an error is given before the error is thrown.
 *
 * @throws InputError when the data is cut off or damaged, grows beyond the limit, or this Node cannot read it.
 */
export async function* decompress(packed: Packed, ratio: number): AsyncGenerator<Buffer> {
  const flow = start(packed.compression);
  let out = 0;
  let before = 0;
  for await (const piece of pieces(packed.chunks)) {
    before = flow.taken;
    for await (const bytes of feed(flow, piece)) {
      out += bytes.length;
      if (out > ratioFrom && out > ratio * flow.taken) throw tooMuch(ratio);
      yield bytes;
    }
    if (flow.over) break;
  }
  yield* finish(flow);
  if (flow.failure === undefined) return;
  if (!isCut(flow.failure)) yield* save(packed, before, out);
  throw failed(flow.failure, packed.compression);
}

/** A decompressor that fails gives nothing of the piece it failed in. Goes there again, and feeds that piece byte by byte. */
async function* save({ again, compression }: Packed, before: number, out: number): AsyncGenerator<Buffer> {
  if (again === undefined) return;
  const flow = start(compression);
  let skip = out;
  for await (const piece of pieces(again())) {
    const step = flow.taken < before ? piece.length : 1;
    for (let at = 0; at < piece.length && !flow.over; at += step) {
      for await (const bytes of feed(flow, piece.subarray(at, at + step))) {
        if (bytes.length > skip) yield bytes.subarray(skip);
        skip = Math.max(0, skip - bytes.length);
      }
    }
    if (flow.over) break;
  }
  flow.stream.destroy();
}

/** A decompressor at work. Its output is collected as it comes: a stream that fails throws away what nobody has read yet. */
interface Flow {
  stream: Transform;
  ready: Buffer[];
  taken: number;
  failure?: Error;
  /** The compressed data has ended. */
  over: boolean;
}

function start(compression: Compression): Flow {
  const flow: Flow = { stream: create(compression), ready: [], taken: 0, over: false };
  flow.stream.on('data', (bytes: Buffer) => flow.ready.push(bytes));
  flow.stream.on('error', (error: Error) => (flow.failure = error));
  for (const event of endings) flow.stream.on(event, () => (flow.over = true));
  return flow;
}

function create(compression: Compression): Transform {
  if (compression === 'gzip') return zlib.createGunzip({ chunkSize });
  const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof make === 'function') return make({ chunkSize }) as Transform;
  throw new InputError('needs-newer-node', 'This file is compressed with zstd, which Node reads from 22.15 on', 'decompress it first: zstd -d <file>');
}

async function* pieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += feedBytes) yield chunk.subarray(at, at + feedBytes);
  }
}

async function* feed(flow: Flow, piece: Buffer): AsyncGenerator<Buffer> {
  flow.taken += piece.length;
  await settled(flow, (done) => flow.stream.write(piece, done));
  yield* flow.ready.splice(0);
}

async function* finish(flow: Flow): AsyncGenerator<Buffer> {
  if (!flow.over) await settled(flow, () => flow.stream.end());
  yield* flow.ready.splice(0);
  flow.stream.destroy();
}

/** Waits for a write or for the end; a stream that fails or has seen enough never calls back. */
function settled(flow: Flow, act: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of endings) flow.stream.off(event, done);
      resolve();
    };
    for (const event of endings) flow.stream.on(event, done);
    act(done);
  });
}

function isCut(error: Error & { code?: string }): boolean {
  return error.code === 'Z_BUF_ERROR' || /unexpected end of file/i.test(error.message);
}

function failed(error: Error, compression: Compression): InputError {
  const advice = 'what comes before was kept; copy or export the file again';
  if (isCut(error)) return new InputError('compression-truncated', `The ${compression} data ends too early`, advice);
  if (error.message === 'incorrect header check') return new InputError('compression-damaged', `After ${compression} data come bytes that are none`, advice);
  return new InputError('compression-damaged', `The ${compression} data is damaged (${error.message})`, advice);
}

function tooMuch(ratio: number): InputError {
  return new InputError('inflate-ratio', `The file grows to more than ${ratio} times its size`, 'the rest was not read; decompress it by hand if it can be trusted');
}
