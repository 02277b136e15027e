import type { FormatPlugin, JsonValue, RawLog, RawSpan, RawTrace, Recognition } from '../../../src/plugin.js';

/** All that a format gives for a value, sorted by kind. */
export interface ReadResult {
  recognition: Recognition | undefined;
  spans: RawSpan[];
  traces: RawTrace[];
  logs: RawLog[];
  notes: { code: string; message: string; pointer?: string }[];
}

/** The place that every test record has. */
export const place = { file: 'dump.json', record: 1, offset: 0, length: 10 };

/** Reads one value with a format, as the reader does it. */
export function readWith(format: FormatPlugin, value: JsonValue, within?: string): ReadResult {
  const result: ReadResult = { recognition: format.recognise(value, { within }), spans: [], traces: [], logs: [], notes: [] };
  const note = (code: string, message: string, pointer?: string): void => void result.notes.push({ code, message, pointer });
  for (const item of format.read({ value, place, within }, { place, within, note })) {
    if (item.type === 'span') result.spans.push(item);
    else if (item.type === 'trace') result.traces.push(item);
    else result.logs.push(item);
  }
  return result;
}

/** Spans without the place they stood at, in a fixed order: what must not depend on the shape. */
export function placeless(spans: readonly RawSpan[]): Omit<RawSpan, 'place'>[] {
  return spans.map(({ place: _place, ...span }) => span).sort((a, b) => (a.traceId + a.spanId < b.traceId + b.spanId ? -1 : 1));
}

/** Values that no format expects where they stand. */
export const oddValues: readonly JsonValue[] = [null, true, 0, -1, 1e308, '', 'x', '{"a":', '[]', [], {}, [null], [[]], [[[]]], [1, 'a', null], { a: null }];

/** An object nested so deeply that recursion over it would exhaust the stack. */
export function nested(depth: number, wrap: (inner: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = 'bottom';
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}
