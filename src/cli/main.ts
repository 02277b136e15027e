import type { CommandContext } from './command.js';
import { exitCodes } from './exit-codes.js';
import { tellError } from './failure.js';
import { renderHelp } from './help.js';
import { print, type Io } from './io.js';
import type { LoadLibrary } from './library.js';
import { parseArguments, type Request } from './parse.js';
import { createTerminal, type Terminal } from './terminal.js';
import { version } from '../version.js';

/** The library that ships. */
const ownLibrary: LoadLibrary = () => import('../index.js');

/**
 * The command line: reads the words, runs the command, gives the exit code. Never throws.
 *
 * @param argv - the words after `backturn`
 * @param library - stands in for the pipeline in tests
 * @example
 * const code = await main(['sessions', 'traces.json'], io);
 */
export async function main(argv: readonly string[], io: Io, library: LoadLibrary = ownLibrary): Promise<number> {
  let terminal = createTerminal(io, !argv.includes('--no-color'));
  try {
    const request = parseArguments(argv);
    if (request.type === 'run') terminal = createTerminal(io, request.options.color);
    return await answer(request, io, terminal, library);
  } catch (error) {
    return tellError(error, io, terminal);
  }
}

async function answer(request: Request, io: Io, terminal: Terminal, library: LoadLibrary): Promise<number> {
  if (request.type === 'version') {
    await io.stdout.write(`${version}\n`);
    return exitCodes.clear;
  }
  if (request.type === 'help') {
    await print(io.stdout, renderHelp(request.command, terminal.style));
    return exitCodes.clear;
  }
  const context: CommandContext = { args: request.args, options: request.options, io, terminal, library };
  const { run } = await request.command.load();
  return run(context);
}
