import { UsageError } from '../../errors/usage-error.js';
import type { MeasureRow } from '../../report/rows.js';
import { renderMeasures } from '../../report/terminal-measure.js';
import type { CommandContext } from '../command.js';
import { readDumps } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { outputFormat, type OutputFormat } from '../output-format.js';
import { jsonArray, jsonLines } from '../rows.js';

/** Prints the values of facts, one row a subject. */
export async function run(context: CommandContext): Promise<number> {
  const { options } = context;
  const format = outputFormat(options.format);
  if (options.fact.length === 0) throw new UsageError('measure needs at least one fact', 'For example: backturn measure traces.json --fact usage.input');
  const { measure } = await context.library();
  const read = await readDumps(context, context.args);
  if ('exitCode' in read) return read.exitCode;
  await printRows(measure({ dump: read.dump, facts: options.fact, params: options.param }), format, context);
  return exitCodes.clear;
}

async function printRows(rows: AsyncIterable<MeasureRow>, format: OutputFormat, { io, terminal }: CommandContext): Promise<void> {
  if (format === 'json') return print(io.stdout, jsonArray(rows));
  if (format === 'jsonl') return print(io.stdout, jsonLines(stableRows(rows)));
  const all: MeasureRow[] = [];
  for await (const row of rows) all.push(row);
  return print(io.stdout, renderMeasures(all, terminal.style, terminal.tableWidth));
}

/** The stable form for benchmarks: without evidence, keys in a fixed order. */
async function* stableRows(rows: AsyncIterable<MeasureRow>): AsyncGenerator<unknown> {
  for await (const { session, turn, traceId, spanId, fact, value, reason } of rows) {
    yield { session, turn, traceId, spanId, fact, value, reason };
  }
}
