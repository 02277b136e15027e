import { conventions } from '../../../plugins/conventions/index.js';
import { createAdapter } from '../../../src/adapt/registry.js';
import type { JsonObject, JsonValue, RawEvent, RawSpan, Span } from '../../../src/model/index.js';

const place = { file: 'dump.jsonl', record: 1, offset: 0, length: 1 };

/** A raw span as a format plugin would give it. */
export function rawSpan(attributes: JsonObject, rest: Partial<Omit<RawSpan, 'attributes'>> = {}): RawSpan {
  return { type: 'span', traceId: 't1', spanId: 's1', name: 'span', status: { code: 'unset' }, events: [], place, ...rest, attributes: attributesOf(attributes) };
}

/** A span event or log record. */
export function rawEvent(name: string, attributes: JsonObject = {}, body?: JsonValue): RawEvent {
  return { name, attributes: attributesOf(attributes), ...(body === undefined ? {} : { body }) };
}

function attributesOf(attributes: JsonObject): Map<string, JsonValue> {
  return new Map(Object.entries(attributes).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])));
}

export const adapter = createAdapter([], conventions);

/** Reads a span with every convention that ships; a note fails the test. */
export function read(attributes: JsonObject, rest: Partial<Omit<RawSpan, 'attributes'>> = {}): Span {
  return adapter.toSpan(rawSpan(attributes, rest), (code, message) => {
    throw new Error(`${code}: ${message}`);
  });
}
