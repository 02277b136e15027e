import { isObject, own, type JsonObject, type JsonValue, type Place, type RawRecord, type Recognition } from '../../../src/plugin.js';

/** A row and where it stood. */
export interface Row {
  value: JsonObject;
  place: Place;
}

/** Keys under which pages of rows arrive from fetch, BTQL and the SDK. */
const wrappers = ['events', 'data', 'rows', 'objects'];

/** Says what a record is: a row, a list of rows, or a page of them. */
export function recogniseRow(record: JsonValue): Recognition | undefined {
  if (isRow(record)) return { score: 0.95, shape: 'Braintrust row', because: 'has "span_id", "root_span_id" and "span_attributes"' };
  const { list, prefix } = listIn(record);
  if (!list || !isRow(list[0])) return undefined;
  const where = prefix === '' ? 'its first item' : `the first item of "${prefix.slice(1)}"`;
  return { score: 0.95, shape: prefix === '' ? 'Braintrust rows' : 'Braintrust page of rows', because: `${where} has "span_id" and "root_span_id"` };
}

function isRow(value: JsonValue | undefined): boolean {
  if (typeof own(value, 'span_id') !== 'string' || typeof own(value, 'root_span_id') !== 'string') return false;
  return ['span_attributes', '_xact_id', 'span_parents', 'scores', 'metrics', 'is_root'].some((key) => own(value, key) !== undefined);
}

function listIn(value: JsonValue): { list?: readonly JsonValue[]; prefix: string } {
  if (Array.isArray(value)) return { list: value, prefix: '' };
  const key = wrappers.find((name) => Array.isArray(own(value, name)));
  const list = key === undefined ? undefined : own(value, key);
  return Array.isArray(list) ? { list, prefix: `/${key ?? ''}` } : { prefix: '' };
}

/** The rows of a record; `undefined` stands for an item that is none. */
export function rowsOf({ value, place }: RawRecord): (Row | Place)[] {
  if (isObject(value) && isRow(value)) return [{ value, place }];
  const { list = [], prefix } = listIn(value);
  return list.map((item, index) => {
    const here = { ...place, pointer: `${prefix}/${index}` };
    return isObject(item) && isRow(item) ? { value: item, place: here } : here;
  });
}
