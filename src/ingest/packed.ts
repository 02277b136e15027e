import { InputError } from '../errors/input-error.js';

/** What is decompressed. */
export interface Packed {
  chunks: AsyncIterable<Buffer>;
  /** Opens the compressed bytes once more, where that can be done. Lets what stands right before damage be saved. */
  again?: () => AsyncIterable<Buffer>;
}

/** Bytes that came out, and how many compressed ones went in so far. */
export interface Inflated {
  bytes: Buffer;
  taken: number;
}

const advice = 'what comes before was kept; copy or export the file again';

/** The compressed data ends before it should. */
export function cutOff(compression: string): InputError {
  return new InputError('compression-truncated', `The ${compression} data ends too early`, advice);
}

/** The compressed data cannot be read on. */
export function damaged(compression: string, reason: string, next = advice): InputError {
  return new InputError('compression-damaged', `The ${compression} data is damaged (${reason})`, next);
}

/** Something else follows the compressed data. */
export function trailing(compression: string): InputError {
  return new InputError('compression-damaged', `After ${compression} data come bytes that are none`, advice);
}
