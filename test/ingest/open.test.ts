import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect, collectText, type Collected } from './collect.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-open-'));
});
afterAll(() => rm(folder, { recursive: true }));

const codes = ({ diagnostics }: Collected): string[] => diagnostics.map(({ code }) => code);
const values = ({ records }: Collected): unknown[] => records.map(({ value }) => value);

const text = '{"a":"é"}\n{"b":2}\n';
const both = [{ a: 'é' }, { b: 2 }];
const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

describe.each([1, 5, 65536])('in chunks of %i bytes', (chunk) => {
  test.each([
    ['plain text', Buffer.from(text), 0],
    ['a byte-order mark of UTF-8', Buffer.from(`\ufeff${text}`), 3],
    ['UTF-16 with little end first', Buffer.from(`\ufeff${text}`, 'utf16le'), 0],
    ['UTF-16 with big end first', utf16be(`\ufeff${text}`), 0],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 0],
    ['UTF-16, big end first, without a mark', utf16be(text), 0],
    ['gzip', zlib.gzipSync(text), 0],
    ['gzip of several members', Buffer.concat([zlib.gzipSync('{"a":"é'), zlib.gzipSync('"}\n{"b":2}\n')]), 0],
    ['gzip of a text with a byte-order mark', zlib.gzipSync(`\ufeff${text}`), 3],
    ['gzip with zeros after its end', Buffer.concat([zlib.gzipSync(text), Buffer.alloc(100)]), 0],
  ])('reads %s', async (_, bytes, offset) => {
    const found = await collectText(bytes, { chunk });
    expect(values(found)).toEqual(both);
    expect(found.records.map(({ place }) => [place.offset, place.length])).toEqual([[offset, 10], [offset + 11, 7]]);
    expect(codes(found)).toEqual([]);
  });
});

describe('damaged compression', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `{"n":${i},"x":"${(i * 7919) % 10007}"}`).join('\n');
  const packed = zlib.gzipSync(lines);

  test('gzip that ends too early keeps the records so far', async () => {
    const found = await collectText(packed.subarray(0, packed.length >> 1));
    expect(found.records.length).toBeGreaterThan(1000);
    expect(values(found)).toEqual(found.records.map((_, i) => ({ n: i, x: String((i * 7919) % 10007) })));
    expect(codes(found)).toContain('compression-truncated');
  });

  test('gzip that lacks only its last bytes keeps every record', async () => {
    const found = await collectText(packed.subarray(0, -4));
    expect(found.records).toHaveLength(20_000);
    expect(codes(found)).toEqual(['compression-truncated']);
  });

  test('a short gzip file that ends too early keeps what there is', async () => {
    const found = await collectText(zlib.gzipSync(text).subarray(0, -6));
    expect(codes(found)).toContain('compression-truncated');
    expect(values(found)).toEqual(both);
  });

  test('damage inside gzip is told of, and the run goes on', async () => {
    const bytes = Buffer.from(packed);
    bytes.fill(0xff, packed.length >> 1, (packed.length >> 1) + 64);
    const found = await collectText(bytes);
    expect(codes(found)).toContain('compression-damaged');
    expect(found.files).toHaveLength(1);
  });

  test.each([
    ['a short file', text],
    ['a long file', lines],
  ])('bytes after the end of the gzip data cost no record of %s', async (_, content) => {
    const path = join(folder, 'trailing.gz');
    await writeFile(path, Buffer.concat([zlib.gzipSync(content), Buffer.from('trailing')]));
    const found = await collect([path]);
    expect(values(found)).toEqual(content.trim().split('\n').map((line) => JSON.parse(line) as unknown));
    expect(found.diagnostics.map(({ code, level, message }) => [code, level, message.includes('come bytes that are none')])).toEqual([['compression-damaged', 'warning', true]]);
  });

  test('what grows beyond the limit is stopped', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
    const found = await collectText(bomb, { limits: { inflateRatio: 100 } });
    expect(codes(found)).toContain('inflate-ratio');
    expect(found.files[0]?.bytes).toBeLessThan(70 * 1024 * 1024);
  });

  test('a regular file within the limit is read', async () => {
    const found = await collectText(zlib.gzipSync(' '.repeat(1_000_000) + '{"a":1}'), { limits: { inflateRatio: 10 } });
    expect(values(found)).toEqual([{ a: 1 }]);
  });
});

