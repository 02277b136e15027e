import type { Style } from '../report/terminal-style.js';
import type { CommandSpec } from './command.js';
import { commands } from './commands/index.js';
import { optionTable } from './options.js';

/** Help: of one command, or the list of commands. */
export function* renderHelp(command: CommandSpec | undefined, style: Style): Generator<string> {
  if (command === undefined) yield* overview(style);
  else yield* commandHelp(command, style);
}

function* overview(style: Style): Generator<string> {
  yield `${style.strong('backturn')} walks exported LLM and agent traces back to the turn where they went wrong. Offline.\n\n`;
  yield `${style.strong('Usage')}\n  backturn <command> [dumps] [options]\n\n`;
  yield `${style.strong('Commands')}\n`;
  yield* rows(commands.map(({ name, title }) => [name, title]), style);
  yield `\nA dump is a file, a folder, a glob in quotes, or - for standard input; plain, gzip or zstd. What it holds is found out by looking.\n`;
  yield `\n${style.strong('Start here')}\n`;
  for (const example of ['analyze traces.json', 'sessions traces.json', 'show <session> traces.json']) yield `  backturn ${example}\n`;
  yield `\n${style.quiet('`backturn <command> --help` explains a command, `backturn --version` gives the version.')}\n`;
  yield `${style.quiet('Exit codes: 0 clear, 1 gate failed, 2 usage, 3 no input, 4 rules invalid, 5 incomplete, 70 defect.')}\n`;
}

function* commandHelp(command: CommandSpec, style: Style): Generator<string> {
  yield `${command.title}.\n\n`;
  yield `${style.strong('Usage')}\n  backturn ${command.name} ${command.args} [options]\n\n`;
  yield `${style.strong('Options')}\n`;
  yield* rows([...command.options.map((name): [string, string] => [optionTable[name].flag, optionTable[name].help]), ['--help', 'Show this help']], style);
  yield `\n${style.strong('Examples')}\n`;
  for (const example of command.examples) yield `  backturn ${example}\n`;
}

function* rows(entries: readonly (readonly [string, string])[], style: Style): Generator<string> {
  const width = Math.max(...entries.map(([name]) => name.length));
  for (const [name, text] of entries) yield `  ${style.name(name.padEnd(width))}  ${text}\n`;
}
