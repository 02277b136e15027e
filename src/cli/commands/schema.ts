import { attributeSchema } from '../../report/attribute-use.js';
import { renderSchema } from '../../report/terminal-schema.js';
import { toJson } from '../../report/to-json.js';
import type { CommandContext } from '../command.js';
import { readDumps } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { outputFormat } from '../output-format.js';
import { jsonLines } from '../rows.js';

/** Tells which attribute keys hold inputs and outputs. */
export async function run(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const format = outputFormat(context.options.format);
  const read = await readDumps(context, context.args);
  if ('exitCode' in read) return read.exitCode;
  const schema = attributeSchema(read.dump.sessions);
  if (format === 'terminal') await print(io.stdout, renderSchema(schema, terminal.style, terminal.tableWidth));
  else if (format === 'json') await io.stdout.write(`${toJson(schema, 2)}\n`);
  else await print(io.stdout, jsonLines(schema.attributes));
  return exitCodes.clear;
}
