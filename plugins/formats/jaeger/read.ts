import { isObject, own, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { noteEnvelope } from './page.js';
import { readSpan, type Reading } from './span.js';

interface Located {
  value: JsonValue;
  pointer: string;
}

/** Gives the spans of a page, a trace or a single span; what cannot be read is counted and noted once. */
export function* readJaeger(value: JsonValue, context: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const reading: Reading = { place: context.place, count: (code) => void told.set(code, (told.get(code) ?? 0) + 1) };
  for (const part of items({ value, pointer: '' })) {
    noteEnvelope(part.value, context);
    for (const trace of inside(part, 'data')) yield* readTrace(trace, reading);
  }
  for (const [code, number] of told) context.note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

function* readTrace(trace: Located, reading: Reading): Generator<RawItem> {
  const processes = own(trace.value, 'processes');
  if (own(trace.value, 'warnings') && own(trace.value, 'spans') !== undefined) reading.count('jaeger-warnings');
  for (const { value, pointer } of inside(trace, 'spans')) {
    const process = own(value, 'process') ?? own(processes, String(own(value, 'processID') ?? ''));
    if (isObject(value)) yield readSpan(value, pointer, process, reading);
    else if (value !== null) reading.count('span-not-object');
  }
}

/** What lies under a key: the items of a list, or one thing; the whole itself when it has no such key. */
function inside({ value, pointer }: Located, key: string): Located[] {
  const inner = own(value, key);
  return inner === undefined ? [{ value, pointer }] : items({ value: inner, pointer: `${pointer}/${key}` });
}

function items({ value, pointer }: Located): Located[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [{ value, pointer }];
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'span-not-object': 'item(s) in a list of spans are no objects and were left out.',
  'repeated-tag': 'tag(s) are given twice on one span with different values; the last value was taken.',
  'jaeger-warnings': 'span(s) or trace(s) carry warnings of Jaeger, mostly that it moved times because clocks disagree; the texts are in the attribute "warnings" of the spans.',
};
