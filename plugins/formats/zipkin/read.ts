import { isObject, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { readSpan, type Reading } from './span.js';

interface Located {
  value: JsonValue;
  pointer: string;
}

/** Gives the spans of a record; what cannot be read is counted and noted once. */
export function* readZipkin(value: JsonValue, context: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const reading: Reading = { place: context.place, count: (code) => void told.set(code, (told.get(code) ?? 0) + 1) };
  for (const part of items({ value, pointer: '' }).flatMap(items)) {
    if (isObject(part.value)) yield readSpan(part.value, part.pointer, reading);
    else reading.count('span-not-object');
  }
  for (const [code, number] of told) context.note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

function items({ value, pointer }: Located): Located[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [{ value, pointer }];
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'span-not-object': 'item(s) in a list of spans are no objects and were left out.',
};
