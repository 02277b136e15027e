/** The command line asks for something that does not exist or does not fit together. Ends the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string = 'usage';
  readonly exitCode = 2;
  /** What to do next. */
  readonly advice?: string;

  constructor(message: string, advice?: string) {
    super(message);
    if (advice !== undefined) this.advice = advice;
  }
}
