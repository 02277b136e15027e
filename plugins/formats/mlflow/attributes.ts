import { attributeMap, decodeNested, isObject, own, parseJson, type JsonValue } from '../../../src/plugin.js';

/**
 * Decodes the attributes of a span. Python writes every value as JSON text; REST writes typed values; the TypeScript SDK writes plain values.
 * How one span was written shows in its `mlflow.traceRequestId`, which is on every span.
 */
export function decodeAttributes(recorded: JsonValue | undefined): Map<string, JsonValue> {
  const value = recorded === undefined ? undefined : decodeNested(recorded).value;
  if (Array.isArray(value)) return attributeMap(value);
  if (!isObject(value)) return new Map<string, JsonValue>();
  const plain = isPlain(value);
  const entries = Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plain ? item : decodeAttribute(key, item)] as const]));
  return new Map(entries);
}

function isPlain(attributes: JsonValue): boolean {
  const id = own(attributes, 'mlflow.traceRequestId');
  return typeof id === 'string' && !id.startsWith('"');
}

const idKey = /(?:^|[._-])id$|Id$|^id$/i;

/**
 * Decodes one JSON-encoded value. Text that is no JSON was set by somebody else and stays; digits under the name of an id stay digits.
 * A string that holds JSON again is decoded too, up to three levels: one server version encoded once too often.
 */
export function decodeAttribute(key: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const once = tryParse(value);
  if (once === undefined || (typeof once === 'number' && idKey.test(key))) return value;
  if (typeof once !== 'string' || !/^["[{]/.test(once)) return once;
  const twice = tryParse(once);
  if (twice === undefined) return once;
  return typeof twice === 'string' && /^["[{]/.test(twice) ? (tryParse(twice) ?? twice) : twice;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
