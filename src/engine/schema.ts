import { confidences, scopes, severities } from '../model/index.js';
import { z } from '../util/zod.js';

/*
 * The shapes of what a pack is made of. The JSON Schemas in rules/schema are generated from these, so descriptions are written for authors of rules.
 */

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const paramName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'names of params look like "camelCase"');

const paramReference = z
  .strictObject({ param: paramName.describe('Name of a param of this rule') })
  .describe("The value of one of the rule's params, which a site may override");

const literal = z.union([scalar, z.array(scalar)]);
const value = z.union([literal, paramReference]).describe('What the fact is compared with');

const factId = z.string().regex(/^[a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*)+$/, 'fact ids look like "area.camelName"');
const factParams = z.record(z.string(), z.union([z.json(), paramReference])).describe('Parameters of the fact; {"param": name} stands for a param of the rule');

const factReference = z.strictObject({ fact: factId, params: factParams.optional() });

/** A comparison of one fact with a value. */
export interface LeafCondition {
  name?: string;
  fact: string;
  params?: z.output<typeof factParams>;
  path?: string;
  operator: string;
  value: z.output<typeof value>;
}

/** A group of conditions, or a comparison. */
export type ConditionDocument =
  | { name?: string; all: ConditionDocument[] }
  | { name?: string; any: ConditionDocument[] }
  | { name?: string; not: ConditionDocument }
  | { name?: string; condition: string }
  | LeafCondition;

const conditionName = z.string().min(1).optional().describe('What this condition means, shown when a rule is explained');
const lazyCondition = z.lazy((): z.ZodType<ConditionDocument> => condition);

const all = z.strictObject({ name: conditionName, all: z.array(lazyCondition).min(1).describe('Every one must hold') });
const any = z.strictObject({ name: conditionName, any: z.array(lazyCondition).min(1).describe('At least one must hold') });
const not = z.strictObject({ name: conditionName, not: lazyCondition.describe('This must not hold') });
const shared = z.strictObject({ name: conditionName, condition: z.string().min(1).describe('Name of a shared condition of the pack') });
const leaf = z.strictObject({
  name: conditionName,
  fact: factId.describe('What is measured'),
  params: factParams.optional(),
  path: z.string().startsWith('/').optional().describe("JSON Pointer into the fact's value"),
  operator: z.string().min(1).describe('How it is compared: atLeast, equals, contains ...'),
  value,
});

const condition: z.ZodType<ConditionDocument> = z.union([all, any, not, shared, leaf]).meta({ id: 'condition' });
const group = z.union([all, any, not, shared]).describe('When the rule fires: all / any / not over comparisons of facts');

/** Checks one rule file. */
export const ruleSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'rule ids look like "pack/kebab-name"'),
    version: z.int().min(1).describe('Raised when the rule finds something else than before'),
    status: z.enum(['experimental', 'test', 'stable']),
    title: z.string().min(1).describe('What is wrong when the rule fires, in one sentence without a full stop'),
    severity: z.enum(severities).describe('How bad it is'),
    confidence: z.union([z.enum(confidences), factReference]).describe('How sure it is: a word, or a fact whose value is one of the words'),
    scope: z.enum(scopes).describe('What the rule looks at, once each'),
    needs: z.array(factId).default([]).describe('Facts that must be known; otherwise the rule is reported as not evaluated, with the reason'),
    params: z.record(paramName, literal).default({}).describe('Thresholds and lists that a site may override'),
    when: group,
    say: z.string().min(1).describe('Message of the finding: {fact.id}, {fact.id/json/pointer} and {turn.number} are filled in; {{ is a brace'),
    rootCause: factReference.optional().describe('A fact whose value is the chain from the turn that introduced the error'),
    evidence: z.array(factId).optional().describe('Facts whose evidence is shown; those of all conditions when absent'),
    identity: z.array(z.string().min(1)).default([]).describe('What tells two findings of this rule apart: subject paths such as turn.rootName, or facts'),
    falsePositives: z.array(z.string().min(1)).default([]).describe('What fires the rule and is all right'),
    fix: z.string().min(1).describe('What to do about it'),
    tags: z.array(z.string().min(1)).default([]),
    references: z.array(z.string().min(1)).optional(),
  })
  .describe('A rule of backturn');

/** Checks a pack's `pack.json`. */
export const packSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'names of packs look like "kebab-name"').describe('First part of the ids of its rules'),
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string().optional(),
    rules: z.array(z.string().regex(/^[a-z][a-z0-9-]*\.json$/, 'rule files look like "kebab-name.json"')).optional().describe('Rule files; every *.json beside pack.json when absent'),
    conditions: z.record(z.string(), condition).default({}).describe('Conditions that rules of this pack share by name'),
  })
  .describe('A rule pack of backturn');

export type Rule = z.output<typeof ruleSchema>;
export type Pack = z.output<typeof packSchema>;
export type FactReference = z.output<typeof factReference>;
