import { UsageError } from '../errors/usage-error.js';
import { didYouMean } from '../util/nearest.js';
import { outputFormats } from './options.js';

export type OutputFormat = (typeof outputFormats)[number];

/**
 * The format of commands that print rows.
 *
 * @throws UsageError for any other.
 */
export function outputFormat(name: string): OutputFormat {
  const found = outputFormats.find((format) => format === name);
  if (found === undefined) throw unknownFormat('--format', name, outputFormats);
  return found;
}

/** The error for a report format that does not exist. */
export function unknownFormat(option: string, name: string, formats: readonly string[]): UsageError {
  return new UsageError(`${option} cannot be "${name}"${didYouMean(name, formats)}`, `Use one of: ${formats.join(', ')}.`);
}
