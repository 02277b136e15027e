import { type Content, type JsonValue, type Span, isObject, namesIn, numbersIn } from '../../../src/plugin.js';

/** Arguments of a step as they are compared. */
interface Arguments {
  /** Numbers and ids among the values. */
  identifying: ReadonlySet<string>;
  /** Names of the top-level arguments, as one text. */
  keys: string;
}

/** Successes of one step (same kind and name), by what they were given. */
interface Successes {
  /** Each list from the last start to the first. */
  all: Attempt[];
  byValue: Map<string, Attempt[]>;
  lastByKeys: Map<string, bigint>;
  /** Start of the last success whose arguments are not recorded. */
  unknown?: bigint;
}

interface Attempt {
  start: bigint;
  identifying: ReadonlySet<string>;
}

/** What a step was given; absent where it is not recorded, and for model calls, whose input is the whole conversation. */
export function argumentsOf(span: Span): Content | undefined {
  if (span.kind === 'llm') return undefined;
  return span.tool?.arguments ?? span.retrieval?.query ?? span.input;
}

/**
 * Tells whether a later success made up for a failure: a step of the same kind and name that started no earlier, and
 * - was given every number and id that the failed call was given, or nothing is recorded of what one of them was given; or
 * - was given at least one of them, where the message blames what the call was given; or
 * - was given arguments of the same names, where the message blames their form.
 */
export function retriesOf(succeeded: readonly Span[], failed: readonly Span[]): (span: Span, message: string) => boolean {
  const wanted = new Set(failed.map(stepOf));
  const byStep = successesByStep(succeeded.filter((span) => wanted.has(stepOf(span))));
  return (span, message) => {
    const successes = byStep.get(stepOf(span));
    return successes !== undefined && isMadeUpFor(span, message, successes);
  };
}

/** Filled from the last start to the first, so that the first of each list is the latest. */
function successesByStep(succeeded: readonly Span[]): Map<string, Successes> {
  const byStep = new Map<string, Successes>();
  for (const span of [...succeeded].sort(laterFirst)) {
    const known: Successes = byStep.get(stepOf(span)) ?? { all: [], byValue: new Map(), lastByKeys: new Map() };
    byStep.set(stepOf(span), known);
    add(span, known);
  }
  return byStep;
}

const stepOf = ({ kind, name }: Span): string => `${kind} ${name}`;
const startOf = ({ startNs }: Span): bigint => startNs ?? 0n;
const laterFirst = (a: Span, b: Span): number => (startOf(a) === startOf(b) ? 0 : startOf(a) > startOf(b) ? -1 : 1);

function add(span: Span, successes: Successes): void {
  const start = startOf(span);
  const given = read(argumentsOf(span));
  if (!given) {
    successes.unknown ??= start;
    return;
  }
  const attempt = { start, identifying: given.identifying };
  successes.all.push(attempt);
  if (!successes.lastByKeys.has(given.keys)) successes.lastByKeys.set(given.keys, start);
  for (const value of given.identifying) {
    const sharing = successes.byValue.get(value);
    if (sharing) sharing.push(attempt);
    else successes.byValue.set(value, [attempt]);
  }
}

function isMadeUpFor(span: Span, message: string, { all, byValue, lastByKeys, unknown }: Successes): boolean {
  const start = startOf(span);
  const given = read(argumentsOf(span));
  const isLater = (other: bigint | undefined): boolean => other !== undefined && other >= start;
  if (isLater(unknown) || (!given && isLater(all[0]?.start))) return true;
  if (!given) return false;
  const values = [...given.identifying];
  if (values.length === 0) return isLater(all[0]?.start);
  const sharing = values.map((value) => byValue.get(value) ?? []);
  if (holdsAll(values, sharing, start)) return true;
  if (blamesForm.test(message) && isLater(lastByKeys.get(given.keys))) return true;
  return blamesArguments(message, values) && sharing.some(([last]) => isLater(last?.start));
}

/** One of the later attempts was given all of the values. Only those that share the rarest are looked at. */
function holdsAll(values: readonly string[], sharing: readonly Attempt[][], start: bigint): boolean {
  const rarest = sharing.reduce((least, list) => (list.length < least.length ? list : least));
  for (const attempt of rarest) {
    if (attempt.start < start) return false;
    if (values.every((value) => attempt.identifying.has(value))) return true;
  }
  return false;
}

/** The message says that an argument was written wrongly. */
const blamesForm = /\b(?:malformed|format|pars(?:e|ing)|schema|validation|must be|expected|required|missing|type)\b/iu;
const blames = /\b(?:invalid|unknown|unsupported|not (?:found|allowed|valid)|bad request|argument|parameter|does not exist|mismatch)\b/iu;

/** The message says that what the call was given was wrong, or names a value of it. */
function blamesArguments(message: string, values: readonly string[]): boolean {
  if (blamesForm.test(message) || blames.test(message)) return true;
  const named = valuesIn(message);
  return values.some((value) => named.has(value));
}

function read(content: Content | undefined): Arguments | undefined {
  if (!content) return undefined;
  const value = content.value ?? content.text;
  const keys = isObject(value) ? Object.keys(value).sort().join('\n') : '';
  return { identifying: new Set(leavesOf(value).flatMap((leaf) => [...valuesIn(leaf)])), keys };
}

/** Values under these names differ between two attempts at the same thing. */
const perAttempt = /request_?id|idempot|nonce|trace|span_?id|call_?id|attempt|retr(?:y|ies)|timeout|timestamp|correlation/iu;

/** The plain values of an argument, as text. */
function leavesOf(value: JsonValue): string[] {
  const leaves: string[] = [];
  const pending: JsonValue[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const item of next) pending.push(item);
    else if (isObject(next)) for (const [key, member] of Object.entries(next)) if (!perAttempt.test(key)) pending.push(member ?? null);
    if (typeof next === 'string' || typeof next === 'number') leaves.push(String(next));
  }
  return leaves;
}

function valuesIn(text: string): Set<string> {
  return new Set([...numbersIn(text).map(({ value }) => value), ...namesIn(text).filter(({ kind }) => kind === 'id').map(({ value }) => value)]);
}
