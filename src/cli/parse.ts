import { cac, type CAC } from 'cac';
import { UsageError } from '../errors/usage-error.js';
import { nearest } from '../util/nearest.js';
import type { CommandSpec } from './command.js';
import { commands } from './commands/index.js';
import { optionTable, type CliOptions, type OptionName } from './options.js';

/** What the words of the command line ask for. */
export type Request =
  | { type: 'help'; command?: CommandSpec }
  | { type: 'version' }
  | { type: 'run'; command: CommandSpec; args: string[]; options: CliOptions };

/**
 * Reads the words of the command line.
 *
 * @throws UsageError for commands, options and values that do not exist.
 */
export function parseArguments(words: readonly string[]): Request {
  const cli = createCli();
  const { args, options } = cli.parse(['node', 'backturn', ...protect(words)], { run: false });
  const command = commands.find(({ name }) => name === cli.matchedCommandName);
  if (options['version'] === true) return { type: 'version' };
  if (options['help'] === true || (command === undefined && args.length === 0)) {
    refuseUnknownOptions(cli, command);
    return { type: 'help', command };
  }
  if (command === undefined) throw unknownCommand(String(unprotect(args[0])));
  check(cli, command);
  return { type: 'run', command, args: [...args, ...afterDashes(options)].map(unprotect), options: readOptions(options) };
}

/** Words after `--`: files whose names begin with a dash. */
const afterDashes = (options: Readonly<Record<string, unknown>>): unknown[] => [options['--'] ?? []].flat();

function createCli(): CAC {
  const cli = cac('backturn');
  cli.option('-h, --help', 'Show help').option('-v, --version', 'Show the version');
  for (const spec of commands) {
    const command = cli.command(`${spec.name} ${spec.args}`, spec.title);
    for (const name of spec.options) command.option(optionTable[name].flag, optionTable[name].help);
  }
  return cli;
}

/**
 * cac makes numbers of words that look like some, which would turn the id `007` into 7, and it takes `-` (standard input) for an option:
 * a mark before them keeps them words.
 */
const mark = '\u{F8FF}';

function protect(words: readonly string[]): string[] {
  return words.map((word) => {
    if (word === '-') return `${mark}-`;
    const cut = word.startsWith('--') ? word.indexOf('=') + 1 : 0;
    const value = word.slice(cut);
    return (cut > 0 || !word.startsWith('-')) && Number.isFinite(Number(value)) ? `${word.slice(0, cut)}${mark}${value}` : word;
  });
}

function unprotect(word: unknown): string {
  const text = String(word);
  return text.startsWith(mark) ? text.slice(mark.length) : text;
}

function check(cli: CAC, command: CommandSpec): void {
  refuseUnknownOptions(cli, command);
  const matched = cli.matchedCommand;
  const advice = `\`backturn ${command.name} --help\` shows how it is used.`;
  try {
    matched?.checkOptionValue();
    matched?.checkRequiredArgs();
    matched?.checkUnusedArgs();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new UsageError(text.replaceAll(mark, '').replace(/^missing required args for command `(.*)`$/, 'missing argument: backturn $1'), advice);
  }
}

const global = ['help', 'h', 'version', 'v'];

function refuseUnknownOptions(cli: CAC, command: CommandSpec | undefined): void {
  const known = command?.options ?? [];
  for (const name of Object.keys(cli.options)) {
    if (name === '--' || global.includes(name) || known.some((option) => option === name)) continue;
    throw unknownOption(name, command);
  }
}

function unknownOption(name: string, command: CommandSpec | undefined): UsageError {
  const written = name.length === 1 ? `-${name}` : `--${dashed(name)}`;
  const others = commands.filter(({ options }) => options.some((option) => option === name)).map((other) => other.name);
  if (others.length > 0) {
    const subject = command === undefined ? 'without a command' : `for \`${command.name}\``;
    return new UsageError(`there is no option ${written} ${subject}`, `It belongs to: ${others.join(', ')}.`);
  }
  const meant = nearest(written, (command?.options ?? []).map(flagName).concat('--help', '--version'));
  return new UsageError(`unknown option ${written}`, meant === undefined ? '`backturn --help` lists commands and options.' : `Did you mean ${meant}?`);
}

const flagName = (name: OptionName): string => optionTable[name].flag.split(' ')[0] ?? '';

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function unknownCommand(word: string): UsageError {
  const meant = nearest(word, commands.map(({ name }) => name));
  const file = /[./*\\]/.test(word) ? `\nTo analyse a dump: backturn analyze ${word}` : '';
  return new UsageError(`there is no command "${word}"`, `${meant === undefined ? '`backturn --help` lists the commands.' : `Did you mean \`${meant}\`?`}${file}`);
}

function readOptions(parsed: Readonly<Record<string, unknown>>): CliOptions {
  const words = (name: OptionName): string[] => (Object.hasOwn(parsed, name) ? [parsed[name]].flat().map(unprotect) : []);
  const read = <K extends OptionName>(name: K): CliOptions[K] => optionTable[name].read(words(name));
  return {
    format: read('format'),
    out: read('out'),
    rules: read('rules'),
    config: read('config'),
    gate: read('gate'),
    minConfidence: read('minConfidence'),
    session: read('session'),
    turn: read('turn'),
    all: read('all'),
    fact: read('fact'),
    param: read('param'),
    findings: read('findings'),
    full: read('full'),
    quiet: read('quiet'),
    strict: read('strict'),
    mapping: read('mapping'),
    keepScorerTraces: read('keepScorerTraces'),
    color: read('color'),
  };
}
