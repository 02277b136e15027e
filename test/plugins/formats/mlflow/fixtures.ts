import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { at, isObject, own, parseJson, type JsonObject, type JsonValue } from '../../../../src/plugin.js';

const folder = fileURLToPath(new URL('../../../fixtures/mlflow/', import.meta.url));

/** A file that MLflow itself wrote, as the reader parses it. */
export function fixture(name: string): JsonValue {
  return parseJson(readFileSync(folder + name, 'utf8'));
}

/** The records of a file of JSON Lines. */
export function lines(name: string): JsonValue[] {
  return readFileSync(folder + name, 'utf8').trim().split('\n').map(parseJson);
}

/** The rows of a CSV file: objects of strings. */
export function rows(name: string): JsonObject[] {
  return parse(readFileSync(folder + name, 'utf8'), { columns: true });
}

/** A member that is known to be an object. */
export function object(value: JsonValue | undefined, ...path: (string | number)[]): JsonObject {
  const found = at(value, ...path);
  if (!isObject(found)) throw new Error(`no object at ${path.join('/')}`);
  return found;
}

/** A member that is known to be a list of objects. */
export function objects(value: JsonValue | undefined, ...path: (string | number)[]): JsonObject[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join('/')}`);
  return found.map((item) => object(item));
}

const hexOf = (id: JsonValue | undefined): string => Buffer.from(String(id), 'base64').toString('hex');
const decoded = (attributes: JsonObject): JsonObject => Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, JSON.parse(String(value)) as JsonValue]));

/** A span dict of 3.5.1 and later, rewritten as another version or client writes it. */
export const rewritten: Readonly<Record<string, (span: JsonObject) => JsonObject>> = {
  'of 2.14 to 2.21.0': (span) => ({
    name: span['name'],
    context: { trace_id: `0x${hexOf(span['trace_id'])}`, span_id: `0x${hexOf(span['span_id'])}` },
    parent_id: span['parent_span_id'] === null ? null : `0x${hexOf(span['parent_span_id'])}`,
    start_time: span['start_time_unix_nano'],
    end_time: span['end_time_unix_nano'],
    status_code: String(own(span['status'], 'code')).replace('STATUS_CODE_', ''),
    status_message: own(span['status'], 'message'),
    attributes: span['attributes'],
    events: objects(span, 'events').map(({ name, time_unix_nano, attributes }) => ({ name, timestamp: time_unix_nano, attributes })),
  }),
  'of 2.21.1 to 2.22': (span) => ({
    ...rewritten['of 2.14 to 2.21.0']?.(span),
    context: { trace_id: hexOf(span['trace_id']), span_id: hexOf(span['span_id']) },
    parent_id: span['parent_span_id'] === null ? null : hexOf(span['parent_span_id']),
  }),
  'of 3.0 to 3.4': (span) => {
    const { events, ...rest } = span;
    return { ...rest, trace_state: '', parent_span_id: span['parent_span_id'] ?? '', ...(Array.isArray(events) && events.length > 0 ? { events } : {}) };
  },
  'of 3.5.0': (span) => ({
    ...span,
    trace_id: `tr-${hexOf(span['trace_id'])}`,
    span_id: hexOf(span['span_id']),
    parent_span_id: span['parent_span_id'] === null ? null : hexOf(span['parent_span_id']),
    status: { code: String(own(span['status'], 'code')).replace('STATUS_CODE_', ''), message: own(span['status'], 'message') },
  }),
  'of the TypeScript client, whose trace ids are wrong': (span) => ({
    ...span,
    trace_id: 'AAASNFZ4mrze8BI0VniavN7w',
    parent_span_id: span['parent_span_id'] ?? '',
    attributes: decoded(object(span, 'attributes')),
  }),
  'with attributes as one text': (span) => ({ ...span, attributes: JSON.stringify(span['attributes']) }),
  'of a trace archive': (span) => {
    const { parent_span_id, start_time_unix_nano, end_time_unix_nano, status, ...rest } = span;
    return { ...rest, parent_id: parent_span_id, start_time: start_time_unix_nano, end_time: end_time_unix_nano, status_code: own(status, 'code'), status_message: own(status, 'message') };
  },
};
