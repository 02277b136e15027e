import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors/input-error.js';
import type { Inflated } from '../../src/ingest/packed.js';
import { unblock } from '../../src/ingest/zstd/blocks.js';
import { nativeDecoder, scriptDecoder, type ZstdDecoder } from '../../src/ingest/zstd/decoder.js';
import { headerLength, isSkippable, readHeader } from '../../src/ingest/zstd/header.js';
import { unzstd } from '../../src/ingest/zstd/unzstd.js';
import { collect, collectText, type Collected } from './collect.js';

const folder = 'test/fixtures/zstd';
const fixture = (name: string): Buffer => readFileSync(`${folder}/${name}`);
const oneFrame = fixture('one-frame.jsonl.zst');
const frames = fixture('frames.jsonl.zst');
const collector = fixture('collector-json.zst');

const codes = ({ diagnostics }: Collected): string[] => diagnostics.map(({ code }) => code);
const orderOf = (value: unknown): string => /"intValue":"(\d+)"/.exec(JSON.stringify(value))?.[1] ?? '';
const orders = ({ records }: Collected): string[] => records.map(({ value }) => orderOf(value));

const native = nativeDecoder();
native?.close();
const decoders: [string, () => ZstdDecoder][] = [['JavaScript', scriptDecoder]];
if (native !== undefined) decoders.push(['Node', () => nativeDecoder() ?? scriptDecoder()]);

interface Unpacked {
  text: string;
  error?: InputError;
}

async function unpack(inflate: (chunks: AsyncIterable<Buffer>, make: () => ZstdDecoder) => AsyncIterable<Inflated>, bytes: Buffer, make: () => ZstdDecoder, chunk = 65536): Promise<Unpacked> {
  const out: Buffer[] = [];
  try {
    for await (const { bytes: piece } of inflate(chunked(bytes, chunk), make)) out.push(piece);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { text: Buffer.concat(out).toString(), error };
  }
  return { text: Buffer.concat(out).toString() };
}

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** A copy with bytes changed. */
function changed(bytes: Buffer, at: number, value: number, length = 1): Buffer {
  return Buffer.from(bytes).fill(value, at, at + length);
}

/** A frame of one stored block, with a content size of one byte. */
const stored = (text: string): Buffer => Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length]), blockHeader(text.length, 0, true), Buffer.from(text)]);
const block = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

function blockHeader(size: number, kind: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE((size << 3) | (kind << 1) | (last ? 1 : 0), 0, 3);
  return bytes;
}

