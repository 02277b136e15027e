import type { JsonValue, RawItem, ReadContext, Recognition } from '../../../src/plugin.js';
import { readGo, recogniseGo } from './go.js';
import { readJavaScript, recogniseJavaScript } from './javascript.js';
import { readJavaScriptLog, recogniseJavaScriptLog } from './javascript-log.js';
import type { Part } from './part.js';
import { readPython, recognisePython } from './python.js';

/** One SDK's way to write a span or log record. */
interface Shape {
  recognise: (value: JsonValue) => Recognition | undefined;
  read: (part: Part) => RawItem | undefined;
}

const shapes: readonly Shape[] = [
  { recognise: recognisePython, read: readPython },
  { recognise: recogniseGo, read: readGo },
  { recognise: recogniseJavaScript, read: readJavaScript },
  { recognise: recogniseJavaScriptLog, read: readJavaScriptLog },
];

/** Says what a record is by its keys; a list is what its first element is. */
export function recogniseConsole(record: JsonValue): Recognition | undefined {
  const first: JsonValue | undefined = Array.isArray(record) ? record[0] : record;
  return first === undefined ? undefined : recogniseOne(first);
}

function recogniseOne(value: JsonValue): Recognition | undefined {
  return shapes.flatMap((shape) => shape.recognise(value) ?? []).at(0);
}

/** Gives the span or log record of a record, or those of a list. What was left out is noted once. */
export function* readConsole(value: JsonValue, { place, note }: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const count = (code: string): void => void told.set(code, (told.get(code) ?? 0) + 1);
  const parts = Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `/${index}` })) : [{ value, pointer: '' }];
  for (const part of parts) {
    const shape = shapes.find(({ recognise }) => recognise(part.value) !== undefined);
    const item = shape?.read({ ...part, place, count });
    if (item) yield item;
    else if (!shape) count('not-a-span');
  }
  for (const [code, number] of told) note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'log-without-ids': 'log record(s) name no trace and span, so they belong to no span and were left out.',
  'not-a-span': 'item(s) in a list of spans are of no known shape and were left out.',
};
