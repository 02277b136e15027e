import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { print } from './io.js';

/**
 * Writes a report to a file: first under another name beside it, then renamed, so that nobody ever sees half a report.
 *
 * @throws UsageError where the file cannot be written.
 */
export async function writeReport(path: string, pieces: Iterable<string>): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAll(partial, pieces);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (!isSystemError(error)) throw error;
    throw new UsageError(`cannot write ${path}: ${error.message}`, 'Name a file in a folder that you may write to.');
  }
}

async function writeAll(path: string, pieces: Iterable<string>): Promise<void> {
  const file: FileHandle = await open(path, 'w');
  try {
    await print({ write: async (text) => void (await file.write(text)) }, pieces);
  } finally {
    await file.close();
  }
}

/** An error of the operating system (no space, no permission), not a mistake in a reporter. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;
