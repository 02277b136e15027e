import { spanIdOf, traceIdOf, type JsonValue } from '../../../src/plugin.js';

/** Jaeger writes ids as hex without the zeros in front. */
function padded(value: JsonValue | undefined, ...sizes: number[]): JsonValue | undefined {
  if (typeof value !== 'string' || !/^[0-9a-f]+$/i.test(value)) return value;
  const size = sizes.find((digits) => value.length <= digits);
  return size === undefined ? value : value.padStart(size, '0');
}

/** A trace id as 32 hex digits. */
export function jaegerTraceId(value: JsonValue | undefined): string | undefined {
  return traceIdOf(padded(value, 16, 32));
}

/** A span id as 16 hex digits. */
export function jaegerSpanId(value: JsonValue | undefined): string | undefined {
  return spanIdOf(padded(value, 16));
}
