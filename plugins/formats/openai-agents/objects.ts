import { isObject, own, type JsonValue, type Place, type RawRecord, type Recognition } from '../../../src/plugin.js';

/** A trace or a span as exported, and where it stood. */
export interface Exported {
  value: JsonValue;
  place: Place;
}

/** Says what a record is: one object, a list of them, or the body of a batch. */
export function recogniseObject(record: JsonValue): Recognition | undefined {
  const body = own(record, 'data');
  const inside = Array.isArray(body) ? body : Array.isArray(record) ? record : undefined;
  const found = ofObject(inside ? inside[0] : record);
  if (!found || !inside) return found;
  return { ...found, shape: Array.isArray(body) ? 'OpenAI Agents SDK batch' : 'OpenAI Agents SDK list', because: `its first item ${found.because}` };
}

function ofObject(value: JsonValue | undefined): Recognition | undefined {
  const kind = own(value, 'object');
  if (kind === 'trace.span') return { score: 0.95, shape: 'OpenAI Agents SDK span', because: 'has "object": "trace.span"' };
  return kind === 'trace' ? { score: 0.93, shape: 'OpenAI Agents SDK trace', because: 'has "object": "trace"' } : undefined;
}

/** The objects of a record, without the batch or list around them. */
export function objectsOf({ value, place }: RawRecord): Exported[] {
  const body = own(value, 'data');
  const [list, prefix] = Array.isArray(body) ? [body, '/data'] : [value, ''];
  if (!Array.isArray(list)) return isObject(list) ? [{ value: list, place }] : [];
  return list.map((item, index) => ({ value: item, place: { ...place, pointer: `${prefix}/${index}` } }));
}
