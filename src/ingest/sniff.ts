import { isOtlpBlock, isOtlpProtobuf } from './protobuf.js';

/** What a file is that is no JSON, and what to do about it. */
export interface Kind {
  what: string;
  advice?: string;
}

/** Bytes that are enough to know a kind by. */
export const headBytes = 1024;

interface Signature extends Kind {
  bytes: readonly number[];
  at?: number;
}

const text = (value: string): number[] => [...Buffer.from(value, 'latin1')];

const signatures: readonly Signature[] = [
  { bytes: text('PAR1'), what: 'a Parquet file', advice: `export JSON Lines: duckdb -c "COPY (FROM '<file>') TO 'out.jsonl' (FORMAT json)"` },
  { bytes: text('SQLite format 3\0'), what: 'an SQLite database', advice: `export a table: sqlite3 -json <file> "SELECT * FROM <table>" > out.json` },
  { bytes: text('ARROW1'), what: 'an Arrow file', advice: `export with pyarrow: pyarrow.feather.read_feather("<file>").to_json("out.jsonl", orient="records", lines=True)` },
  { bytes: text('Obj\x01'), what: 'an Avro file', advice: 'export JSON Lines: avro-tools tojson <file> > out.jsonl' },
  { bytes: text('ORC'), what: 'an ORC file', advice: 'export JSON Lines: orc-contents <file> > out.jsonl' },
  { bytes: text('\x89PNG'), what: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG image' },
  { bytes: text('GIF8'), what: 'a GIF image' },
  { bytes: text('%PDF'), what: 'a PDF document' },
  { bytes: text('PK\x03\x04'), what: 'a ZIP archive', advice: 'unpack it first: unzip <file>' },
  { bytes: text('BZh'), what: 'bzip2 data', advice: 'decompress it first: bunzip2 <file>' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], what: 'xz data', advice: 'decompress it first: unxz <file>' },
  { bytes: [0x04, 0x22, 0x4d, 0x18], what: 'LZ4 data', advice: 'decompress it first: lz4 -d <file>' },
  { bytes: text("7z\xbc\xaf'\x1c"), what: 'a 7-Zip archive', advice: 'unpack it first: 7z x <file>' },
  { bytes: text('ustar'), at: 257, what: 'a tar archive', advice: 'unpack it first: tar -xf <file>' },
  { bytes: [0x1f, 0x8b], what: 'gzip data inside compressed data', advice: 'decompress it once by hand: gunzip <file>' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'zstd data inside compressed data', advice: 'decompress it once by hand: zstd -d <file>' },
  { bytes: text('\x89HDF'), what: 'an HDF5 file' },
  { bytes: text('\x7fELF'), what: 'a program' },
];

const otlp: Kind = {
  what: 'OTLP in protobuf, as the file exporter of the OpenTelemetry Collector writes it with "format: proto"',
  advice: 'set `format: json` in its configuration and export again',
};

/** What the first bytes say for certain: a file that needs no further reading. */
export function knownBinary(head: Buffer): Kind | undefined {
  if (isOtlpProtobuf(head) || isOtlpBlock(head)) return otlp;
  return signatures.find(({ bytes, at = 0 }) => head.length >= at + bytes.length && bytes.every((byte, i) => head[at + i] === byte));
}

/** What is said of a file that starts like JSON, and like none of the things that are often taken for it. */
export const damagedJson = 'damaged JSON';

const texts: readonly (Kind & { pattern: RegExp })[] = [
  {
    pattern: /^\s*(?:\[\s*)*(?:<ref \*\d+> )?(?:[A-Za-z_$][\w$]* )?[[{][\s[{]*[A-Za-z_$][\w$]*:\s/,
    what: 'a JavaScript console dump (keys without quotes)',
    advice: 'write it with JSON.stringify instead of printing the object',
  },
  { pattern: /^\s*[[{][\s[{]*'/, what: 'Python literals (single quotes)', advice: 'write it with json.dumps instead of str or repr' },
  { pattern: /^\s*<(?:[!?]|[A-Za-z])/, what: 'HTML or XML' },
  { pattern: /^\s*[+┌╭|│][-─━═+|│┬ ]{3}/, what: 'a table drawn with text', advice: 'export JSON instead: most tools have --output json' },
  { pattern: /^\s*Resource Spans? #\d|ResourceSpans #\d/, what: 'the text of the debug exporter of the OpenTelemetry Collector', advice: 'use its file exporter, which writes JSON' },
  { pattern: /^\s*[[{]/, what: damagedJson },
  { pattern: /^(?:---\s|[A-Za-z_][\w.-]*:(?:\s|$))/, what: 'YAML or key-value text' },
];

/** What a file seems to be in which no record was found. */
export function likelyKind(head: Buffer): Kind {
  const start = head.toString('utf8');
  if (isBinary(head)) return binary(head);
  return texts.find(({ pattern }) => pattern.test(start)) ?? { what: 'text that is no JSON' };
}

/** Control bytes that no text holds. */
function isBinary(head: Buffer): boolean {
  const odd = head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b && byte !== 0x1e)).length;
  return odd > 0 && odd * 100 >= head.length;
}

/** A message whose first field has number 1 and is a message or text: so starts every OTLP request. */
function binary(head: Buffer): Kind {
  if (head[0] !== 0x0a) return { what: 'binary data' };
  return { what: 'binary data, perhaps protobuf', advice: 'export JSON: for the file exporter of the OpenTelemetry Collector, set `format: json`; else decode it: protoc --decode_raw < <file>' };
}
