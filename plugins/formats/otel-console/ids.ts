import { spanIdOf, traceIdOf, type JsonValue } from '../../../src/plugin.js';
import type { Part } from './part.js';

/** Ids of a span. One that is missing is made of the place, so that the span is not lost. */
export function idsOf(trace: JsonValue | undefined, span: JsonValue | undefined, part: Part): { traceId: string; spanId: string } {
  const [traceId, spanId] = [traceIdOf(trace), spanIdOf(span)];
  if (traceId === undefined || spanId === undefined) part.count('span-without-id');
  const where = `${part.place.file}:${part.place.record}`;
  return { traceId: traceId ?? `no-id:${where}`, spanId: spanId ?? `no-id:${where}${part.pointer}` };
}
