import type { Diagnostic, JsonValue, Severity } from '../model/index.js';
import type { Issue } from '../util/issues.js';
import { jsonType } from '../util/json-type.js';
import { didYouMean } from '../util/nearest.js';
import { readDocument } from './document.js';
import { linkRule, type Vocabulary } from './link.js';
import { besides, checkBeside } from './load-beside.js';
import type { LoadedRule } from './rule.js';
import { type Pack, type Rule, ruleSchema } from './schema.js';
import { soundPart } from './sound-part.js';

/** What a site changes about a rule, by its id. */
export interface RuleOverride {
  params?: Readonly<Record<string, JsonValue>>;
  severity?: Severity;
  /** The rule is not run. */
  off?: boolean;
}

/** A rule file on its way. */
export interface Candidate {
  /** What the pack and the name of the file make of it. */
  id: string;
  file: string;
  pack: Pack;
}

/** A rule that is ready, or all that is wrong with it; and what it lacks. */
export type RuleReading = ({ rule: LoadedRule } | { issues: Issue[] }) & { notes: Diagnostic[] };

/** Reads a rule and what stands beside it. Every mistake is told at once, so that one round of mending is enough. */
export async function readRule(candidate: Candidate, override: RuleOverride | undefined, vocabulary: Vocabulary): Promise<RuleReading> {
  const { id, file } = candidate;
  const read = await readDocument(file, ruleSchema);
  const { issues: besideIssues, notes } = await checkBeside(id, file);
  const schemaIssues = 'issues' in read ? read.issues : [];
  const written = 'issues' in read ? soundPart(read.written, read.issues, id) : read.value;
  const { issues: ruleIssues, linked } = written ? checkRule(written, candidate, override, vocabulary) : { issues: [] };
  const issues = [...schemaIssues, ...ruleIssues, ...besideIssues];
  return linked && issues.length === 0 ? { rule: { ...linked, files: { rule: file, ...besides(file) } }, notes } : { issues, notes };
}

type Linked = Omit<LoadedRule, 'files'>;

function checkRule(written: Rule, { id, pack }: Candidate, override: RuleOverride | undefined, vocabulary: Vocabulary): { issues: Issue[]; linked?: Linked } {
  const issues = [...nameIssues(written, id), ...overrideIssues(written, override)];
  const rule = issues.length === 0 ? withOverride(written, override) : written;
  const linked = linkRule(rule, pack, vocabulary);
  return Array.isArray(linked) ? { issues: [...issues, ...linked] } : { issues, linked };
}

function nameIssues(rule: Rule, id: string): Issue[] {
  if (rule.id === id) return [];
  return [{ pointer: '/id', message: `"${rule.id}" does not fit the pack and the file name; write "${id}", or rename the file` }];
}

function overrideIssues({ params }: Rule, override: RuleOverride | undefined): Issue[] {
  return Object.entries(override?.params ?? {}).flatMap(([name, value]) => {
    const message = overrideProblem(params, name, value);
    return message === undefined ? [] : [{ pointer: '', message }];
  });
}

function overrideProblem(params: Rule['params'], name: string, value: JsonValue): string | undefined {
  if (!Object.hasOwn(params, name)) return `an override sets the param "${name}", which the rule does not have${didYouMean(name, Object.keys(params))}`;
  const [written, given] = [jsonType(params[name] ?? null), jsonType(value)];
  return written === given ? undefined : `an override sets the param "${name}" to a value of type ${given}, the rule has a value of type ${written}`;
}

/** The rule with a site's settings, which were checked. */
function withOverride(rule: Rule, override: RuleOverride | undefined): Rule {
  const params = { ...rule.params, ...override?.params } as Rule['params'];
  return { ...rule, params, severity: override?.severity ?? rule.severity };
}
