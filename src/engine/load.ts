import { readdir, stat } from 'node:fs/promises';
import { RuleError } from '../errors/rule-error.js';
import type { JsonValue, Severity } from '../model/index.js';
import { jsonType } from '../util/json-type.js';
import { didYouMean } from '../util/nearest.js';
import { casesKeys, casesSchema } from './case-schema.js';
import { describe, readDocument } from './document.js';
import { linkRule, type Vocabulary } from './link.js';
import type { LoadedRule, NotLoadedRule } from './rule.js';
import { type Pack, packKeys, packSchema, type Rule, ruleKeys, ruleSchema } from './schema.js';

/** What a site changes about a rule, by its id. */
export interface RuleOverride {
  params?: Readonly<Record<string, JsonValue>>;
  severity?: Severity;
  /** The rule is not run. */
  off?: boolean;
}

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
}

/** A rule file on its way. */
interface Candidate {
  id: string;
  file: string;
  pack: Pack;
  dir: string;
}

/**
 * Reads rule packs. A directory is a pack when it holds a `pack.json`, else every directory in it that does is one. A broken rule never stops the others:
 * it is among `notLoaded`, with its file, where in it, what is wrong and what to write instead.
 *
 * @throws RuleError when a `pack.json` is broken, or a directory holds no pack.
 * @example
 * const { rules, notLoaded } = await loadPacks(['rules'], { facts, operators, overrides: { 'cost/token-spike': { params: { times: 2 } } } });
 */
export async function loadPacks(dirs: readonly string[], options: LoadOptions): Promise<LoadedPacks> {
  const loaded: LoadedPacks = { rules: [], notLoaded: [], off: [] };
  const seen = new Map<string, string>();
  for (const dir of await packDirs(dirs)) {
    for (const candidate of await candidatesOf(dir)) await loadRule(candidate, options, seen, loaded);
  }
  checkOverrides(options.overrides ?? {}, seen, loaded);
  loaded.rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  return loaded;
}

async function packDirs(dirs: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const dir of dirs) {
    const path = dir.replace(/(?<=.)[/\\]+$/, '');
    if (await isFile(`${path}/pack.json`)) found.push(path);
    else found.push(...(await packsIn(path)));
  }
  return [...new Set(found)];
}

async function packsIn(dir: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await namesIn(dir);
  for (const name of entries) if (await isFile(`${dir}/${name}/pack.json`)) found.push(`${dir}/${name}`);
  if (found.length === 0) throw new RuleError(dir, 'holds no rule pack: there is no pack.json in it, nor in a directory of it');
  return found;
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    throw new RuleError(dir, `cannot be read as a directory of rule packs: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function candidatesOf(dir: string): Promise<Candidate[]> {
  const file = `${dir}/pack.json`;
  const read = await readDocument(file, packSchema, packKeys);
  if ('issues' in read) throw new RuleError(file, describe(read.issues));
  const pack = read.value;
  const beside = (await namesIn(dir)).filter((name) => name.endsWith('.json') && !name.endsWith('.cases.json') && name !== 'pack.json');
  return (pack.rules ?? beside).map((name) => ({ id: `${pack.name}/${name.replace(/\.json$/, '')}`, file: `${dir}/${name}`, pack, dir }));
}

async function loadRule(candidate: Candidate, options: LoadOptions, seen: Map<string, string>, loaded: LoadedPacks): Promise<void> {
  const { id, file } = candidate;
  const override = ownOf(options.overrides, id);
  const earlier = seen.get(id);
  if (earlier !== undefined) return refuse(loaded, candidate, `the id is taken by ${earlier}; rename one of the two`);
  seen.set(id, file);
  if (override?.off) {
    loaded.off.push(id);
    return;
  }
  const read = await readDocument(file, ruleSchema, ruleKeys);
  if ('issues' in read) return refuse(loaded, candidate, describe(read.issues));
  const rule = withOverride(read.value, override);
  const problem = typeof rule === 'string' ? rule : ((await checkFiles(rule, candidate)) ?? undefined);
  if (typeof rule === 'string' || problem !== undefined) return refuse(loaded, candidate, String(problem));
  const linked = linkRule(rule, candidate.pack, options);
  if (Array.isArray(linked)) return refuse(loaded, candidate, describe(linked));
  loaded.rules.push({ ...linked, files: { rule: file, ...besides(file) } });
}

function refuse(loaded: LoadedPacks, { id, file }: Candidate, reason: string): void {
  loaded.notLoaded.push({ rule: id, file, reason });
}

function ownOf<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The page and the cases of a rule stand beside it. */
function besides(file: string): { page: string; cases: string } {
  const stem = file.replace(/\.json$/, '');
  return { page: `${stem}.md`, cases: `${stem}.cases.json` };
}

/** What is wrong with a rule's name and the files beside it. */
async function checkFiles(rule: Rule, { id, file }: Candidate): Promise<string | undefined> {
  if (rule.id !== id) return `at /id: "${rule.id}" does not fit the pack and the file name; write "${id}", or rename the file`;
  const { page, cases } = besides(file);
  if (!(await isFile(page))) return `its page ${page} is missing; write there what the rule finds, why it matters and what to do`;
  if (!(await isFile(cases))) return `its cases ${cases} are missing; write sessions on which it fires and on which it stays silent`;
  const read = await readDocument(cases, casesSchema, casesKeys);
  return 'issues' in read ? `its cases ${cases} are wrong: ${describe(read.issues)}` : undefined;
}

/** The rule with a site's settings, or what is wrong with them. */
function withOverride(rule: Rule, override: RuleOverride | undefined): Rule | string {
  for (const [name, value] of Object.entries(override?.params ?? {})) {
    if (!Object.hasOwn(rule.params, name)) return `an override sets the param "${name}", which the rule does not have${didYouMean(name, Object.keys(rule.params))}`;
    const [written, given] = [jsonType(rule.params[name] ?? null), jsonType(value)];
    if (written !== given) return `an override sets the param "${name}" to a value of type ${given}, the rule has a value of type ${written}`;
  }
  const params = { ...rule.params, ...override?.params } as Rule['params'];
  return { ...rule, params, severity: override?.severity ?? rule.severity };
}

function checkOverrides(overrides: Readonly<Record<string, RuleOverride>>, seen: ReadonlyMap<string, string>, loaded: LoadedPacks): void {
  for (const id of Object.keys(overrides)) {
    if (!seen.has(id)) loaded.notLoaded.push({ rule: id, file: 'overrides', reason: `settings are given for a rule that no pack has${didYouMean(id, seen.keys())}` });
  }
}
