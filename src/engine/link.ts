import { FactFailure } from '../facts/fact-failure.js';
import type { FactCall, FactRegistry } from '../facts/registry.js';
import { scopeWithin } from '../facts/subject.js';
import type { JsonValue } from '../model/index.js';
import type { Issue } from '../util/issues.js';
import { didYouMean } from '../util/nearest.js';
import { jsonType } from '../util/json-type.js';
import { type ConditionTree, expandConditions, fillInParams } from './condition-tree.js';
import { compileConfirm, leavesOf, type Confirm } from './confirm.js';
import { typesOf } from './fact-types.js';
import type { Leaf } from './leaf.js';
import type { OperatorDefinition } from './operator.js';
import type { OperatorRegistry } from './operator-registry.js';
import { compileCheck } from './precheck.js';
import type { LoadedRule, Source } from './rule.js';
import type { FactReference, Pack, Rule } from './schema.js';
import { subjectPaths } from './subject-paths.js';
import { parseTemplate, placeholder } from './template.js';

/** What rules are linked against. */
export interface Vocabulary {
  facts: FactRegistry;
  operators: OperatorRegistry;
}

/** Operators of json-rules-engine and habits of other tools, with ours. */
const strangers: ReadonlyMap<string, string> = new Map([
  ['equal', 'equals'],
  ['notEqual', 'notEquals'],
  ['in', 'oneOf'],
  ['notIn', 'noneOf'],
  ['doesNotContain', 'containsNone'],
  ['greaterThan', 'moreThan'],
  ['greaterThanInclusive', 'atLeast'],
  ['lessThanInclusive', 'atMost'],
  ['regex', 'matches'],
]);

/** Where issues of one rule are collected. */
interface Linking extends Vocabulary {
  rule: Rule;
  issues: Issue[];
  pack: Pack;
  /** The first call of each fact in the conditions. */
  calls: Map<string, FactCall>;
}

/** A rule with everything it names found and compiled, or all that is wrong with it. */
export function linkRule(rule: Rule, pack: Pack, vocabulary: Vocabulary): Omit<LoadedRule, 'files'> | Issue[] {
  const linking: Linking = { ...vocabulary, rule, pack, issues: [], calls: new Map() };
  const expanded = expandConditions(rule.when, pack.conditions, rule.params);
  addIssues(expanded.issues, linking);
  const tree = expanded.tree && linkTree(expanded.tree, linking);
  checkParams(linking);
  const needs = rule.needs.flatMap((id, i) => factNamed(id, `/needs/${i}`, linking) ?? []);
  const say = linkMessage(linking);
  const identity = rule.identity.flatMap((name, i) => linkSource(placeholder(name), `/identity/${i}`, linking) ?? []);
  const confidence = linkConfidence(linking);
  const rootCause = linkRootCause(linking);
  const evidence = linkEvidence(linking, tree);
  if (linking.issues.length > 0 || !tree || confidence === undefined) return linking.issues;
  const leaves = leavesOf(tree);
  return { id: rule.id, pack: pack.name, rule, needs, tree, leaves, check: compileCheck(tree), confirm: lazily(tree), say, identity, confidence, rootCause, evidence };
}

function addIssues(found: readonly Issue[], { issues }: Linking): void {
  for (const issue of found) issues.push(issue);
}

/** Most rules never fire on a dump, so their engine is made when one does. */
function lazily(tree: ConditionTree<Leaf>): Confirm {
  let confirm: Confirm | undefined;
  return (subject, facts) => (confirm ??= compileConfirm(tree))(subject, facts);
}

/** Trees are capped in depth when they are expanded. */
function linkTree(tree: ConditionTree, linking: Linking): ConditionTree<Leaf> | undefined {
  if (tree.kind === 'not') {
    const of = linkTree(tree.of, linking);
    return of && { ...tree, of };
  }
  if (tree.kind !== 'leaf') return { ...tree, of: tree.of.flatMap((part) => linkTree(part, linking) ?? []) };
  const { leaf } = tree;
  const call = prepare(leaf.fact, leaf.params, leaf.pointer, linking);
  const definition = operatorNamed(leaf.operator, `${leaf.pointer}/operator`, linking);
  if (!call || !definition) return undefined;
  if (!linking.calls.has(leaf.fact)) linking.calls.set(leaf.fact, call);
  const linked = { ...leaf, call, definition };
  checkTypes(linked, linking.issues);
  return { kind: 'leaf', leaf: linked };
}

function operatorNamed(name: string, pointer: string, { operators, issues }: Linking): OperatorDefinition | undefined {
  const found = operators.get(name);
  if (found) return found;
  const ours = strangers.get(name);
  const instead = ours !== undefined && operators.has(ours) ? `; write "${ours}"` : didYouMean(name, operators.keys());
  issues.push({ pointer, message: `unknown operator "${name}"${instead}` });
  return undefined;
}

