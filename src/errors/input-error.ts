import type { Diagnostic } from '../model/index.js';

/** What can be wrong with an input as a whole. */
export type InputErrorCode =
  | 'no-such-file'
  | 'unreadable'
  | 'no-stdin'
  | 'too-many-files'
  | 'compression-truncated'
  | 'compression-damaged'
  | 'inflate-ratio'
  | 'needs-newer-node';

const partly = new Set<InputErrorCode>(['compression-truncated', 'compression-damaged', 'inflate-ratio']);

/**
 * An input that cannot be read, or not to its end. The run goes on with the others, so it is shown as a diagnostic.
 *
 * @example
 * new InputError('no-such-file', 'There is no file "dmup.json"', 'did you mean "dump.json"?')
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputErrorCode;
  /** What to do next. */
  readonly advice?: string;

  constructor(code: InputErrorCode, message: string, advice?: string) {
    super(message);
    this.code = code;
    if (advice !== undefined) this.advice = advice;
  }

  /** The error as a note for the report: a warning where a part of the input was read. */
  toDiagnostic(): Diagnostic {
    const message = this.advice === undefined ? this.message : `${this.message}; ${this.advice}`;
    return { code: this.code, level: partly.has(this.code) ? 'warning' : 'error', message };
  }
}
