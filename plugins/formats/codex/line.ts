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
    if (!Array.isArray(value)) lines.push(...toLine(value, place));
    else value.forEach((item, index) => lines.push(...toLine(item, { ...place, pointer: `/${index}` })));
  }
  return [...files.values()];
}

function toLine(value: RawRecord['value'], place: Place): Line[] {
  const payload = own(value, 'payload');
  if (!isObject(payload)) return [];
  return [{ place, type: asString(own(value, 'type')) ?? '', payload, kind: asString(own(payload, 'type')) ?? '', timeNs: nanoseconds(own(value, 'timestamp')) }];
}
