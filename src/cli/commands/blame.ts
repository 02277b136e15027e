import { UsageError } from '../../errors/usage-error.js';
import type { BlameRow } from '../../report/rows.js';
import { renderSuspects } from '../../report/terminal-blame.js';
import type { CommandContext } from '../command.js';
import { readDumps } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { outputFormat, type OutputFormat } from '../output-format.js';
import { jsonArray, jsonLines } from '../rows.js';

/** Ranks the turns that may have caused what went wrong. */
export async function run(context: CommandContext): Promise<number> {
  const { options } = context;
  const format = outputFormat(options.format);
  checkOptions(context);
  const { blame } = await context.library();
  const read = await readDumps(context, context.args);
  if ('exitCode' in read) return read.exitCode;
  await printRows(blame({ dump: read.dump, session: options.session, turn: options.turn, all: options.all }), format, context);
  return exitCodes.clear;
}

async function printRows(rows: AsyncIterable<BlameRow>, format: OutputFormat, context: CommandContext): Promise<void> {
  const { stdout } = context.io;
  if (format === 'json') return print(stdout, jsonArray(rows));
  return print(stdout, format === 'jsonl' ? jsonLines(shortRows(rows)) : suspects(rows, context));
}

function checkOptions({ options, args }: CommandContext): void {
  const example = `backturn blame ${args[0] ?? 'traces.json'} --session <id>`;
  if (options.all && options.session !== undefined) throw new UsageError('--all and --session exclude each other', example);
  if (options.all && options.turn !== undefined) throw new UsageError('--turn needs --session: turns are counted in each session', `${example} --turn ${options.turn}`);
}

async function* suspects(rows: AsyncIterable<BlameRow>, { terminal }: CommandContext): AsyncGenerator<string> {
  for await (const row of rows) yield* renderSuspects(row, terminal.style, terminal.width);
}

/** The stable form for benchmarks: reasons are texts. */
async function* shortRows(rows: AsyncIterable<BlameRow>): AsyncGenerator<unknown> {
  for await (const { session, suspects: all } of rows) {
    yield { session, suspects: all.map((suspect) => ({ ...suspect, because: suspect.because.map(inWords) })) };
  }
}

/** A reason with what shows it first. */
function inWords({ text, evidence: [first] }: BlameRow['suspects'][number]['because'][number]): string {
  return first === undefined ? text : `${text}: ${first.what}${first.excerpt === undefined ? '' : ` "${first.excerpt}"`}`;
}