describe.each(decoders)('the decoder of %s', (_, make) => {
  test.each([1, 3, 17, 65536])('reads a frame of several blocks in chunks of %i bytes', async (chunk) => {
    const { text, error } = await unpack(unzstd, oneFrame, make, chunk);
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { n: number });
    expect(error).toBeUndefined();
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 6000 }, (_, i) => i));
  });

  test.each([1, 3, 17, 65536])('reads frames one after another, past empty and skippable ones, in chunks of %i bytes', async (chunk) => {
    const { text, error } = await unpack(unzstd, frames, make, chunk);
    expect(error).toBeUndefined();
    expect(text.trimEnd().split('\n').map((line) => orderOf(JSON.parse(line)))).toEqual(['0', '1', '2']);
  });

  test('reads many small frames in one chunk', async () => {
    const many = Buffer.concat(Array.from({ length: 20_000 }, (_, i) => stored(`{"n":${i}}\n`)));
    const { text, error } = await unpack(unzstd, many, make, many.length);
    expect(error).toBeUndefined();
    expect(text.trimEnd().split('\n')).toHaveLength(20_000);
  });

  test('gives the blocks before the end of a file that ends too early', async () => {
    const whole = await unpack(unzstd, oneFrame, make);
    const cut = await unpack(unzstd, oneFrame.subarray(0, oneFrame.length - 100), make);
    expect(cut.error?.code).toBe('compression-truncated');
    expect(cut.text.length).toBeGreaterThan(100_000);
    expect(whole.text.startsWith(cut.text)).toBe(true);
  });

  test('wherever a file ends, what comes out is the start of the whole', async () => {
    const whole = await unpack(unzstd, frames, make);
    for (let end = 1; end < frames.length; end += 1) {
      const { text, error } = await unpack(unzstd, frames.subarray(0, end), make);
      expect(whole.text.startsWith(text)).toBe(true);
      if (error !== undefined) expect(error.code).toMatch(/^compression-/);
    }
  });

  test('whatever byte is damaged, nothing else is thrown', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: frames.length - 1 }), fc.nat({ max: 255 }), async (at, value) => {
        await unpack(unzstd, changed(frames, at, value), make);
        await unpack(unblock, changed(collector, at % collector.length, value), make);
      }),
      { numRuns: 300, seed: 7 },
    ));

  test('gives the frames before bytes that are no frame', async () => {
    const { text, error } = await unpack(unzstd, Buffer.concat([stored('{"a":1}\n'), Buffer.from('trailing')]), make);
    expect([text, error?.code]).toEqual(['{"a":1}\n', 'compression-damaged']);
    expect(error?.message).toContain('come bytes that are none');
  });

  test.each([
    ['a window of gigabytes', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, 1, 0, 0]), '128 MiB'],
    ['a dictionary', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 0, 1, 0, 0]), 'dictionary 7'],
    ['a reserved bit', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x28, 0, 1, 0, 0]), 'reserved'],
    ['a block of no known type', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0, 7, 0, 0]), 'type'],
    ['a block that is too large', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 1, 0, 0xff]), 'larger'],
  ])('refuses %s', async (_, bytes, words) => {
    const { text, error } = await unpack(unzstd, bytes, make);
    expect([text, error?.code]).toEqual(['', 'compression-damaged']);
    expect(error?.message).toContain(words);
  });

  test('a damaged block of the Collector costs its message only', async () => {
    const second = 4 + collector.readUInt32BE(0);
    const { text, error } = await unpack(unblock, changed(collector, second + 4, 0, 4), make);
    expect(text.trimEnd().split('\n').map((line) => orderOf(JSON.parse(line)))).toEqual(['0', '2']);
    expect(error?.code).toBe('compression-damaged');
    expect(error?.message).toContain(`block 2 at byte ${second}`);
  });

  test('damage inside a block of the Collector leaves the next one whole', async () => {
    const bad = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]), blockHeader(23, 0, false), Buffer.from(`{"x":"${'y'.repeat(17)}`), blockHeader(4, 2, true), Buffer.alloc(4, 0xff)]);
    const { text, error } = await unpack(unblock, Buffer.concat([block(bad), block(stored('{"a":1}'))]), make);
    expect(text).toBe(`{"x":"${'y'.repeat(17)}\n{"a":1}\n`);
    expect(error?.message).toContain('first block 1 at byte 0');
  });

  test('a message of the Collector may be of several frames, and have its own line end', async () => {
    const { text, error } = await unpack(unblock, Buffer.concat([block(Buffer.concat([stored('{"a":'), stored('1}\n')])), block(stored('{"b":2}'))]), make);
    expect([text, error]).toEqual(['{"a":1}\n{"b":2}\n', undefined]);
  });

  test.each([
    ['inside a block', collector.subarray(0, -5), 'compression-truncated'],
    ['inside a length', Buffer.concat([collector, Buffer.from([0, 0])]), 'compression-truncated'],
    ['with a length that cannot be', Buffer.concat([collector, Buffer.from([255, 0, 0, 0, 1])]), 'compression-damaged'],
  ])('a file of the Collector that ends %s keeps the blocks before', async (_, bytes, code) => {
    const { text, error } = await unpack(unblock, bytes, make);
    expect(text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
    expect(error?.code).toBe(code);
  });
});

