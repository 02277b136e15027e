import { isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { cell, hasAny } from './fields.js';
import type { Located, Shape } from './shape.js';
import { readSpan } from './span.js';

const prefix = 'attributes.';

/** One row of `get_spans_dataframe()`, or of a file made of it. */
export const row: Shape = {
  title: 'Phoenix data frame row',
  score: 0.95,
  test: (value) => {
    if (!isObject(value) || !hasAny(value, 'context.span_id', 'context.trace_id')) return undefined;
    const known = hasAny(value, 'span_kind', 'status_code') || Object.keys(value).some((key) => key.startsWith(prefix));
    return known ? 'has the columns "context.span_id" or "context.trace_id", and more of a span' : undefined;
  },
  *read(located, reading) {
    for (const name of pythonColumns(located.value)) reading.count(`python-text:${name}`);
    yield* readSpan({ ...located, value: spanOfRow(located.value) }, reading);
  },
};

/** A row as the span it was made of. Cells without a value say nothing: a data frame fills them in for every span. */
function spanOfRow(value: JsonValue): JsonObject {
  const cells = recordedCells(value);
  const attributes = cells.flatMap(([key, item]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), item] as const] : []));
  const rest = cells.filter(([key]) => !key.startsWith(prefix) && !key.startsWith('context.') && key !== '');
  const context = { trace_id: own(value, 'context.trace_id'), span_id: own(value, 'context.span_id') };
  return { ...Object.fromEntries(rest), context, attributes: Object.fromEntries(attributes) };
}

/** In CSV every cell is text, and an empty one is what is left of no value. */
function recordedCells(value: JsonValue): [string, JsonValue][] {
  const cells = isObject(value) ? Object.entries(value) : [];
  const isCsv = cells.every(([, item]) => typeof item === 'string');
  return cells.flatMap(([key, item]) => (item === undefined || item === null || (isCsv && item === '') ? [] : [[key, item]]));
}

/** Objects in CSV cells are Python's own notation (`{'a': None}`), which is no JSON. Texts that people wrote are no columns of objects. */
function pythonColumns(value: JsonValue): string[] {
  return recordedCells(value).flatMap(([key, item]) => (typeof item === 'string' && /^\s*[[{]\s*[{'[]/.test(item) && typeof cell(item) === 'string' ? [key] : []));
}

/** The first rows of a table that is written by columns (`to_json()`) or split into names and cells (`orient="split"`); `undefined` for anything else. */
export function rowsOf({ value, pointer }: Located, limit = Number.MAX_SAFE_INTEGER): Located[] | undefined {
  return rowsByLabel(value, pointer, limit) ?? rowsOfSplit(value, pointer, limit);
}

/** The label of a row is the span id where the data frame is as Phoenix made it. */
function rowsByLabel(value: JsonValue, pointer: string, limit: number): Located[] | undefined {
  const idColumn = ['context.span_id', 'context.trace_id'].find((name) => isObject(own(value, name)));
  const labels = idColumn === undefined ? undefined : own(value, idColumn);
  if (idColumn === undefined || !isObject(value) || !isObject(labels)) return undefined;
  return Object.keys(labels).slice(0, limit).map((label) => {
    const cells = Object.keys(value).map((name) => [name, own(own(value, name), label) ?? null] as const);
    return { value: withId(Object.fromEntries(cells), label), pointer: `${pointer}/${idColumn}/${escaped(label)}` };
  });
}

function rowsOfSplit(value: JsonValue, pointer: string, limit: number): Located[] | undefined {
  const [names, data, index] = [own(value, 'columns'), own(value, 'data'), own(value, 'index')];
  if (!Array.isArray(names) || !Array.isArray(data) || !(names.includes('context.span_id') || names.includes('context.trace_id'))) return undefined;
  return data.slice(0, limit).map((cells, number) => {
    const entries = names.map((name, column) => [String(name), (Array.isArray(cells) ? cells[column] : undefined) ?? null] as const);
    return { value: withId(Object.fromEntries(entries), Array.isArray(index) ? index[number] : undefined), pointer: `${pointer}/data/${number}` };
  });
}

/** The span id may be the label alone. */
function withId(cells: JsonObject, label: JsonValue | undefined): JsonObject {
  const isId = typeof label === 'string' && !/^\d{1,9}$/.test(label);
  return hasAny(cells, 'context.span_id') || !isId ? cells : { ...cells, 'context.span_id': label };
}

/** A key as it is written in a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function noteOfPythonText(columns: readonly string[]): string {
  return `The columns ${columns.join(', ')} hold Python text and were kept as such: messages, tools and events in them are not read. Export the data frame as JSON: df.to_json(orient="records").`;
}

