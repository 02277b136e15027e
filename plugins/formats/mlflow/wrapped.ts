import { at, isObject, own, type JsonValue } from '../../../src/plugin.js';
import { cell, hasAny } from './names.js';
import { itemsAt, relocated, type Part } from './parts.js';
import type { Shape } from './shape.js';
import { artifact, bareSpan, infoOnly, rest, selected, trace, truncation } from './single.js';
import { columns, row, split } from './table.js';

/** Shapes of one trace or span. */
const plain: readonly Shape[] = [trace, rest, columns, split, row, artifact, infoOnly, bareSpan, selected];

function* partsBy(shapes: readonly Shape[], value: JsonValue, pointer: string): Generator<Part> {
  const shape = shapes.find(({ test }) => test(value) !== undefined);
  if (shape) yield* shape.parts(value, pointer);
  else if (value !== null) yield { remark: { code: 'not-a-trace', message: 'This value among MLflow traces is none and was left out.', pointer } };
}

/** A page of a search: traces, and whether there are more of them on the server. */
const page: Shape = {
  title: 'MLflow page of traces',
  score: 0.95,
  test: (value) => {
    const list = own(value, 'traces');
    if (!Array.isArray(list)) return undefined;
    const known = list.slice(0, 20).map((item) => plain.find(({ test }) => test(item) !== undefined)).find((shape) => shape !== undefined);
    if (known) return `has "traces" of the shape "${known.title}"`;
    return list.length === 0 && hasAny(value, 'next_page_token') ? 'has "traces" and "next_page_token"' : undefined;
  },
  *parts(value, pointer) {
    for (const item of itemsAt(own(value, 'traces'), `${pointer}/traces`)) yield* partsBy(plain, item.value, item.pointer);
    yield* morePages(own(value, 'next_page_token'), `${pointer}/next_page_token`);
  },
};

function* morePages(token: JsonValue | undefined, pointer: string): Generator<Part> {
  if (token === undefined || token === null || token === '') return;
  const message = 'This is one page of a search, and there are more on the server: sessions may lack turns. Repeat the search with --page-token, or with a larger --max-results.';
  yield { remark: { code: 'more-pages', message, pointer } };
}

const indexAdvice = 'This file of mlflow-export-import holds no trace (it may be the index); give the trace.json files and the traces.json beside them.';

/** `mlflow-export-import`: the trace, or an index of traces, under `mlflow`. */
const exported: Shape = {
  title: 'mlflow-export-import trace',
  score: 0.95,
  test: (value) => (isObject(own(value, 'system')) && isObject(own(value, 'mlflow')) ? 'has "system" and "mlflow"' : undefined),
  *parts(value, pointer) {
    const body = own(value, 'mlflow') ?? null;
    if (trace.test(body) !== undefined) yield* trace.parts(body, `${pointer}/mlflow`);
    else yield { remark: { code: 'export-index', message: indexAdvice, pointer: `${pointer}/mlflow` } };
  },
};

/** Model serving on Databricks: the trace inside the answer, which tables keep as text. */
const serving: Shape = {
  title: 'Databricks serving response',
  score: 0.95,
  test: (value) => (trace.test(servedTrace(value).value) === undefined ? undefined : 'has "databricks_output.trace"'),
  *parts(value, pointer) {
    const served = servedTrace(value);
    const where = (inner: string): string => `${pointer}${served.inText ? '/response' : inner}`;
    for (const part of trace.parts(served.value, served.path)) {
      if ('trace' in part) yield { trace: relocated(part.trace, where) };
    }
    yield* truncation(at(served.value, 'info', 'trace_metadata', 'is_truncated'), where(`${served.path}/info/trace_metadata/is_truncated`));
  },
};

/** The trace, where it stands, and whether that is inside a text, into which no pointer leads. */
function servedTrace(value: JsonValue): { value: JsonValue; path: string; inText: boolean } {
  const direct = at(value, 'databricks_output', 'trace');
  if (direct !== undefined) return { value: cell(direct) ?? null, path: '/databricks_output/trace', inText: false };
  const response = own(value, 'response');
  const inText = typeof response === 'string';
  const mentioned = inText ? response.includes('"databricks_output"') : isObject(response);
  return { value: (mentioned ? at(cell(response), 'databricks_output', 'trace') : undefined) ?? null, path: '/response/databricks_output/trace', inText };
}

const single: readonly Shape[] = [exported, serving, page, ...plain];

/** A list of traces, rows or spans that was handed over whole. */
const list: Shape = {
  title: 'MLflow list',
  score: 0.9,
  test: (value) => {
    if (!Array.isArray(value)) return undefined;
    const known = value.slice(0, 20).map((item) => single.find(({ test }) => test(item) !== undefined)).find((shape) => shape !== undefined);
    return known && `is a list of the shape "${known.title}"`;
  },
  *parts(value, pointer) {
    for (const item of itemsAt(value, pointer)) yield* partsBy(single, item.value, item.pointer);
  },
};

/** Every shape, in the order in which they are tried. */
export const shapes: readonly Shape[] = [...single, list];
