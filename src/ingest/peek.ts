/** The first bytes of a stream, and the stream from its start. */
export interface Peeked {
  head: Buffer;
  chunks: AsyncIterable<Buffer>;
}

/** Reads ahead until `size` bytes are there, or the stream ends. A stream that fails does so when `chunks` comes to that point, not here. */
export async function peek(source: AsyncIterable<Uint8Array>, size: number): Promise<Peeked> {
  const rest = source[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let failure: { error: unknown } | undefined;
  try {
    await readAhead(rest, read, size);
  } catch (error) {
    failure = { error };
  }
  return { head: Buffer.concat(read).subarray(0, size), chunks: chain(read, rest, failure) };
}

async function readAhead(rest: AsyncIterator<Uint8Array>, read: Buffer[], size: number): Promise<void> {
  for (let length = 0; length < size; ) {
    const { value, done } = await rest.next();
    if (done === true) return;
    read.push(asBuffer(value));
    length += value.length;
  }
}

async function* chain(read: Buffer[], rest: AsyncIterator<Uint8Array>, failure: { error: unknown } | undefined): AsyncGenerator<Buffer> {
  try {
    yield* read;
    if (failure !== undefined) throw failure.error;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield asBuffer(next.value);
  } finally {
    await rest.return?.();
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
