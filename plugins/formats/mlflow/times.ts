import { nanoseconds, type JsonValue } from '../../../src/plugin.js';
import { first } from './names.js';

/** When the trace began: ISO 8601 from the command line and REST, milliseconds from pandas and version 2. */
export function requestTimeOf(info: JsonValue): bigint | undefined {
  return nanoseconds(first(info, 'timestamp_ms'), 'ms') ?? nanoseconds(first(info, 'request_time', 'start_timestamp'));
}

/** How long the trace took: milliseconds, or a text with its unit (`"0.137s"`). */
export function durationOf(info: JsonValue): bigint | undefined {
  return nanoseconds(first(info, 'execution_duration_ms', 'execution_time_ms', 'execution_duration'), 'ms');
}

/** Start or end of a span: nanoseconds, or a timestamp in tables. Zero stands where no time was set. */
export function spanTimeOf(span: JsonValue, name: 'start' | 'end'): bigint | undefined {
  const nano = nanoseconds(first(span, `${name}_time_unix_nano`, `${name}TimeUnixNano`), 'ns');
  return (nano ?? nanoseconds(first(span, `${name}_time`, `${name}_time_ns`))) || undefined;
}
