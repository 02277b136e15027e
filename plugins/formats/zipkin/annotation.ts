import { asString, decoded, isObject, nanoseconds, own, type JsonValue, type RawEvent } from '../../../src/plugin.js';

/**
 * Reads an annotation as an event. OpenTelemetry exporters write name and attributes as JSON, with braces (`{"exception":{...}}`) or without
 * (`"exception":{...}`); any other text is the name.
 */
export function readAnnotation(value: JsonValue): RawEvent {
  const text = asString(own(value, 'value')) ?? '';
  const { name, attributes } = eventIn(text) ?? { name: text, attributes: undefined };
  return { name, timeNs: nanoseconds(own(value, 'timestamp'), 'us') || undefined, attributes: entriesOf(attributes) };
}

function eventIn(text: string): { name: string; attributes: JsonValue } | undefined {
  const whole = decoded(/^\s*"(?:[^"\\]|\\.)*"\s*:\s*\{/.test(text) ? `{${text}}` : text);
  const [entry, ...others] = isObject(whole) ? Object.entries(whole) : [];
  const [name, attributes] = entry ?? [];
  return name !== undefined && isObject(attributes) && others.length === 0 ? { name, attributes } : undefined;
}

function entriesOf(value: JsonValue | undefined): Map<string, JsonValue> {
  return new Map(isObject(value) ? Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const])) : []);
}
