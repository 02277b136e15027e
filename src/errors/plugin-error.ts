/** A plugin that cannot be used: it states another API version, gives what another gives already, or is badly formed. */
export class PluginError extends Error {
  readonly code: string = 'plugin-invalid';
  /** Exit code of the command line: a usage problem. */
  readonly exitCode = 2;

  /**
   * @param plugin - id of the plugin, as it states it
   * @param problem - what is wrong, as the rest of the sentence "Plugin "x" ..."
   */
  constructor(
    readonly plugin: string,
    problem: string,
  ) {
    super(`Plugin "${plugin}" ${problem}. Update or remove the plugin.`);
    this.name = 'PluginError';
  }
}
