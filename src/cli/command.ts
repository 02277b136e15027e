import type { Io } from './io.js';
import type { LoadLibrary } from './library.js';
import type { CliOptions, OptionName } from './options.js';
import type { Terminal } from './terminal.js';

/** What a command is given. */
export interface CommandContext {
  /** Words after the command's name, in order. */
  args: readonly string[];
  options: CliOptions;
  io: Io;
  terminal: Terminal;
  /** Loads the pipeline: late, so that usage errors are told at once. */
  library: LoadLibrary;
}

/** Does the work of a command and gives the exit code. */
export type RunCommand = (context: CommandContext) => Promise<number>;

/** A command as the command line knows it. Its code is loaded when it runs. */
export interface CommandSpec {
  name: string;
  /** Arguments as cac reads them: `<target> [...dumps]`. */
  args: string;
  title: string;
  options: readonly OptionName[];
  examples: readonly string[];
  load(): Promise<{ run: RunCommand }>;
}
