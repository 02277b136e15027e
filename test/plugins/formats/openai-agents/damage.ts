import { parseJson, type FormatPlugin, type JsonValue } from '../../../../src/plugin.js';
import { nested, oddValues, readWith } from '../read-with.js';

const depth = 4;

/** Copies of a value in each of which one member, at any of the first levels, is another value. */
function* damaged(value: JsonValue, level = 0): Generator<JsonValue> {
  if (typeof value !== 'object' || value === null || level > depth) return;
  for (const [key, member] of Object.entries(value)) {
    const put = (other: JsonValue): JsonValue => (Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other });
    for (const odd of [...oddValues, deep]) yield put(odd);
    for (const inner of damaged(member ?? null, level + 1)) yield put(inner);
  }
}

const deep = nested(20_000, (inner) => [inner]);
const hostile = parseJson('{"__proto__": {"polluted": 1}, "constructor": 1, "hasOwnProperty": null, "toString": []}');

/** How many damaged copies of a record were read without an exception. Names the first that was not. */
export function survived(format: FormatPlugin, record: JsonValue): number {
  const copies = [...oddValues, deep, hostile, [record], [hostile], { ...(hostile as object), ...(record as object) }, ...damaged(record)];
  for (const copy of copies) {
    const result = readWith(format, copy);
    const spans = result.spans.filter(({ spanId, traceId }) => typeof spanId !== 'string' || typeof traceId !== 'string');
    if (spans.length > 0) throw new Error(`ids are no texts: ${JSON.stringify(spans[0]?.place)}`);
  }
  if (Object.hasOwn(Object.prototype, 'polluted')) throw new Error('the prototype was changed');
  return copies.length;
}
