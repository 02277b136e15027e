import { asString, isObject, nanoseconds, own, type JsonObject, type Place, type RawRecord } from '../../../src/plugin.js';

/** A line of a rollout. */
export interface Line {
  place: Place;
  type: string;
  payload: JsonObject;
  /** Type of the payload. */
  kind: string;
  timeNs?: bigint;
}

/** The lines of each file, in the order in which they were written. */
export function filesOf(records: readonly RawRecord[]): Line[][] {
  const files = new Map<string, Line[]>();
  for (const { value, place } of records) {
    const lines = files.get(place.file) ?? [];
    files.set(place.file, lines);
    const items = Array.isArray(value) ? value.map((item, index) => [item, { ...place, pointer: `/${index}` }] as const) : [[value, place] as const];
    for (const [item, at] of items) for (const line of toLine(item, at)) lines.push(line);
  }
  return [...files.values()];
}

function toLine(value: RawRecord['value'], place: Place): Line[] {
  const payload = own(value, 'payload');
  if (!isObject(payload)) return [];
  return [{ place, type: asString(own(value, 'type')) ?? '', payload, kind: asString(own(payload, 'type')) ?? '', timeNs: nanoseconds(own(value, 'timestamp')) }];
}