describe('files', () => {
  test('of many frames are read whole', async () => {
    const found = await collect([`${folder}/frames.jsonl.zst`]);
    expect([orders(found), codes(found)]).toEqual([['0', '1', '2'], []]);
  });

  test('of the Collector hold a record for each message, with its place in what comes out', async () => {
    const found = await collect([`${folder}/collector-json.zst`]);
    const plain = await collect([`${folder}/frames.jsonl.zst`]);
    expect(found.records.map(({ value, place }) => [value, place.offset, place.length])).toEqual(plain.records.map(({ value, place }) => [value, place.offset, place.length]));
    expect(codes(found)).toEqual([]);
  });

  test.each(['collector-proto.zst', 'collector-proto.bin'])('of the Collector in protobuf are named: %s', async (name) => {
    const found = await collect([`${folder}/${name}`]);
    expect([found.records, codes(found)]).toEqual([[], ['not-json']]);
    expect(found.diagnostics[0]?.message).toMatch(/OTLP in protobuf.*`format: json`/);
  });

  test('that are cut off keep their records, and say so', async () => {
    const found = await collectText(oneFrame.subarray(0, oneFrame.length - 100));
    expect(found.records.length).toBeGreaterThan(1000);
    expect(codes(found)).toContain('compression-truncated');
  });

  test('that grow beyond the limit are stopped', async () => {
    const run = Buffer.concat([blockHeader(128 * 1024, 1, false), Buffer.from(' ')]);
    const bomb = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]), ...Array.from({ length: 700 }, () => run), blockHeader(0, 0, true)]);
    for (const bytes of [bomb, block(bomb)]) {
      const found = await collectText(bytes, { limits: { inflateRatio: 1000 } });
      expect(codes(found)).toContain('inflate-ratio');
      expect(found.files[0]?.bytes).toBeLessThan(70 * 1024 * 1024);
    }
  });
});

describe('headers', () => {
  test.each([
    ['a window', [0x00, 0x58], { length: 6, window: 2 * 1024 * 1024, dictionary: 0, checksum: false }],
    ['a window with eighths', [0x04, 0x5b], { length: 6, window: 2 * 1024 * 1024 + 3 * 256 * 1024, dictionary: 0, checksum: true }],
    ['a content size of one byte', [0x20, 9], { length: 6, window: 9, dictionary: 0, checksum: false }],
    ['a content size of two bytes', [0x60, 1, 0], { length: 7, window: 257, dictionary: 0, checksum: false }],
    ['a content size of eight bytes', [0xe0, 0, 0, 1, 0, 0, 0, 0, 0], { length: 13, window: 65536, dictionary: 0, checksum: false }],
    ['a dictionary and a window', [0x02, 0x58, 1, 2], { length: 8, window: 2 * 1024 * 1024, dictionary: 513, checksum: false }],
  ])('with %s', (_, rest, header) => {
    const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...rest]);
    expect([headerLength(bytes), readHeader(bytes)]).toEqual([bytes.length, header]);
  });

  test('of skippable frames have sixteen magic numbers', () => {
    expect(isSkippable(Buffer.from([0x50, 0x2a, 0x4d, 0x18])) && isSkippable(Buffer.from([0x5f, 0x2a, 0x4d, 0x18]))).toBe(true);
    expect(isSkippable(Buffer.from([0x60, 0x2a, 0x4d, 0x18]))).toBe(false);
  });
});

test.runIf(native !== undefined)('Node checks the checksum of a frame', async () => {
  const { text, error } = await unpack(unzstd, changed(oneFrame, oneFrame.length - 1, (oneFrame.at(-1) ?? 0) ^ 1), () => nativeDecoder() ?? scriptDecoder());
  expect(text.trimEnd().split('\n')).toHaveLength(6000);
  expect(error?.code).toBe('compression-damaged');
});
