import { isObject } from './json.js';
import { pointerKeys, toPointer } from './json-pointer.js';
import type { JsonObject, JsonValue } from './json-value.js';
import { didYouMean } from './nearest.js';
import { z } from './zod.js';

/** One thing that is wrong in a JSON document: where, and what to write instead. */
export interface Issue {
  /** JSON Pointer into the document; empty for the document itself. */
  pointer: string;
  message: string;
  /** The key itself is the mistake: without it there would be none. */
  unknownKey?: boolean;
}

type ZodIssue = z.core.$ZodIssue;

/** Where suggestions come from: the schema, which knows the keys of each place, or a list of keys for the whole document. */
export type KnownKeys = z.ZodType | readonly string[];

/**
 * Puts zod's findings into sentences. Of a union, the branch that was most likely meant is spoken of.
 *
 * @param known - The schema that the document was checked with: a key that is unknown is compared with those that are allowed at its place.
 * @example
 * const parsed = schema.safeParse({ szie: 1 });
 * if (!parsed.success) readIssues(parsed.error, schema); // [{ pointer: '/szie', message: 'unknown key "szie"; did you mean "size"?', … }]
 */
export function readIssues(error: z.ZodError, known: KnownKeys = []): Issue[] {
  const whole = wholeOf(known);
  return error.issues.flatMap((issue) => explain(issue, [], whole));
}

/** All issues in one line, for messages that have no room for more. */
export function describeIssues(error: z.ZodError, known: KnownKeys = []): string {
  return readIssues(error, known)
    .map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`))
    .join('; ');
}

/** Unions nest as deep as the schema, not as the data: the schemas of this tool are a few levels. The cap is a second safety. */
function explain(issue: ZodIssue, above: readonly PropertyKey[], outside: Spot, depth = 0): Issue[] {
  const path = [...above, ...issue.path];
  const here = below(outside, issue.path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, here);
  if (isAbsent(issue)) return [{ pointer: toPointer(path), message: `is missing${issue.code === 'invalid_type' ? ` (${issue.expected})` : ''}` }];
  const branch = issue.code === 'invalid_union' && depth < 40 ? likeliest(issue.errors) : undefined;
  if (branch) return branch.issues.flatMap((inner) => explain(inner, path, branchOf(here, branch.index), depth + 1));
  return [{ pointer: toPointer(path), message: sentence(issue) }];
}

function unknownKeys(keys: readonly string[], path: readonly PropertyKey[], here: Spot): Issue[] {
  return keys.map((key) => ({ pointer: toPointer([...path, key]), message: `unknown key "${key}"${didYouMean(key, keysAt(here))}`, unknownKey: true }));
}

/** The branch that knows most of the keys that are there, then the one with the fewest complaints. */
function likeliest(branches: readonly (readonly ZodIssue[])[]): { index: number; issues: readonly ZodIssue[] } | undefined {
  const ranked = branches.map((issues, index) => ({ index, issues, strange: strangeness(issues) }));
  ranked.sort((a, b) => a.strange - b.strange || a.issues.length - b.issues.length);
  const [first, second] = ranked;
  const undecided = first !== undefined && first.strange >= notEvenTheType && second !== undefined;
  return undecided ? undefined : first;
}

const notEvenTheType = 1000;

function strangeness(issues: readonly ZodIssue[]): number {
  let strange = 0;
  for (const issue of issues) {
    if (issue.path.length > 0) continue;
    if (issue.code === 'unrecognized_keys') strange += issue.keys.length;
    if (issue.code === 'invalid_type' || issue.code === 'invalid_value') strange += notEvenTheType;
    if (issue.code === 'invalid_union') strange += Math.min(notEvenTheType, ...issue.errors.map(strangeness));
  }
  return strange;
}

/** True when nothing was given at all: every branch says so. */
function isAbsent(issue: ZodIssue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.length > 0 && issue.errors.every((branch) => branch.every(isAbsent));
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

function sentence(issue: ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values.map((value) => JSON.stringify(value)))}`;
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_union') return 'has a type that is not allowed here';
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`;
}

/** The schemas of one place in a document, as JSON Schema; several where it may be one of several things. */
interface Spot {
  schemas: readonly JsonObject[];
  /** References are resolved in it. */
  root: JsonObject;
  /** Keys for every place, where there is no schema. */
  names: readonly string[];
}

function wholeOf(known: KnownKeys): Spot {
  if (!(known instanceof z.ZodType)) return { schemas: [], root: {}, names: known };
  const root = z.toJSONSchema(known, { io: 'input', unrepresentable: 'any' }) as JsonObject;
  return { schemas: [root], root, names: [] };
}

function below(spot: Spot, path: readonly PropertyKey[]): Spot {
  let { schemas } = spot;
  for (const key of path) schemas = schemas.flatMap((schema) => alternatives(schema, spot.root)).flatMap((schema) => memberOf(schema, String(key)));
  return { ...spot, schemas };
}

function memberOf({ properties, additionalProperties, items }: JsonObject, key: string): JsonObject[] {
  const member = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
  return [member, items].filter(isObject);
}

/** One branch of a union: zod and JSON Schema list them in the same order. */
function branchOf(spot: Spot, index: number): Spot {
  const branches = spot.schemas.map((schema) => optionsOf(resolved(schema, spot.root))[index]).filter(isObject);
  return branches.length === 0 ? spot : { ...spot, schemas: branches };
}

function keysAt({ schemas, root, names }: Spot): string[] {
  const keys = schemas.flatMap((schema) => alternatives(schema, root)).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []));
  return [...names, ...keys];
}

/** The schemas that a schema stands for, without unions and references; one that leads back to itself is looked at once. */
function alternatives(schema: JsonObject, root: JsonObject): JsonObject[] {
  const seen = new Set<JsonObject>([schema]);
  for (const next of seen) {
    const target = resolved(next, root);
    for (const one of target === next ? optionsOf(next) : [target]) seen.add(one);
  }
  return [...seen].filter((one) => one.$ref === undefined);
}

const optionsOf = ({ anyOf, oneOf: exclusive }: JsonObject): JsonObject[] => [anyOf, exclusive].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));

function resolved(schema: JsonObject, root: JsonObject): JsonObject {
  if (typeof schema.$ref !== 'string') return schema;
  let found: JsonValue | undefined = root;
  for (const key of pointerKeys(schema.$ref.replace(/^#/u, '')) ?? []) found = isObject(found) ? found[key] : undefined;
  return isObject(found) ? found : schema;
}
