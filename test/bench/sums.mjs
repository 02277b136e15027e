// Sums per session, from the truth of a generator, from a peer and from backturn, and whether they are equal.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { spanRowsCommand } from './peers.mjs';

export const fields = ['traces', 'spans', 'errors', 'inputTokens'];

/** Rows "session, traces, spans, errors, input tokens" separated by tabs, as truth files and peers have them. Traces without a session are under ''. */
export function sumsOfTsv(text) {
  const rows = text.split('\n').filter((line) => line !== '');
  return new Map(rows.map((line) => line.split('\t')).map(([session, ...values]) => [session, values.map(Number)]));
}

export const sumsOfTruth = (dump) => sumsOfTsv(readFileSync(`${dump}.truth.tsv`, 'utf8'));

/** The rows of `backturn sessions --format jsonl`. A trace without a session is a session of its own there; here such traces are added up under ''. */
export function sumsOfBackturn(text) {
  const sums = new Map();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const row = JSON.parse(line);
    const session = row.key === 'trace' ? '' : row.session;
    const values = [row.turns, row.spans, row.errors, row.inputTokens ?? 0];
    sums.set(session, values.map((value, i) => value + (sums.get(session)?.[i] ?? 0)));
  }
  return sums;
}

/** Fields that differ: in how many sessions, the totals, and the first session as an example. */
export function differences(expected, actual) {
  const sessions = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return fields.flatMap((field, i) => {
    const value = (sums, session) => sums.get(session)?.[i];
    const wrong = sessions.filter((session) => value(expected, session) !== value(actual, session));
    if (wrong.length === 0) return [];
    const total = (sums) => [...sums.values()].reduce((sum, values) => sum + values[i], 0);
    const example = { session: wrong[0], expected: value(expected, wrong[0]), actual: value(actual, wrong[0]) };
    return [{ field, wrong: wrong.length, of: sessions.length, expected: total(expected), actual: total(actual), example }];
  });
}

/**
 * The truth with input tokens counted as backturn counts them: a model call above another one that has counts of its own is taken to report the same tokens
 * again. Spans and tokens are read by jq, so that nothing of backturn has a part in it; `undefined` where jq is missing or fails.
 */
export function nestedCountedOnce(truth, kind, dump) {
  const [command, ...args] = spanRowsCommand(kind, dump);
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 29 });
  if (status !== 0) return undefined;
  const spans = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
  const key = (trace, span) => `${trace} ${span}`;
  const parents = new Map(spans.map(([, trace, span, parent]) => [key(trace, span), parent]));
  const above = new Set();
  for (const [, trace, span, , tokens] of spans) {
    if (tokens === '') continue;
    for (let at = parents.get(key(trace, span)); at && !above.has(key(trace, at)); at = parents.get(key(trace, at))) above.add(key(trace, at));
  }
  const sums = new Map([...truth].map(([session, values]) => [session, [...values.slice(0, 3), 0]]));
  for (const [session, trace, span, , tokens] of spans) {
    if (tokens !== '' && !above.has(key(trace, span))) sums.get(session)[3] += Number(tokens);
  }
  return sums;
}
