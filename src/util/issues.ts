import type { z } from 'zod';
import { didYouMean } from './nearest.js';
import { toPointer } from './json-pointer.js';

/** One thing that is wrong in a JSON document: where, and what to write instead. */
export interface Issue {
  /** JSON Pointer into the document; empty for the document itself. */
  pointer: string;
  message: string;
}

type ZodIssue = z.core.$ZodIssue;

/**
 * Puts zod's findings into sentences. Of a union, the branch that was most likely meant is spoken of.
 *
 * @param names - Names of keys that are known, for suggestions.
 */
export function readIssues(error: z.ZodError, names: readonly string[] = []): Issue[] {
  return error.issues.flatMap((issue) => explain(issue, [], names));
}

/** All issues in one line, for messages that have no room for more. */
export function describeIssues(error: z.ZodError, names: readonly string[] = []): string {
  return readIssues(error, names)
    .map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`))
    .join('; ');
}

/** Unions nest as deep as the schema, not as the data: the schemas of this tool are a few levels. The cap is a second safety. */
function explain(issue: ZodIssue, above: readonly PropertyKey[], names: readonly string[], depth = 0): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: toPointer([...path, key]), message: `unknown key "${key}"${didYouMean(key, names)}` }));
  }
  if (isAbsent(issue)) return [{ pointer: toPointer(path), message: `is missing${issue.code === 'invalid_type' ? ` (${issue.expected})` : ''}` }];
  const branch = issue.code === 'invalid_union' && depth < 40 ? likeliest(issue.errors) : undefined;
  if (branch) return branch.flatMap((inner) => explain(inner, path, names, depth + 1));
  return [{ pointer: toPointer(path), message: sentence(issue) }];
}

/** The branch that knows most of the keys that are there, then the one with the fewest complaints. */
function likeliest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const ranked = branches.map((issues) => ({ issues, strange: strangeness(issues) }));
  ranked.sort((a, b) => a.strange - b.strange || a.issues.length - b.issues.length);
  const [first, second] = ranked;
  const undecided = first !== undefined && first.strange >= notEvenTheType && second !== undefined;
  return undecided ? undefined : first?.issues;
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
