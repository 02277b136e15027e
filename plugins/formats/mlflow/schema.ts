import { isObject, own, type JsonValue } from '../../../src/plugin.js';
import { hasAny } from './names.js';

/** Which version of MLflow wrote a span dict, for people. Decided for one span: versions mix in one file. */
export function schemaOf(span: JsonValue | undefined): string | undefined {
  if (!isObject(span)) return undefined;
  if (hasAny(span, 'context')) return 'span dicts of 2.14 to 2.22';
  if (Array.isArray(own(span, 'attributes'))) return 'typed span attributes of REST';
  if (!hasAny(span, 'start_time_unix_nano')) return hasAny(span, 'attributes') ? undefined : 'span stubs';
  const id = own(span, 'span_id');
  if (typeof id === 'string' && /^[0-9a-f]{16}$/i.test(id)) return 'span dicts of 3.5.0';
  return hasAny(span, 'trace_state') ? 'span dicts of 3.0 to 3.4' : 'span dicts of 3.5.1 and later';
}
