import { sessionDocument } from '../../report/session-document.js';
import { renderSession } from '../../report/terminal-show.js';
import { toJson } from '../../report/to-json.js';
import type { CommandContext } from '../command.js';
import { readDumps } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { findSession, onlyTurn } from '../../find-session.js';
import { print } from '../io.js';
import { outputFormat } from '../output-format.js';

/** Shows one session, or the turn of one trace. */
export async function run(context: CommandContext): Promise<number> {
  const { io, options, terminal } = context;
  const format = outputFormat(options.format);
  const [target = '', ...dumps] = context.args;
  const read = await readDumps(context, dumps);
  if ('exitCode' in read) return read.exitCode;
  const { session, turns } = onlyTurn(findSession(target, read.dump.sessions), options.turn);
  const { style, width } = terminal;
  if (format === 'terminal') await print(io.stdout, renderSession(session, { style, width, turns, full: options.full }));
  else await io.stdout.write(`${toJson(sessionDocument(session, turns), format === 'json' ? 2 : undefined)}\n`);
  return exitCodes.clear;
}
