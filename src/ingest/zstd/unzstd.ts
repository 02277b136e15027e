import { damaged, type Inflated } from '../packed.js';
import { ByteReader } from './byte-reader.js';
import { newDecoder, type ZstdDecoder } from './decoder.js';
import { type FramePart, frameParts } from './frames.js';

/**
 * Decompresses zstd of any number of frames. What came out before an error is given before the error is thrown.
 *
 * @throws InputError when the data is cut off or damaged.
 */
export async function* unzstd(chunks: AsyncIterable<Buffer>, makeDecoder: () => ZstdDecoder = newDecoder): AsyncGenerator<Inflated> {
  const reader = new ByteReader(chunks);
  const decoder = makeDecoder();
  try {
    for await (const part of frameParts(reader)) {
      for (const bytes of await decodePart(decoder, part)) yield { bytes, taken: reader.taken };
    }
  } finally {
    decoder.close();
    await reader.close();
  }
}

/** Decodes a part; what the library says of damage becomes an `InputError`. */
export async function decodePart(decoder: ZstdDecoder, part: FramePart): Promise<Buffer[]> {
  try {
    return await decoder.decode(part);
  } catch (error) {
    throw damaged('zstd', error instanceof Error ? error.message : String(error));
  }
}
