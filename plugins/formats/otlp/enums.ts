import { type JsonValue, type Status } from '../../../src/plugin.js';
import { field } from './field.js';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const codes = ['unset', 'ok', 'error'] as const;

/**
 * Span kind from its number, `SPAN_KIND_CLIENT`, `CLIENT`, `Client` or `"3"`; absent when unspecified.
 *
 * @param shift 1 for spans as the JavaScript SDK holds them: its numbers are one lower.
 */
export function kindOf(value: JsonValue | undefined, shift: number): string | undefined {
  const word = String(value ?? '').trim().toLowerCase().replace(/^span_?kind[._]?/, '');
  const kind = /^\d$/.test(word) ? kinds[Number(word) + shift] : word;
  return kind !== undefined && kind !== 'unspecified' && kinds.includes(kind) ? kind : undefined;
}

/** Status from an object, or from a bare code. Missing, empty and unknown codes are `unset`. */
export function statusOf(value: JsonValue | undefined): Status {
  const word = String(codeIn(value) ?? '').trim().toLowerCase().replace(/^status_?code[._]?/, '');
  const code = /^\d$/.test(word) ? codes[Number(word)] : codes.find((known) => known === word);
  const message = field(value, 'message', 'description');
  return typeof message === 'string' && message !== '' ? { code: code ?? 'unset', message } : { code: code ?? 'unset' };
}

function codeIn(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'object' ? field(value, 'code', 'statusCode') : value;
}
