import { UsageError } from '../errors/usage-error.js';
import type { Diagnostic } from '../model/index.js';
import type { Intake } from '../report/analysis-report.js';
import { placeText, renderDiagnostics } from '../report/terminal-diagnostics.js';
import { counted } from '../util/numbers.js';
import { wrap } from '../util/safe-text.js';
import type { CommandContext } from './command.js';
import { exitCodes } from './exit-codes.js';
import { print } from './io.js';
import type { Dump, LoadedConfig, ReadOptions } from './library.js';
import { createProgress } from './progress.js';

/** A dump that was read, or the exit code where nothing of use was. */
export type ReadResult = { dump: Dump } | { exitCode: number };

/** Reads the dumps of a command, shows progress meanwhile, and tells what is wrong with them. */
export async function readDumps(context: CommandContext, dumps: readonly string[]): Promise<ReadResult> {
  const dump = await readAnything(context, dumps);
  const exitCode = await refuseUnreadable(context, dump);
  if (exitCode !== undefined) return { exitCode };
  await tellDiagnostics(context, dump.diagnostics);
  return { dump };
}

/** Reads the dumps of a command and tells nothing of them. */
export async function readAnything(context: CommandContext, dumps: readonly string[]): Promise<Dump> {
  const options = await readOptions(context, dumps, await configOf(context));
  const { readDump } = await context.library();
  return withProgress(context, (onProgress) => readDump({ ...options, onProgress }));
}

/** The config file that was named; none is looked for. */
export async function configOf({ options, library }: CommandContext): Promise<LoadedConfig | undefined> {
  if (options.config === undefined) return undefined;
  const { loadConfig } = await library();
  return loadConfig(options.config);
}

/** What every command that reads dumps hands to the library. What the command line says wins over the config file. */
export async function readOptions({ io, options, library }: CommandContext, dumps: readonly string[], config: LoadedConfig | undefined): Promise<ReadOptions> {
  if (dumps.length === 0) {
    throw new UsageError('no dump was named', 'Name a file, a folder, a glob in quotes, or - for standard input: backturn analyze traces.json');
  }
  const keepScorerTraces = options.keepScorerTraces || config?.keepScorerTraces === true;
  const { loadMapping } = await library();
  const formats = await Promise.all([...(config?.mappings ?? []), ...options.mapping].map((file) => loadMapping(file)));
  return { dumps, formats, keepScorerTraces, limits: config?.limits, stdin: io.stdin };
}

/** Runs work that reads dumps, with a progress line that is gone when the work ends, however it ends. Work that prints meanwhile calls `done` before. */
export async function withProgress<T>(
  { io, options }: CommandContext,
  work: (update: ReadOptions['onProgress'], done: () => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(io, options.quiet);
  try {
    return await work(progress.update, progress.done);
  } finally {
    progress.done();
  }
}

/** Tells that nothing could be read, or that a record is damaged where `--strict` forbids it, and gives the exit code; nothing where all is well. */
export async function refuseUnreadable(context: CommandContext, read: { intake: Intake; diagnostics: readonly Diagnostic[] }): Promise<number | undefined> {
  if (read.intake.recognised === 0) return tellNoInput(context, read.intake, read.diagnostics);
  const damage = context.options.strict ? read.diagnostics.filter(isDamage) : [];
  return damage.length === 0 ? undefined : tellDamage(context, damage);
}

async function tellNoInput(context: CommandContext, intake: Intake, diagnostics: readonly Diagnostic[]): Promise<number> {
  const { io, terminal } = context;
  const what =
    intake.files.length === 0
      ? 'no dump could be opened'
      : `no trace was recognised in ${counted(intake.files.length, 'file')} (${counted(intake.records, 'record')} read)`;
  await io.stderr.write(`${terminal.errorStyle.bad('backturn:')} ${what}\n`);
  await print(io.stderr, renderDiagnostics(diagnostics, terminal.errorStyle, terminal.width));
  await io.stderr.write(`${wrap(adviceFor(intake), terminal.width).join('\n')}\n`);
  return exitCodes.noInput;
}

function adviceFor({ files }: Intake): string {
  if (files.length === 0) return 'Check the path; put globs in quotes, so that the shell leaves them alone.';
  return '`backturn formats` lists what is recognised, `backturn formats <dump>` tells what was found in yours. Export traces as JSON or JSON Lines.';
}

async function tellDamage({ io, terminal }: CommandContext, damage: readonly Diagnostic[]): Promise<number> {
  const first = damage[0]?.place === undefined ? '' : `, the first at ${placeText(damage[0].place)}`;
  await io.stderr.write(`${terminal.errorStyle.bad('backturn:')} ${counted(damage.length, 'damaged record or file', 'damaged records or files')}${first}; --strict allows none\n`);
  await print(io.stderr, renderDiagnostics(damage, terminal.errorStyle, terminal.width));
  await io.stderr.write('Export the dump again, or leave --strict away to go on with what can be read.\n');
  return exitCodes.noInput;
}

/** What the reader says of records that could not be taken as they are. */
const damageCodes = new Set([
  'record-not-json',
  'more-damage',
  'stray-bytes',
  'not-json',
  'truncated',
  'bad-utf8',
  'too-deep',
  'record-too-large',
  'inflate-ratio',
  'compression-truncated',
  'compression-damaged',
  'too-many-files',
  'plugin-failed',
]);

const isDamage = ({ code, level }: Diagnostic): boolean => level === 'error' || (level === 'warning' && damageCodes.has(code));

/** Writes what is wrong with a dump to standard error: warnings and errors, unless quiet is asked for, then errors only. */
export async function tellDiagnostics({ io, options, terminal }: CommandContext, diagnostics: readonly Diagnostic[]): Promise<void> {
  const told = diagnostics.filter(({ level }) => level === 'error' || (level === 'warning' && !options.quiet));
  await print(io.stderr, renderDiagnostics(told, terminal.errorStyle, terminal.width));
}
