import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RuleError } from '../errors/rule-error.js';

/**
 * Directories of packs: those named that hold a `pack.json`, else every directory in them that does. One that is named twice, however it is written, counts once.
 *
 * @throws RuleError when a directory cannot be read or holds no pack.
 */
export async function packFolders(named: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const dir of named) {
    for (const path of await packsAt(dir.replace(/(?<=.)[/\\]+$/, ''))) if (!found.has(resolve(path))) found.set(resolve(path), path);
  }
  return [...found.values()];
}

async function packsAt(dir: string): Promise<string[]> {
  if (await isFile(`${dir}/pack.json`)) return [dir];
  const found: string[] = [];
  for (const name of await namesIn(dir)) if (await isFile(`${dir}/${name}/pack.json`)) found.push(`${dir}/${name}`);
  if (found.length === 0) throw new RuleError(dir, 'holds no rule pack: there is no pack.json in it, nor in a directory of it');
  return found;
}

/** Names in a directory, in order. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    throw new RuleError(dir, `cannot be read as a directory of rule packs: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Whether a file stands there. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