describe('what is no dump', () => {
  test.each<[string, Buffer | string, string, string]>([
    ['nothing', '', 'empty-file', 'is empty'],
    ['white space', ' \n\n', 'empty-file', 'white space'],
    ['a byte-order mark', '\ufeff', 'empty-file', 'white space'],
    ['Parquet', 'PAR1....PAR1', 'not-json', 'duckdb'],
    ['SQLite', 'SQLite format 3\0....', 'not-json', 'sqlite3 -json'],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'not-json', 'PNG'],
    ['ZIP', 'PK\x03\x04...', 'not-json', 'unzip'],
    ['gzip inside gzip', zlib.gzipSync(zlib.gzipSync(text)), 'not-json', 'gzip data inside'],
    ['protobuf', Buffer.from([0x0a, 0x90, 0x03, 0x0a, 0x20, 0x01, 0x02, 0x00, 0x12]), 'not-json', 'protobuf'],
    ['protobuf of OTLP', Buffer.from('\n\x14\n\x0a\n\x08\n\x01a\x12\x03\n\x01b\x12\x06\x12\x04*\x02op'), 'not-json', 'format: json'],
    ['other bytes', Buffer.from([0x01, 0x02, 0x00, 0x12, 0x41, 0x00]), 'not-json', 'binary'],
    ['a console dump', "{\n  traceId: 'x',\n  parentId: undefined\n}\n", 'not-json', 'JSON.stringify'],
    [
      'the output of ConsoleSpanExporter in JavaScript',
      "{\n  resource: {\n    attributes: { 'service.name': 'shop' }\n  },\n  instrumentationScope: { name: 'ai', version: undefined },\n  traceId: '0af7',\n  parentSpanContext: undefined,\n  attributes: { 'ai.prompt': '{\"a\":1}' },\n  status: { code: 0 },\n  events: [],\n  links: []\n}\n",
      'not-json',
      'JSON.stringify',
    ],
    ['a printed object of a class', "<ref *1> SpanImpl {\n  name: 'chat',\n  links: []\n}\n", 'not-json', 'JSON.stringify'],
    ['a printed array of objects', "[\n  Span {\n    name: 'chat',\n    attributes: [Object]\n  }\n]\n", 'not-json', 'JSON.stringify'],
    ['Python literals', "{'trace_id': 'x', 'parent': None}\n", 'not-json', 'json.dumps'],
    ['HTML', '<!doctype html>\n<p>Not found</p>', 'not-json', 'HTML'],
    ['prose', 'Dear reader, this is not a dump.\nIt is a letter, though.\n', 'not-json', 'text'],
  ])('%s is named as what it is', async (_, content, code, words) => {
    const { diagnostics, records } = await collectText(content);
    expect(records).toEqual([]);
    expect(diagnostics.map((told) => [told.code, told.level, told.message.includes(words)])).toEqual([[code, 'warning', true]]);
  });

  test('a bad start does not hide good lines', async () => {
    const found = await collectText("{traceId: 'x'}\n{\"a\":1}\n");
    expect(values(found)).toEqual([{ a: 1 }]);
    expect(codes(found)).toEqual(['record-not-json']);
  });

  test('a truncated document without a whole record is truncated, not something else', async () => {
    expect(codes(await collectText('{"traces":[{"a":'))).toEqual(['truncated']);
  });
});

describe('inputs that cannot be read', () => {
  test('without standard input, - is told of', async () => {
    expect(codes(await collect(['-']))).toEqual(['no-stdin']);
  });

  test('a stream that fails keeps the records before', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('{"a":1}\n{"b":');
      throw new Error('the disk is gone');
    }
    const found = await collect(['-'], { stdin: failing() });
    expect(values(found)).toEqual([{ a: 1 }]);
    expect(codes(found)).toEqual(['truncated', 'unreadable']);
    expect(found.diagnostics.at(-1)?.message).toContain('the disk is gone');
  });

  test('progress is told while a file is read', async () => {
    const path = join(folder, 'big.jsonl');
    await writeFile(path, '{"a":1}\n'.repeat(100_000));
    const seen: number[] = [];
    await collect([path], { onProgress: ({ bytes }) => seen.push(bytes) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(800_000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
