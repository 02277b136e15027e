import { asName, asString, nanoseconds, own, parentIdOf, spanIdOf, stableJson, traceIdOf, type JsonValue, type RawLink, type RawSpan, type Status } from '../../../src/plugin.js';
import { attributesOf } from './attributes.js';
import type { Row } from './rows.js';

/** Reads a row as a span; `undefined` when an id is empty. */
export function readSpan({ value, place }: Row): RawSpan | undefined {
  const [traceId, spanId] = [traceIdOf(own(value, 'root_span_id')), spanIdOf(own(value, 'span_id'))];
  if (traceId === undefined || spanId === undefined) return undefined;
  const [parentId, ...others] = parentsOf(value);
  const metrics = own(value, 'metrics');
  const about = own(value, 'span_attributes');
  return {
    type: 'span',
    traceId,
    spanId,
    parentId,
    name: asString(own(about, 'name')) ?? asName(own(about, 'type')) ?? '',
    startNs: nanoseconds(own(metrics, 'start'), 's') ?? nanoseconds(own(value, 'created')),
    endNs: nanoseconds(own(metrics, 'end'), 's'),
    status: statusOf(own(value, 'error')),
    attributes: attributesOf(value),
    events: [],
    links: others.length === 0 ? undefined : others.map((id): RawLink => ({ traceId, spanId: id, attributes: new Map([['relation', 'parent']]) })),
    place,
  };
}

function parentsOf(value: JsonValue): string[] {
  const parents = own(value, 'span_parents');
  return Array.isArray(parents) ? parents.flatMap((id) => parentIdOf(id) ?? []) : [];
}

/** The error is a text with its traceback, or an object. No error is no statement that all went well. */
function statusOf(error: JsonValue | undefined): Status {
  if (error === undefined || error === null || error === '') return { code: 'unset' };
  const message = asString(error) ?? asString(own(error, 'message')) ?? stableJson(error);
  return { code: 'error', message };
}
