import { asName, asString, nanoseconds, own, parentIdOf, stableJson, type JsonValue, type RawSpan, type Status } from '../../../src/plugin.js';
import type { Exported } from './objects.js';
import { attributesOf, nameOf } from './span-data.js';

/** Reads a `trace.span`; `undefined` when it names no trace or has no id. */
export function readSpan({ value, place }: Exported): RawSpan | undefined {
  const [traceId, spanId] = [asName(own(value, 'trace_id')), asName(own(value, 'id'))];
  if (traceId === undefined || spanId === undefined) return undefined;
  const data = own(value, 'span_data');
  const endNs = nanoseconds(own(value, 'ended_at'));
  return {
    type: 'span',
    traceId,
    spanId,
    parentId: parentIdOf(own(value, 'parent_id')),
    name: nameOf(data),
    startNs: nanoseconds(own(value, 'started_at')),
    endNs,
    status: statusOf(value),
    attributes: withMetadata(attributesOf(data), value),
    events: [],
    place,
  };
}

/** The SDK writes `error: null` where nothing failed; an export without the key says nothing. */
function statusOf(value: JsonValue): Status {
  const error = own(value, 'error');
  if (error === undefined) return { code: 'unset' };
  if (error === null) return { code: own(value, 'ended_at') === null ? 'unset' : 'ok' };
  const message = asString(own(error, 'message')) ?? asString(error);
  const data = own(error, 'data');
  const detail = asString(own(data, 'error')) ?? (data === undefined || data === null ? undefined : stableJson(data));
  return { code: 'error', message: [message, detail].filter((text) => text !== undefined && text !== '').join(': ') };
}

function withMetadata(attributes: Map<string, JsonValue>, value: JsonValue): Map<string, JsonValue> {
  const data = own(own(value, 'error'), 'data');
  const metadata = own(value, 'metadata');
  if (data !== undefined && data !== null) attributes.set('error.data', data);
  if (metadata !== undefined && metadata !== null) attributes.set('metadata', metadata);
  return attributes;
}
