/** A config file cannot be used. Ends a run with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';
  readonly exitCode = 2;

  constructor(
    /** The file, as it was named. */
    readonly file: string,
    /** Where in it, what is wrong and what to write instead. */
    readonly what: string,
  ) {
    super(`${file}: ${what}`);
  }
}
