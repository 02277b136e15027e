import type { JsonValue, Status } from '../../../src/plugin.js';
import { textOf } from './names.js';

/** What the text of a failed run says: clients write the exception and its traceback as one. */
export interface Failure {
  type?: string;
  message: string;
  stack?: string;
}

/** `LookupError('no such city')`, as Python writes an exception, and `LookupError: no such city`, as everyone else does. */
const written = /^([A-Za-z_][\w.]*)\((['"])(.*?)\2,?\)$/s;
const spoken = /^([A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Timeout)): ?(.*)$/s;

export function failureOf(run: JsonValue): Failure | undefined {
  const text = textOf(run, 'error');
  if (text === undefined) return undefined;
  const cut = text.search(/(?:^|\s|\))Traceback \(most recent call last\)|\n\s+at /);
  const head = (cut < 0 ? text : text.slice(0, text[cut] === ')' ? cut + 1 : cut)).trim();
  const stack = cut < 0 ? {} : { stack: text };
  const match = written.exec(head) ?? spoken.exec(head);
  return match ? { type: match[1], message: match.at(-1) ?? '', ...stack } : { message: head === '' ? text : head, ...stack };
}

/** A run without an error that ended well is OK; `pending` and the like say nothing yet. */
export function statusOf(run: JsonValue, failure: Failure | undefined): Status {
  if (failure) return { code: 'error', message: failure.type === undefined ? failure.message : `${failure.type}: ${failure.message}` };
  const word = textOf(run, 'status')?.toLowerCase();
  return { code: word === 'error' ? 'error' : word === 'success' ? 'ok' : 'unset' };
}
