import type { JsonValue, RawRecord, RawSpan } from '../../model/index.js';
import { toPointer } from '../../util/json-pointer.js';
import { isObject } from '../../util/json.js';
import type { ReadContext } from '../format.js';
import { decoded } from '../read/values.js';
import type { CheckedMapping } from './schema.js';
import { atPath, keysOf, type Lookup } from './source.js';
import { spanReader, type SpanReader, type Standing } from './span.js';
import type { Count } from './words.js';

const depthLimit = 64;

const messages: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) have no id where the mapping says it is; they got one from their place',
  'span-not-object': 'item(s) of the list of spans are no objects and were left out',
  'spans-missing': 'record(s) have no list of spans where the mapping says it is',
  'spans-too-deep': `span(s) stand more than ${depthLimit} deep and were left out with what is below them`,
  'mapping-unknown-status': 'status word(s) are not known to the mapping; the spans have no status',
  'mapping-unknown-kind': 'kind word(s) are not known to the mapping; the spans have no kind',
  'mapping-unreadable-time': 'time(s) could not be read',
};

/** Makes the reader of a record: its spans, and those below them. */
export function recordReader(mapping: CheckedMapping): (record: RawRecord, context: ReadContext) => Generator<RawSpan> {
  const read = spanReader(mapping);
  const below = mapping.children === undefined ? undefined : { find: atPath(mapping.children), path: pointerOf(mapping.children) };
  return function* readRecord({ value }, { place, note }) {
    const counts = new Map<string, number>();
    const count: Count = (code) => void counts.set(code, (counts.get(code) ?? 0) + 1);
    const open = firstOf(mapping, value, count).map(([span, pointer]): Open => ({ span, record: value, place, pointer, depth: 0 }));
    for (let next = open.pop(); next; next = open.pop()) yield* readOne(next, { read, below, open, count });
    for (const [code, times] of counts) note(code, `${times} ${messages[code] ?? code}.`);
  };
}

interface Open extends Standing {
  depth: number;
}

interface Reading {
  read: SpanReader;
  below?: { find: Lookup; path: string };
  open: Open[];
  count: Count;
}

function* readOne(next: Open, { read, below, open, count }: Reading): Generator<RawSpan> {
  if (!isObject(next.span)) return count('span-not-object');
  if (next.depth >= depthLimit) return count('spans-too-deep');
  const span = read(next, count);
  yield span;
  const list = below && decoded(below.find(next));
  if (!below || !Array.isArray(list)) return;
  for (const [index, item] of [...list.entries()].reverse()) {
    open.push({ ...next, span: item, pointer: `${next.pointer}${below.path}/${index}`, parentId: span.spanId, depth: next.depth + 1 });
  }
}

/** The record itself, or what stands in its list. Last first, so that spans come in the order of the list. */
function firstOf({ spans }: CheckedMapping, record: JsonValue, count: Count): [JsonValue, string][] {
  if (spans === undefined) return [[record, '']];
  const list = decoded(atPath(spans)({ span: record, record }));
  if (!Array.isArray(list)) count('spans-missing');
  return Array.isArray(list) ? [...list.entries()].reverse().map(([index, item]) => [item, `${pointerOf(spans)}/${index}`]) : [];
}

function pointerOf(path: string): string {
  return toPointer(keysOf(path.replace(/^\$\.?/, '')));
}
