import type { Diagnostic, RawRecord } from '../../src/model/index.js';
import { ingest, type IngestOptions } from '../../src/ingest/index.js';

export interface Collected {
  records: RawRecord[];
  diagnostics: Diagnostic[];
  files: { path: string; bytes: number; records: number }[];
}

export async function collect(inputs: readonly string[], options: Partial<IngestOptions> = {}): Promise<Collected> {
  const collected: Collected = { records: [], diagnostics: [], files: [] };
  for await (const item of ingest(inputs, { recordArrays: ['traces', 'spans'], ...options })) {
    if (item.type === 'record') collected.records.push(item.record);
    else if (item.type === 'diagnostic') collected.diagnostics.push(item.diagnostic);
    else collected.files.push({ path: item.path, bytes: item.bytes, records: item.records });
  }
  return collected;
}

/** Reads text or bytes as standard input, in chunks of a size. */
export function collectText(content: string | Uint8Array, options: Partial<IngestOptions> & { chunk?: number } = {}): Promise<Collected> {
  const bytes = Buffer.from(content);
  return collect(['-'], { ...options, stdin: chunked(bytes, options.chunk ?? 64 * 1024) });
}

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** The bytes that a record's place points to. */
export function bytesAt(content: string | Uint8Array, { place }: RawRecord): string {
  return Buffer.from(content).subarray(place.offset, place.offset + place.length).toString('utf8');
}
