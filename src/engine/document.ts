import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { deeperThan } from '../util/depth.js';
import { type Issue, readIssues } from '../util/issues.js';

/** Limits of files of a pack: they are written by people, so anything near these is a mistake or an attack. */
const maxBytes = 4 * 1024 * 1024;
const maxNesting = 64;

/** A document that fits its schema, or what is wrong with it, with the JSON as it stands where it is JSON at all. */
export type Read<T> = { value: T } | { issues: Issue[]; written?: unknown };

const wrong = (message: string): { issues: Issue[] } => ({ issues: [{ pointer: '', message }] });

/** Reads a JSON file of a pack and checks it. */
export async function readDocument<S extends z.ZodType>(file: string, schema: S): Promise<Read<z.output<S>>> {
  let text: string;
  try {
    if ((await stat(file)).size > maxBytes) return wrong(`is larger than ${maxBytes} bytes`);
    text = await readFile(file, 'utf8');
  } catch (error) {
    return wrong(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return parseDocument(text, schema);
}

/** Parses a JSON document of a pack and checks it. */
function parseDocument<S extends z.ZodType>(text: string, schema: S): Read<z.output<S>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return wrong(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (deeperThan(value, maxNesting)) return wrong(`is nested more than ${maxNesting} deep`);
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { issues: readIssues(parsed.error, schema), written: value };
}

/** As many issues as one reads before starting to repair. */
const told = 10;

/** Issues in one text: each with its place and what to write instead. */
export function describe(issues: readonly Issue[]): string {
  const texts = issues.slice(0, told).map(({ pointer, message }) => (pointer === '' ? message : `at ${pointer}: ${message}`));
  return issues.length > told ? `${texts.join('; ')}; and ${issues.length - told} more` : texts.join('; ');
}
