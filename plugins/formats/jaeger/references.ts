import { asString, own, parentIdOf, type JsonValue } from '../../../src/plugin.js';
import { jaegerSpanId, jaegerTraceId } from './ids.js';

/** A span that another one names. */
export interface Reference {
  traceId: string;
  spanId: string;
  /** `child_of` or `follows_from`. */
  type: string;
}

/** Every span that a span refers to. A reference without a trace id points into its own trace. */
export function referencesOf(value: JsonValue): Reference[] {
  const list = own(value, 'references');
  return (Array.isArray(list) ? list : []).flatMap((reference) => {
    const traceId = jaegerTraceId(own(reference, 'traceID') ?? own(value, 'traceID'));
    const spanId = jaegerSpanId(own(reference, 'spanID'));
    const type = (asString(own(reference, 'refType')) ?? 'CHILD_OF').toLowerCase().replace('-', '_');
    return traceId === undefined || spanId === undefined ? [] : [{ traceId, spanId, type }];
  });
}

/** The parent: the first CHILD_OF of the same trace, else the first FOLLOWS_FROM of it, else the field of old exports. References into other traces are links. */
export function parentOf(value: JsonValue, traceId: string): string | undefined {
  const inTrace = referencesOf(value).filter((reference) => reference.traceId === traceId);
  const found = inTrace.find(({ type }) => type === 'child_of') ?? inTrace.find(({ type }) => type === 'follows_from');
  return found?.spanId ?? parentIdOf(jaegerSpanId(own(value, 'parentSpanID')));
}
