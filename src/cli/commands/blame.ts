import { UsageError } from '../../errors/usage-error.js';
import type { SuspectsRow } from '../../report/rows.js';
import { renderSuspects } from '../../report/terminal-blame.js';
import type { CommandContext } from '../command.js';
import { readOptions, withProgress } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { outputFormat, type OutputFormat } from '../output-format.js';
import { afterFirst, jsonArray, jsonLines } from '../rows.js';

/** Ranks the turns that may have caused what went wrong. */
export async function run(context: CommandContext): Promise<number> {
  const { options } = context;
  const format = outputFormat(options.format);
  checkOptions(context);
  const { blame } = await context.library();
  const read = readOptions(context, context.args);
  return withProgress(context, async (onProgress, done) => {
    const counted = counting(blame({ ...read, onProgress, session: options.session, turn: options.turn, all: options.all }));
    await printRows(afterFirst(counted.rows, done), format, context);
    return counted.count() > 0 ? exitCodes.clear : tellNothing(context);
  });
}

async function printRows(rows: AsyncIterable<SuspectsRow>, format: OutputFormat, context: CommandContext): Promise<void> {
  const { stdout } = context.io;
  if (format === 'json') return print(stdout, jsonArray(rows));
  return print(stdout, format === 'jsonl' ? jsonLines(shortRows(rows)) : suspects(rows, context));
}

function checkOptions({ options, args }: CommandContext): void {
  const example = `backturn blame ${args[0] ?? 'traces.json'} --session <id>`;
  if (options.all && options.session !== undefined) throw new UsageError('--all and --session exclude each other', example);
  if (options.all && options.turn !== undefined) throw new UsageError('--turn needs --session: turns are counted in each session', `${example} --turn ${options.turn}`);
}

/** Passes rows on, and knows afterwards how many there were. */
function counting<T>(source: AsyncIterable<T>): { rows: AsyncGenerator<T>; count(): number } {
  let seen = 0;
  async function* pass(): AsyncGenerator<T> {
    for await (const row of source) {
      seen += 1;
      yield row;
    }
  }
  return { rows: pass(), count: () => seen };
}

async function* suspects(rows: AsyncIterable<SuspectsRow>, { terminal }: CommandContext): AsyncGenerator<string> {
  for await (const row of rows) yield* renderSuspects(row, terminal.style, terminal.width);
}

/** The stable form for benchmarks: reasons are texts. */
async function* shortRows(rows: AsyncIterable<SuspectsRow>): AsyncGenerator<unknown> {
  for await (const { session, suspects: all } of rows) {
    yield { session, suspects: all.map((suspect) => ({ ...suspect, because: suspect.because.map(({ text }) => text) })) };
  }
}

async function tellNothing({ io, terminal }: CommandContext): Promise<number> {
  await io.stderr.write(`${terminal.errorStyle.bad('backturn:')} no session was found in these dumps\n\`backturn formats <dump>\` tells what they were taken for.\n`);
  return exitCodes.noInput;
}
