/** A fact failed while it was measured: a defect of its plugin, or a call that can never work. The rule that asked becomes `failed`. */
export class FactFailure extends Error {
  readonly code = 'FACT_FAILED';

  constructor(
    /** The fact that failed, which may be another than the one asked for. */
    readonly fact: string,
    /** What went wrong, without the name of the fact. */
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(`fact ${fact} failed: ${what}`, options);
    this.name = 'FactFailure';
  }
}
