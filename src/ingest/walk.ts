import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname } from 'node:path';

/** What a directory holds. */
export interface Walked {
  files: string[];
  /** Files left out because of their names. */
  skipped: string[];
  /** Directories that could not be read, with the reason. */
  unreadable: { path: string; reason: string }[];
}

/** Texts and programs that lie beside dumps and may quote JSON without being one. */
const otherFiles = new Set(
  '.md .markdown .rst .adoc .py .js .mjs .cjs .ts .mts .cts .jsx .tsx .html .htm .css .svg .sh .yml .yaml .toml .lock .png .jpg .jpeg .gif .webp .ico .pdf'.split(' '),
);

/** Finds the regular files below a directory. Hidden files and `node_modules` are passed over; links are followed, circles are not. */
export async function walk(directory: string): Promise<Walked> {
  const found: Walked = { files: [], skipped: [], unreadable: [] };
  const seen = new Set<string>();
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    try {
      for (const folder of await look(next, seen, found)) open.push(folder);
    } catch (error) {
      found.unreadable.push({ path: next, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return found;
}

/** Sorts the entries of one directory; returns the directories among them. */
async function look(directory: string, seen: Set<string>, found: Walked): Promise<string[]> {
  const real = await realpath(directory);
  if (seen.has(real)) return [];
  seen.add(real);
  const directories: string[] = [];
  // Sorted, as the first of two ways to one directory is the one that is taken.
  const entries = (await readdir(directory, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = `${directory.replace(/\/+$/, '')}/${entry.name}`;
    const kind = await kindOf(entry, path);
    if (kind === 'directory') directories.push(path);
    else if (kind === 'file') (otherFiles.has(extname(entry.name).toLowerCase()) ? found.skipped : found.files).push(path);
  }
  return directories;
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'directory' | 'other'> {
  const target = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
  return target.isDirectory() ? 'directory' : target.isFile() ? 'file' : 'other';
}
