import { renderFormats, renderRecognition } from '../../report/terminal-formats.js';
import { toJson } from '../../report/to-json.js';
import type { CommandContext } from '../command.js';
import { readAnything, refuseUnreadable, tellDiagnostics } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import type { Dump } from '../library.js';
import { outputFormat } from '../output-format.js';
import { jsonLines } from '../rows.js';

/** Lists what is recognised; with dumps, tells what each file was recognised as. */
export async function run(context: CommandContext): Promise<number> {
  return context.args.length === 0 ? listFormats(context) : recognise(context);
}

async function listFormats({ io, options, terminal, library }: CommandContext): Promise<number> {
  const format = outputFormat(options.format);
  const formats = (await library()).describeFormats();
  if (format === 'terminal') await print(io.stdout, renderFormats(formats, terminal.style, terminal.tableWidth));
  else if (format === 'json') await io.stdout.write(`${toJson(formats, 2)}\n`);
  else await print(io.stdout, jsonLines(formats));
  return exitCodes.clear;
}

async function recognise(context: CommandContext): Promise<number> {
  const { io, options, terminal } = context;
  const format = outputFormat(options.format);
  const dump = await readAnything(context, context.args);
  const { files, conventions } = dump.intake;
  if (format === 'terminal') await print(io.stdout, renderRecognition({ files, conventions }, terminal.style, terminal.width));
  else if (format === 'json') await io.stdout.write(`${toJson({ files, conventions }, 2)}\n`);
  else await print(io.stdout, jsonLines(files));
  return verdict(context, dump);
}

/** Unlike other commands this one prints its list where nothing is recognised, too: that is what it is asked for. */
async function verdict(context: CommandContext, dump: Dump): Promise<number> {
  const refused = dump.intake.recognised > 0 ? await refuseUnreadable(context, dump) : undefined;
  if (refused !== undefined) return refused;
  await tellDiagnostics(context, dump.diagnostics);
  return dump.intake.recognised > 0 ? exitCodes.clear : exitCodes.noInput;
}
