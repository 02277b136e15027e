import { RuleError } from '../errors/rule-error.js';
import type { Diagnostic } from '../model/index.js';
import { didYouMean } from '../util/nearest.js';
import { describe, readDocument } from './document.js';
import type { Vocabulary } from './link.js';
import { namesIn, packFolders } from './load-folders.js';
import { type Candidate, readRule, type RuleOverride } from './load-rule.js';
import type { LoadedRule, NotLoadedRule } from './rule.js';
import { type Pack, packSchema } from './schema.js';

export type { RuleOverride } from './load-rule.js';

export interface LoadOptions extends Vocabulary {
  overrides?: Readonly<Record<string, RuleOverride>>;
}

/** Rules that are ready, and those that are not, with the reason. */
export interface LoadedPacks {
  /** In order of id. */
  rules: LoadedRule[];
  notLoaded: NotLoadedRule[];
  /** Ids of rules that the site switched off. */
  off: string[];
  /** What rules lack that work without it: a page, cases. */
  diagnostics: Diagnostic[];
}

/** What is read so far. */
interface Loading extends LoadedPacks {
  options: LoadOptions;
  /** Files by the names of packs and the ids of rules that they give. */
  packs: Map<string, string>;
  ids: Map<string, string>;
}

/**
 * Reads rule packs. A directory is a pack when it holds a `pack.json`, else every directory in it that does is one. A broken rule never stops the others:
 * it is among `notLoaded`, with its file and everything that is wrong in it: where, and what to write instead. So is a pack without rules, and one whose
 * name an earlier pack has.
 *
 * @throws RuleError when a `pack.json` is broken, or a directory holds no pack.
 * @example
 * const { rules, notLoaded } = await loadPacks(['rules'], { facts, operators, overrides: { 'cost/token-spike': { params: { times: 2 } } } });
 */
export async function loadPacks(dirs: readonly string[], options: LoadOptions): Promise<LoadedPacks> {
  const loading: Loading = { rules: [], notLoaded: [], off: [], diagnostics: [], options, packs: new Map(), ids: new Map() };
  for (const dir of await packFolders(dirs)) await loadPack(dir, loading);
  checkOverrides(loading);
  const { rules, notLoaded, off, diagnostics } = loading;
  return { rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)), notLoaded, off, diagnostics };
}

async function loadPack(dir: string, loading: Loading): Promise<void> {
  const file = `${dir}/pack.json`;
  const read = await readDocument(file, packSchema);
  if ('issues' in read) throw new RuleError(file, describe(read.issues));
  const { name } = read.value;
  const earlier = loading.packs.get(name);
  if (earlier !== undefined) return refuse(loading, { id: name, file }, `the name "${name}" is taken by the pack ${earlier}, so no rule of this pack is run; give it another name`);
  loading.packs.set(name, file);
  const candidates = await candidatesOf(dir, read.value);
  if (candidates.length === 0) return refuse(loading, { id: name, file }, 'the pack has no rule; put one beside pack.json, as <rule>.json, and name it in "rules" where pack.json has such a list');
  for (const candidate of candidates) await loadRule(candidate, loading);
}

async function candidatesOf(dir: string, pack: Pack): Promise<Candidate[]> {
  const beside = (await namesIn(dir)).filter((name) => name.endsWith('.json') && !name.endsWith('.cases.json') && name !== 'pack.json');
  return (pack.rules ?? beside).map((name) => ({ id: `${pack.name}/${name.replace(/\.json$/, '')}`, file: `${dir}/${name}`, pack }));
}

async function loadRule(candidate: Candidate, loading: Loading): Promise<void> {
  const { id, file } = candidate;
  const earlier = loading.ids.get(id);
  if (earlier !== undefined) return refuse(loading, candidate, `the id is taken by ${earlier}; rename one of the two`);
  loading.ids.set(id, file);
  const override = ownOf(loading.options.overrides, id);
  if (override?.off) return void loading.off.push(id);
  const reading = await readRule(candidate, override, loading.options);
  for (const note of reading.notes) loading.diagnostics.push(note);
  if ('issues' in reading) return refuse(loading, candidate, describe(reading.issues));
  loading.rules.push(reading.rule);
}

function refuse({ notLoaded }: Loading, { id, file }: Pick<Candidate, 'id' | 'file'>, reason: string): void {
  notLoaded.push({ rule: id, file, reason });
}

function ownOf<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

function checkOverrides({ options, ids, notLoaded }: Loading): void {
  for (const id of Object.keys(options.overrides ?? {})) {
    if (!ids.has(id)) notLoaded.push({ rule: id, file: 'overrides', reason: `settings are given for a rule that no pack has${didYouMean(id, ids.keys())}` });
  }
}
