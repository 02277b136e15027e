import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { InputError } from '../errors/input-error.js';
import type { Diagnostic } from '../model/index.js';
import { didYouMean } from '../util/nearest.js';
import { walk } from './walk.js';

/** A file to be read. */
export interface Dump {
  /** As it was named, with forward slashes. */
  path: string;
  /** It was named, or matched a pattern; not only found in a directory. */
  named: boolean;
  /** It is standard input. */
  stdin?: true;
}

/** The files that the inputs name, in order of their paths, and what could not be found. */
export interface Discovery {
  dumps: Dump[];
  diagnostics: Diagnostic[];
}

const stdinName = '<stdin>';

/** Finds the files that inputs name: files, directories, patterns, and `-` for standard input. Each file comes once, whatever it is called. */
export async function discover(inputs: readonly string[], mostFiles: number): Promise<Discovery> {
  const found: Discovery = { dumps: [], diagnostics: [] };
  for (const input of inputs) await expandSafely(input, found);
  const dumps = await onlyOnce(found);
  if (dumps.length <= mostFiles) return { dumps, diagnostics: found.diagnostics };
  return { dumps: dumps.slice(0, mostFiles), diagnostics: [...found.diagnostics, tooMany(dumps.length, mostFiles)] };
}

async function expandSafely(input: string, found: Discovery): Promise<void> {
  try {
    await expand(input, found);
  } catch (error) {
    found.diagnostics.push(asInputError(error, input).toDiagnostic());
  }
}

async function expand(input: string, found: Discovery): Promise<void> {
  if (input === '-') return void found.dumps.push({ path: stdinName, named: true, stdin: true });
  const path = sep === '/' ? input : input.split(sep).join('/');
  const kind = await stat(path).catch(missing);
  if (kind === undefined) await expandPattern(path, found);
  else if (kind.isDirectory()) await expandDirectory(path, found);
  else found.dumps.push({ path, named: true });
}

async function expandPattern(path: string, found: Discovery): Promise<void> {
  if (!fastGlob.isDynamicPattern(path)) throw await noSuchFile(path);
  const matches = await fastGlob(path, { onlyFiles: true, unique: true, ignore: path.includes('node_modules') ? [] : ['**/node_modules/**'] });
  if (matches.length === 0) throw new InputError('no-such-file', `No file matches "${path}"`);
  for (const match of matches) found.dumps.push({ path: match, named: true });
}

async function expandDirectory(path: string, found: Discovery): Promise<void> {
  const { files, skipped, unreadable } = await walk(path);
  if (files.length === 0 && unreadable.length === 0) throw new InputError('no-such-file', `The directory "${path}" holds no dump`);
  for (const file of files) found.dumps.push({ path: file, named: false });
  for (const { path: inner, reason } of unreadable) found.diagnostics.push(new InputError('unreadable', `"${inner}" cannot be read: ${reason}`).toDiagnostic());
  if (skipped.length > 0) found.diagnostics.push(notDumps(path, skipped));
}

function notDumps(path: string, skipped: string[]): Diagnostic {
  const example = skipped.toSorted()[0] ?? '';
  const message = `In "${path}", ${skipped.length} file(s) were not read, as their names say that they are no dumps, such as "${example}"; name a file to have it read`;
  return { code: 'not-read', level: 'note', message };
}

/** Sorts by bytes of the path, so that no locale changes the order, and leaves out files that came before under another name. */
async function onlyOnce({ dumps, diagnostics }: Discovery): Promise<Dump[]> {
  const once = new Map<string, Dump>();
  // Of two equal paths the named one comes first.
  const sorted = dumps.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)) || Number(b.named) - Number(a.named));
  for (const dump of sorted) {
    const real = dump.stdin === true ? stdinName : await realpath(dump.path).catch(() => dump.path);
    const same = once.get(real);
    if (same === undefined) once.set(real, dump);
    else if (same.path !== dump.path) diagnostics.push({ code: 'same-file', level: 'note', message: `"${dump.path}" is the same file as "${same.path}" and was read once` });
  }
  return [...once.values()];
}

async function noSuchFile(path: string): Promise<InputError> {
  const beside = await readdir(dirname(path)).catch(() => []);
  return new InputError('no-such-file', `There is no file "${path}"${didYouMean(basename(path), beside.toSorted())}`);
}

function tooMany(count: number, most: number): Diagnostic {
  return new InputError('too-many-files', `The inputs name ${count} files, and at most ${most} are read`, 'name fewer, or raise the limit').toDiagnostic();
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

function asInputError(error: unknown, input: string): InputError {
  if (error instanceof InputError) return error;
  return new InputError('unreadable', `"${input}" cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
