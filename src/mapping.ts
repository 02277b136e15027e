import type { FormatPlugin } from './adapt/format.js';
import { mappingFormat, mappingSchema } from './adapt/mapping/index.js';
import { describe, readDocument } from './engine/document.js';
import { ConfigError } from './errors/config-error.js';

/**
 * Reads a mapping from a file: a description, in JSON, of where things are in an export that no plugin knows.
 *
 * @throws ConfigError with the file, the place in it, what is wrong and what to write instead.
 * @example
 * await readDump({ dumps: ['calls.jsonl'], formats: [await loadMapping('acme.mapping.json')] });
 */
export async function loadMapping(file: string): Promise<FormatPlugin> {
  const read = await readDocument(file, mappingSchema);
  if ('issues' in read) throw new ConfigError(file, describe(read.issues));
  return mappingFormat(read.value, file);
}
