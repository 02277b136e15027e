import type { Diagnostic, RawRecord } from '../model/index.js';
import { discover } from './discover.js';
import { type Limits, withDefaults } from './limits.js';
import { readDump } from './read-dump.js';

export interface IngestOptions {
  /** Keys of top-level objects whose arrays hold one record an element, as the format plugins state them: `['traces']`. */
  recordArrays: readonly string[];
  limits?: Partial<Limits>;
  /** What `-` reads. */
  stdin?: AsyncIterable<Uint8Array>;
  /** Called now and then while a file is read. */
  onProgress?(done: { file: string; bytes: number; records: number }): void;
}

/** What comes out of the dumps. */
export type IngestItem =
  | { type: 'record'; record: RawRecord }
  | { type: 'diagnostic'; diagnostic: Diagnostic }
  /** After the last record of each file; `bytes` after decompression. */
  | { type: 'file'; path: string; bytes: number; records: number };

/**
 * Reads dumps record by record, in order of their paths. Nothing that is wrong with an input is thrown: it comes as a diagnostic, and reading goes on.
 *
 * @example
 * for await (const item of ingest(['dumps/', 'more.jsonl.gz'], { recordArrays: ['traces'] })) {
 *   if (item.type === 'record') count(item.record.place.file, item.record.value);
 * }
 */
export async function* ingest(inputs: readonly string[], options: IngestOptions): AsyncGenerator<IngestItem> {
  const { dumps, diagnostics } = await discover(inputs, withDefaults(options.limits).files);
  for (const diagnostic of diagnostics) yield { type: 'diagnostic', diagnostic };
  for (const dump of dumps) yield* readDump(dump, options);
}
