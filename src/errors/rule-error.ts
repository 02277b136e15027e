/**
 * A rule pack cannot be used at all: the pack itself is broken, or there is none where one was named. A single broken rule is no `RuleError`; it is
 * reported among the rules that were not loaded, and the others run.
 */
export class RuleError extends Error {
  readonly code = 'RULE_PACK_INVALID';
  /** Exit code of the command line. */
  readonly exitCode = 4;

  constructor(
    /** The file that is wrong, as it was named. */
    readonly file: string,
    /** What is wrong and what to do about it. */
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${what}`, options);
    this.name = 'RuleError';
  }
}
