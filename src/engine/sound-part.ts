import { isObject } from '../util/json.js';
import { pointerKeys } from '../util/json-pointer.js';
import type { Issue } from '../util/issues.js';
import { type Rule, ruleSchema } from './schema.js';

/** What facts, operators and params are linked by: a mistake in one of these would make others appear that are none. */
const structure = new Set(['scope', 'params', 'when', 'confidence', 'rootCause']);

/** For parts that say nothing about the other parts of a rule. */
const standIns = { version: 1, status: 'test', title: '-', severity: 'info', say: '-', fix: '-' };

/**
 * The rule without the parts that do not fit the schema, so that what is wrong with the rest can be told at the same time; `undefined` where the parts
 * that hold it together are among them.
 */
export function soundPart(written: unknown, issues: readonly Issue[], id: string): Rule | undefined {
  if (!isObject(written) || issues.some(({ pointer, unknownKey }) => unknownKey !== true && structure.has(firstKey(pointer)))) return undefined;
  const rest: unknown = structuredClone(written);
  for (const { pointer, unknownKey } of issues) remove(rest, unknownKey === true ? pointer : `/${firstKey(pointer)}`);
  const parsed = ruleSchema.safeParse({ id, ...standIns, ...(rest as object) });
  return parsed.success ? parsed.data : undefined;
}

const firstKey = (pointer: string): string => pointerKeys(pointer)?.[0] ?? '';

function remove(document: unknown, pointer: string): void {
  const keys = pointerKeys(pointer) ?? [];
  const last = keys.pop();
  let holder = document;
  for (const key of keys) holder = typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
  if (isObject(holder) && last !== undefined) delete holder[last];
}
