/**
 * The part of a byte stream that is still needed. Places are offsets in the stream; `bytes[offset - base]` is the byte at an offset.
 * Slices are valid until more bytes are asked for.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** Offset in the stream of `bytes[0]`. */
  base: number;
  /** Offset of the first byte that is still kept. */
  first: number;
  /** Offset after the last byte that arrived. */
  end: number;
  /** No more bytes will come. */
  closed = false;

  constructor(offset = 0) {
    this.base = offset;
    this.first = offset;
    this.end = offset;
  }

  /** Takes the next bytes of the stream. */
  append(chunk: Buffer): void {
    const live = this.end - this.first;
    if (live === 0) this.adopt(chunk);
    else if (this.end - this.base + chunk.length <= this.bytes.length) this.copyIn(chunk);
    else this.grow(chunk, live);
    this.end += chunk.length;
  }

  /** Says that bytes before an offset are no longer needed. */
  release(offset: number): void {
    this.first = Math.max(this.first, Math.min(offset, this.end));
  }

  slice(from: number, to: number): Buffer {
    return this.bytes.subarray(from - this.base, to - this.base);
  }

  /** The byte at an offset, `undefined` where it has not arrived or was released. */
  at(offset: number): number | undefined {
    return offset >= this.first && offset < this.end ? this.bytes[offset - this.base] : undefined;
  }

  /** Offset of the next such byte at or after an offset, or -1. */
  find(byte: number, from: number): number {
    const index = this.bytes.indexOf(byte, from - this.base);
    return index < 0 || index + this.base >= this.end ? -1 : index + this.base;
  }

  private adopt(chunk: Buffer): void {
    this.bytes = chunk;
    this.base = this.end;
  }

  private copyIn(chunk: Buffer): void {
    this.bytes.set(chunk, this.end - this.base);
  }

  /** Doubles, so that a record of many chunks is copied a few times and not once per chunk. */
  private grow(chunk: Buffer, live: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(live + chunk.length, 2 * live));
    larger.set(this.slice(this.first, this.end));
    larger.set(chunk, live);
    this.bytes = larger;
    this.base = this.first;
  }
}
