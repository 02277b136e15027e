import { safeText, wrap } from '../util/safe-text.js';
import { exitCodes } from './exit-codes.js';
import type { Io } from './io.js';
import type { Terminal } from './terminal.js';
import { version } from '../version.js';

/** Exit codes of the errors that are known, by name: plugins may bring a second copy of a class. */
const known = new Map<string, number>([
  ['UsageError', exitCodes.usage],
  ['ConfigError', exitCodes.usage],
  ['PluginError', exitCodes.usage],
  ['InputError', exitCodes.noInput],
  ['RuleError', exitCodes.rulesInvalid],
]);

/** Tells an error to the user and gives the exit code for it. What is not a known error is a defect, and is not dressed up. */
export async function tellError(error: unknown, io: Io, { errorStyle, width }: Terminal): Promise<number> {
  const code = error instanceof Error ? known.get(error.name) : undefined;
  if (code === undefined) return tellDefect(error, io, errorStyle.bad);
  const { message, advice } = error as Error & { advice?: string };
  await io.stderr.write(`${errorStyle.bad('backturn:')} ${safeText(message)}\n`);
  if (typeof advice === 'string') await io.stderr.write(`${wrap(safeText(advice), width).join('\n')}\n`);
  return code;
}

async function tellDefect(error: unknown, io: Io, paint: (text: string) => string): Promise<number> {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await io.stderr.write(
    `${paint('backturn: this is a defect in backturn, not in your dump.')}\n${safeText(stack)}\n\n` +
      `Please report it to the project with these lines, the command as you typed it, and the version (backturn ${version}, Node ${process.version}).\n` +
      'Nothing was sent anywhere. The lines above may name your files; look them over before you pass them on.\n',
  );
  return exitCodes.defect;
}
