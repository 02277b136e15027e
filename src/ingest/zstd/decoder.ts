import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { feed, type Flow, startFlow } from '../flow.js';
import { bareHeader } from './header.js';
import type { FramePart } from './frames.js';

/** Decodes the parts of frames in order. After a failure it is closed, and another one starts at the next frame. */
export interface ZstdDecoder {
  /**
   * What comes out of a part.
   *
   * @throws Error of the library when the part is damaged.
   */
  decode(part: FramePart): Promise<Buffer[]>;
  close(): void;
}

/** Makes a decoder: Node's own from 22.15 on, which is faster and checks checksums, else one in JavaScript. */
export function newDecoder(): ZstdDecoder {
  return nativeDecoder() ?? scriptDecoder();
}

const chunkSize = 256 * 1024;

/** Node's own decoder; `undefined` where this Node has none. */
export function nativeDecoder(): ZstdDecoder | undefined {
  // Looked up by name, as the types are those of the oldest Node that is supported.
  const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof make !== 'function') return undefined;
  const flow = startFlow(make({ chunkSize }) as Transform);
  return { decode: ({ bytes }) => decodeNatively(flow, bytes), close: () => flow.stream.destroy() };
}

async function decodeNatively(flow: Flow, bytes: Buffer): Promise<Buffer[]> {
  const ready = await feed(flow, bytes);
  if (flow.failure !== undefined) throw flow.failure;
  return ready;
}

/** The decoder in JavaScript. It does not look at checksums. */
export function scriptDecoder(): ZstdDecoder {
  let ready: Buffer[] = [];
  let frame: Decompress | undefined;
  const take = (bytes: Uint8Array): void => void ready.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const decode = ({ bytes, first, last, checksum }: FramePart): Buffer[] => {
    if (checksum) return [];
    // One for each frame: it calls itself once for each frame that it goes on to.
    if (first) frame = new Decompress(take);
    frame?.push(first ? bareHeader(bytes, last) : bytes, last);
    return ready.splice(0);
  };
  return {
    decode: async (part) => decode(part),
    close: () => {
      frame = undefined;
      ready = [];
    },
  };
}