/** Says at load time what could only fail at run time. */
function checkTypes(leaf: Leaf, issues: Issue[]): void {
  const { definition, expected, pointer, fact, path } = leaf;
  const types = typesOf(leaf.call.definition, path);
  if (path !== undefined && types.length === 0) {
    issues.push({ pointer: `${pointer}/path`, message: `the value of ${fact} has nothing at ${path}; it is ${typesOf(leaf.call.definition).join(' or ')}` });
    return;
  }
  const fitting = types.filter((type) => definition.actual.includes(type));
  if (fitting.length === 0) {
    issues.push({ pointer: `${pointer}/operator`, message: `"${definition.name}" compares ${definition.actual.join(' or ')}, ${fact} gives ${types.join(' or ')}` });
  } else if (!definition.expected.includes(jsonType(expected))) {
    issues.push({ pointer: `${pointer}/value`, message: `"${definition.name}" takes ${definition.expected.join(' or ')}, not the ${jsonType(expected)} ${JSON.stringify(expected)}` });
  } else {
    const problem = definition.check?.(expected, fitting);
    if (problem !== undefined) issues.push({ pointer: `${pointer}/value`, message: problem });
  }
}

function prepare(id: string, params: Record<string, JsonValue> | undefined, pointer: string, { facts, rule, issues }: Linking): FactCall | undefined {
  const definition = facts.get(id);
  if (!definition) issues.push({ pointer, message: `unknown fact "${id}"${didYouMean(id, facts.ids)}` });
  else if (!scopeWithin(rule.scope, definition.scope)) {
    issues.push({ pointer, message: `fact ${id} is about one ${definition.scope}, this rule looks at a ${rule.scope}; use a fact of a ${rule.scope}, or the scope "${definition.scope}"` });
  } else {
    try {
      return facts.prepare(id, params);
    } catch (error) {
      if (!(error instanceof FactFailure)) throw error;
      issues.push({ pointer, message: `fact ${id}: ${error.what}` });
    }
  }
  return undefined;
}

/** A fact that is named without parameters: with those of the first condition that uses it, else with its defaults. */
function factNamed(id: string, pointer: string, linking: Linking): FactCall | undefined {
  return linking.calls.get(id) ?? prepare(id, undefined, pointer, linking);
}

function factReferred({ fact, params }: FactReference, pointer: string, linking: Linking): FactCall | undefined {
  const filled = fillInParams(params, `${pointer}/params`, linking.rule.params);
  addIssues(filled.issues, linking);
  return filled.issues.length > 0 ? undefined : prepare(fact, filled.params, pointer, linking);
}

function linkMessage(linking: Linking): Source[] {
  const parsed = parseTemplate(linking.rule.say);
  if ('problem' in parsed) {
    linking.issues.push({ pointer: '/say', message: parsed.problem });
    return [];
  }
  return parsed.parts.flatMap((part): Source[] => ('text' in part ? [{ kind: 'text', text: part.text }] : (linkSource(part, '/say', linking) ?? [])));
}

function linkSource({ name, path }: { name: string; path?: string }, pointer: string, linking: Linking): Source[] | undefined {
  const subject = path === undefined ? subjectPaths.get(name) : undefined;
  if (subject && scopeWithin(linking.rule.scope, subject.scope)) return [{ kind: 'subject', path: subject }];
  if (!subject && !linking.facts.get(name)) {
    const names = [...linking.facts.ids, ...subjectPaths.keys()];
    linking.issues.push({ pointer, message: `"${name}" is neither a fact nor a field of the subject${didYouMean(name, names)}` });
    return undefined;
  }
  if (subject && !linking.facts.get(name)) {
    linking.issues.push({ pointer, message: `"${name}" is a field of a ${subject.scope}, this rule looks at a ${linking.rule.scope}` });
    return undefined;
  }
  const call = factNamed(name, pointer, linking);
  if (call && path !== undefined && typesOf(call.definition, path).length === 0) {
    linking.issues.push({ pointer, message: `the value of ${name} has nothing at ${path}` });
  }
  return call && [{ kind: 'fact', call, path }];
}

function linkConfidence(linking: Linking): LoadedRule['confidence'] | undefined {
  const { confidence } = linking.rule;
  if (typeof confidence === 'string') return confidence;
  const call = factReferred(confidence, '/confidence', linking);
  if (call && !typesOf(call.definition).includes('string')) {
    linking.issues.push({ pointer: '/confidence', message: `fact ${confidence.fact} does not give "certain" or "candidate"` });
  }
  return call;
}

function linkRootCause(linking: Linking): FactCall | undefined {
  const { rootCause } = linking.rule;
  if (!rootCause) return undefined;
  const call = factReferred(rootCause, '/rootCause', linking);
  if (call && !typesOf(call.definition, '/introducedAt').includes('number')) {
    linking.issues.push({ pointer: '/rootCause', message: `fact ${rootCause.fact} gives no chain: its value has no number at /introducedAt` });
  }
  return call;
}

function linkEvidence(linking: Linking, tree: ConditionTree<Leaf> | undefined): FactCall[] {
  const named = linking.rule.evidence?.flatMap((id, i) => factNamed(id, `/evidence/${i}`, linking) ?? []);
  const calls = named ?? (tree ? leavesOf(tree).map(({ call }) => call) : []);
  return [...new Map(calls.map((call) => [call.key, call])).values()];
}

/** A param that nothing reads would be a setting without effect. */
function checkParams({ rule, pack, issues }: Linking): void {
  const used = new Set<string>();
  const pending: unknown[] = [rule.when, rule.confidence, rule.rootCause, pack.conditions];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('param' in value && typeof value.param === 'string') used.add(value.param);
    for (const part of Object.values(value)) pending.push(part);
  }
  for (const name of Object.keys(rule.params)) {
    if (!used.has(name)) issues.push({ pointer: `/params/${name}`, message: `nothing in the rule uses the param "${name}"; write {"param": "${name}"} where it belongs, or remove it` });
  }
}
