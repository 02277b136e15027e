import { isObject, own, type JsonValue, type RawItem, type ReadContext, type Recognition } from '../../../src/plugin.js';
import { annotation } from './annotation.js';
import { hasAny } from './fields.js';
import { otlpSpan } from './otlp-span.js';
import { items, type Located, type Reading, type Shape } from './shape.js';
import { span } from './span.js';
import { noteOfPythonText, row, rowsOf } from './table.js';
import { session, summary, trace } from './trace.js';

/** Every shape, in the order in which they are tried. */
const shapes: readonly Shape[] = [trace, span, row, session, summary, annotation, otlpSpan];

/** Says which shape of Phoenix a record has, by its keys. */
export function recognisePhoenix(record: JsonValue): Recognition | undefined {
  const table = isObject(record) ? rowsOf({ value: record, pointer: '' }, 1)?.[0] : undefined;
  if (table) return recognitionOf(table.value, 'Phoenix data frame');
  return recognitionOf(firstItem(record)) ?? ofEnvelope(record) ?? emptyPage(record);
}

function recognitionOf(value: JsonValue | undefined, title?: string): Recognition | undefined {
  if (value === undefined) return undefined;
  for (const { test, score, title: shape } of shapes) {
    const because = test(value);
    if (because !== undefined) return { score, shape: title ?? shape, because };
  }
  return undefined;
}

/** What is inside an envelope is surer than by itself. */
function ofEnvelope(value: JsonValue): Recognition | undefined {
  const data = own(value, 'data');
  const page = data === undefined ? undefined : recognitionOf(firstItem(data));
  if (page) return { score: 0.95, shape: `Phoenix page: ${page.shape}`, because: `${page.because} inside "data"` };
  const because = session.test(own(value, 'session') ?? null);
  return because === undefined ? undefined : { score: 0.95, shape: session.title, because: `${because} inside "session"` };
}

function firstItem(value: JsonValue): JsonValue | undefined {
  return Array.isArray(value) ? value.slice(0, 20).find((item) => isObject(item)) : value;
}

function emptyPage(value: JsonValue): Recognition | undefined {
  const data = own(value, 'data');
  const empty = Array.isArray(data) && data.length === 0 && hasAny(value, 'next_cursor');
  return empty ? { score: 0.7, shape: 'Phoenix page without spans', because: 'has an empty "data" and "next_cursor"' } : undefined;
}

/** Gives what a record holds; what cannot be read is counted and noted once. */
export function* readPhoenix(value: JsonValue, context: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const reading: Reading = { place: context.place, count: (code) => void told.set(code, (told.get(code) ?? 0) + 1) };
  noteMorePages(value, context);
  for (const part of partsOf({ value, pointer: '' })) {
    const shape = shapes.find(({ test }) => test(part.value) !== undefined);
    if (shape) yield* shape.read(part, reading);
    else if (part.value !== null) reading.count('not-a-trace');
  }
  tell(told, context);
}

/** Traces, spans and rows without the envelopes and lists around them. */
function partsOf(whole: Located): Located[] {
  const table = rowsOf(whole);
  if (table) return table;
  const bare = shapes.some(({ test }) => test(whole.value) !== undefined);
  const key = bare ? undefined : ['data', 'session'].find((name) => own(whole.value, name) !== undefined);
  return items(key === undefined ? whole : { value: own(whole.value, key) ?? null, pointer: `/${key}` });
}

function noteMorePages(page: JsonValue, { note }: ReadContext): void {
  const cursor = own(page, 'next_cursor');
  if (cursor !== undefined && cursor !== null && cursor !== '') note('more-pages', 'This is one page, and there are more on the server: sessions may lack turns. Ask again with the cursor, or with a larger limit.', '/next_cursor');
}

function tell(told: ReadonlyMap<string, number>, { note }: ReadContext): void {
  const python = [...told.keys()].flatMap((code) => (code.startsWith('python-text:') ? [code.slice('python-text:'.length)] : []));
  if (python.length > 0) note('python-text', noteOfPythonText(python));
  for (const [code, number] of told) if (!code.startsWith('python-text:')) note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'span-not-object': 'item(s) in a list of spans are no objects and were left out.',
  'not-a-trace': 'item(s) among the spans of Phoenix are none and were left out.',
  'annotation-without-trace': 'annotation(s) name a span or session but no trace, so they cannot be placed and were left out. Export spans with their annotations: px span list --include-annotations.',
  'session-without-traces': 'session(s) name no trace and were left out.',
  'session-only': 'session(s) name their traces and hold neither spans nor text. Export the traces too: px trace list.',
  stubs: 'trace(s) hold stubs of spans: ids, kinds, times and statuses without attributes. Export the spans for texts and tokens: px span list.',
};
