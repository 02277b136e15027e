import { isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';
import { field, spelling } from './field.js';

/** Names of the lists that hold resources, one for each signal; `batches` is the older name of the first. */
export const signals = { spans: ['resourceSpans', 'batches'], logs: ['resourceLogs'], metrics: ['resourceMetrics'] } as const;

/** Names of the lists that hold scopes inside a resource. */
export const scopes = {
  spans: ['scopeSpans', 'instrumentationLibrarySpans'],
  logs: ['scopeLogs', 'instrumentationLibraryLogs'],
  metrics: ['scopeMetrics', 'instrumentationLibraryMetrics'],
} as const;

export type Signal = keyof typeof signals;

/** Signals in the order in which they are read. */
export const allSignals: readonly Signal[] = ['spans', 'logs', 'metrics'];

/** Keys under which a whole request was found wrapped. */
export const wrappers = ['payload', 'trace', 'result'] as const;

/** Says what an OTLP record is, by its keys. */
export function recogniseOtlp(record: JsonValue): Recognition | undefined {
  const first: JsonValue | undefined = Array.isArray(record) ? record[0] : record;
  return isObject(first) ? (ofEnvelope(first) ?? ofResource(first) ?? ofWrapper(first) ?? ofSpan(first)) : undefined;
}

function ofEnvelope(value: JsonValue): Recognition | undefined {
  for (const signal of allSignals) {
    const key = spelling(value, ...signals[signal]);
    if (key === undefined || !Array.isArray(own(value, key))) continue;
    if (key === 'batches' && !ofResource(firstOf(own(value, key)))) continue;
    return { score: 0.95, shape: `OTLP ${signal} request`, because: `has a list "${key}"` };
  }
  return undefined;
}

function ofResource(value: JsonValue | undefined): Recognition | undefined {
  for (const signal of allSignals) {
    const key = spelling(value, ...scopes[signal]);
    if (key !== undefined && Array.isArray(own(value, key))) return { score: 0.95, shape: `OTLP resource of ${signal}`, because: `has a list "${key}"` };
  }
  return undefined;
}

function ofWrapper(value: JsonValue): Recognition | undefined {
  for (const key of wrappers) {
    const inner = own(value, key);
    const found = inner === undefined ? undefined : recogniseInner(firstOf(inner));
    if (found) return { ...found, score: 0.9, because: `${found.because} inside "${key}"` };
  }
  return undefined;
}

function recogniseInner(value: JsonValue | undefined): Recognition | undefined {
  return value === undefined ? undefined : (ofEnvelope(value) ?? ofResource(value));
}

/** A span without envelope. Its keys are common, so a format that knows more of them goes first. */
function ofSpan(value: JsonValue): Recognition | undefined {
  const ids = isId(field(value, 'traceId')) && isId(field(value, 'spanId'));
  const start = spelling(value, 'startTimeUnixNano', 'startTime');
  return ids && start !== undefined ? { score: 0.6, shape: 'OTLP span without envelope', because: `has trace id, span id and "${start}"` } : undefined;
}

function isId(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || Array.isArray(value) || isObject(value);
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(value) ? value[0] : value;
}
