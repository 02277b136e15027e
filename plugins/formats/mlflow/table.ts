import { isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { cell, first, hasAny } from './names.js';
import { itemsAt, relocated, type Part } from './parts.js';
import type { Shape } from './shape.js';
import { trace } from './single.js';

const timeKeys = ['request_time', 'timestamp_ms', 'execution_duration', 'execution_time_ms'];
const rowKeys = ['trace', 'spans', ...timeKeys, 'state', 'status', 'request', 'response', 'trace_metadata', 'request_metadata', 'tags', 'assessments'];

/** One row of `mlflow.search_traces()`, of a CSV file made of it, or of a trace archive. */
export const row: Shape = {
  title: 'MLflow table row',
  score: 0.9,
  test: (value) => {
    if (!hasAny(value, 'trace_id', 'request_id') || hasAny(value, 'span_id', 'traceId')) return undefined;
    const columns = rowKeys.filter((key) => hasAny(value, key));
    const holdsTrace = columns.includes('trace') || columns.includes('spans');
    return holdsTrace && columns.length >= 2 ? `has the columns ${[idColumn(value), ...columns].map((name) => `"${name}"`).join(', ')}` : undefined;
  },
  parts: rowParts,
};

function idColumn(value: JsonValue): string {
  return hasAny(value, 'trace_id') ? 'trace_id' : 'request_id';
}

/** The column `trace` is lossless where it is JSON text. As an object it is what pandas made of a Python object: then the other columns are better. */
function* rowParts(value: JsonValue, pointer: string): Generator<Part> {
  const whole = cell(own(value, 'trace')) ?? null;
  const lossless = typeof own(value, 'trace') === 'string' || !Array.isArray(cell(own(value, 'spans')));
  if (lossless && trace.test(whole) !== undefined) yield* wholeTrace(value, whole, pointer);
  else yield* fromColumns(value, pointer);
}

function* wholeTrace(value: JsonValue, whole: JsonValue, pointer: string): Generator<Part> {
  // A pointer cannot look into text: all that lies in a text stands where the text stands.
  const inText = typeof own(value, 'trace') === 'string';
  const texts = { request: textColumn(value, 'request'), response: textColumn(value, 'response') };
  for (const part of trace.parts(whole, `${pointer}/trace`)) {
    if ('remark' in part) yield part;
    else yield { trace: { ...(inText ? relocated(part.trace, () => `${pointer}/trace`) : part.trace), ...texts } };
  }
}

function* fromColumns(value: JsonValue, pointer: string): Generator<Part> {
  const unreadable = rowKeys.filter((key) => isPythonText(own(value, key)));
  const info = Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter(([key]) => !unreadable.includes(key) && key !== 'request' && key !== 'response'));
  const spans = itemsAt(cell(own(value, 'spans')), `${pointer}/spans`);
  const located = typeof own(value, 'spans') === 'string' ? spans.map((span) => ({ ...span, pointer: `${pointer}/spans` })) : spans;
  yield { trace: { info: { value: info, pointer }, spans: located, request: textColumn(value, 'request'), response: textColumn(value, 'response') } };
  if (unreadable.length > 0) yield { remark: { code: 'python-text', message: pythonAdvice(unreadable), pointer: `${pointer}/${unreadable[0] ?? ''}` } };
}

function pythonAdvice(columns: readonly string[]): string {
  return `The columns ${columns.join(', ')} hold Python text or damaged JSON and were not read; ids, state and times were. Export the traces as JSON: mlflow traces search --output json.`;
}

/** Objects in CSV cells are Python's own notation (`{'a': None}`), which is no JSON. */
function isPythonText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /^\s*(?:[[{]|Trace\()/.test(value) && typeof cell(value) === 'string';
}

function textColumn(value: JsonValue, name: string): JsonValue | undefined {
  const text = first(value, name);
  return isPythonText(text) ? undefined : text;
}

/** `to_json()` without arguments: columns of values by row label. */
export const columns: Shape = {
  title: 'MLflow table by columns',
  score: 0.9,
  test: (value) => {
    const ids = first(value, 'trace_id', 'request_id');
    return isObject(ids) && hasAny(value, ...rowKeys) ? 'has an id column of values by row label' : undefined;
  },
  *parts(value) {
    const names = Object.keys(isObject(value) ? value : {});
    for (const label of Object.keys(labelsOf(value))) {
      const cells = names.map((name) => [name, own(own(value, name), label)] as const);
      yield* atCells(Object.fromEntries(cells), (name) => `/${name}/${escaped(label)}`);
    }
  },
};

/** A key as it is written in a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function labelsOf(value: JsonValue): JsonObject {
  const ids = first(value, 'trace_id', 'request_id');
  return isObject(ids) ? ids : {};
}

/** `orient="split"`: names of columns beside rows of cells. */
export const split: Shape = {
  title: 'MLflow table by rows',
  score: 0.9,
  test: (value) => {
    const names = own(value, 'columns');
    const known = Array.isArray(names) && (names.includes('trace_id') || names.includes('request_id')) && names.some((name) => name === 'trace' || name === 'spans');
    return known && Array.isArray(own(value, 'data')) ? 'has "columns" with an id and "data"' : undefined;
  },
  *parts(value, pointer) {
    const names = own(value, 'columns');
    if (!Array.isArray(names)) return;
    for (const { value: cells, pointer: at } of itemsAt(own(value, 'data'), `${pointer}/data`)) {
      const entries = names.map((name, index) => [String(name), Array.isArray(cells) ? cells[index] : undefined] as const);
      yield* atCells(Object.fromEntries(entries), (name) => `${at}/${names.indexOf(name)}`);
    }
  },
};

/** Reads a row that was put together from cells, with the pointers of the cells. */
function* atCells(cells: JsonObject, where: (column: string) => string): Generator<Part> {
  const relocate = (pointer: string): string => pointer.replace(/^\/([^/]*)/, (_, column: string) => where(column));
  for (const part of rowParts(cells, '')) {
    if ('remark' in part) yield { remark: { ...part.remark, pointer: relocate(part.remark.pointer) } };
    else yield { trace: relocated(part.trace, relocate) };
  }
}
