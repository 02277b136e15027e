import { toJson } from '../report/to-json.js';

/** Rows as JSON Lines, one an element as they come. */
export async function* jsonLines(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${toJson(row)}\n`;
}

/** Rows as one JSON array, one a line as they come. */
export async function* jsonArray(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  let first = true;
  for await (const row of rows) {
    yield `${first ? '[' : ','}\n  ${toJson(row)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}
