import * as zlib from 'node:zlib';
import type { InputError } from '../errors/input-error.js';
import { feed, finish, type Flow, startFlow } from './flow.js';
import { cutOff, damaged, type Inflated, type Packed, trailing } from './packed.js';

const chunkSize = 1024 * 1024;
/** Compressed bytes given at once: even at the highest ratio of gzip they come out as some 16 MiB. */
const feedBytes = 16 * 1024;

/**
 * Decompresses gzip of any number of members. What came out before an error is given before the error is thrown.
 *
 * @throws InputError when the data is cut off or damaged.
 */
export async function* gunzip(packed: Packed): AsyncGenerator<Inflated> {
  const flow = start();
  let out = 0;
  let before = 0;
  for await (const piece of pieces(packed.chunks)) {
    before = flow.taken;
    for (const bytes of await feed(flow, piece)) {
      out += bytes.length;
      yield { bytes, taken: flow.taken };
    }
    if (flow.over) break;
  }
  for (const bytes of await finish(flow)) yield { bytes, taken: flow.taken };
  if (flow.failure === undefined) return;
  if (!isCut(flow.failure)) yield* save(packed, before, out);
  throw failed(flow.failure);
}

/** A decompressor that fails gives nothing of the piece it failed in. Goes there again, and feeds that piece byte by byte. */
async function* save({ again }: Packed, before: number, out: number): AsyncGenerator<Inflated> {
  if (again === undefined) return;
  const flow = start();
  let skip = out;
  for await (const piece of pieces(again())) {
    const step = flow.taken < before ? piece.length : 1;
    for (let at = 0; at < piece.length && !flow.over; at += step) {
      for (const bytes of await feed(flow, piece.subarray(at, at + step))) {
        if (bytes.length > skip) yield { bytes: bytes.subarray(skip), taken: flow.taken };
        skip = Math.max(0, skip - bytes.length);
      }
    }
    if (flow.over) break;
  }
  flow.stream.destroy();
}

function start(): Flow {
  return startFlow(zlib.createGunzip({ chunkSize }));
}

async function* pieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += feedBytes) yield chunk.subarray(at, at + feedBytes);
  }
}

function isCut(error: Error & { code?: string }): boolean {
  return error.code === 'Z_BUF_ERROR' || /unexpected end of file/i.test(error.message);
}

function failed(error: Error): InputError {
  if (isCut(error)) return cutOff('gzip');
  return error.message === 'incorrect header check' ? trailing('gzip') : damaged('gzip', error.message);
}
