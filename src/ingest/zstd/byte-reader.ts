/** Takes bytes off a stream in pieces of the sizes that are asked for. */
export class ByteReader {
  /** Bytes taken so far. */
  taken = 0;
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.source = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, fewer at the end of the stream. They stay what they are when more are taken. */
  async take(size: number): Promise<Buffer> {
    if (this.rest.length < size) await this.gather(size);
    const bytes = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(bytes.length);
    this.taken += bytes.length;
    return bytes;
  }

  /** Passes over bytes without holding them. Returns how many there were. */
  async skip(size: number): Promise<number> {
    let left = size;
    while (left > 0) {
      const { length } = await this.take(Math.min(left, 64 * 1024));
      if (length === 0) break;
      left -= length;
    }
    return size - left;
  }

  /** Lets go of the stream. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  /** Joined once, so that a piece of many chunks is not copied once per chunk. */
  private async gather(size: number): Promise<void> {
    const parts = [this.rest];
    for (let length = this.rest.length; length < size; ) {
      const next = await this.source.next();
      if (next.done === true) break;
      parts.push(next.value);
      length += next.value.length;
    }
    this.rest = parts.length === 2 && this.rest.length === 0 ? (parts[1] ?? this.rest) : Buffer.concat(parts);
  }
}
