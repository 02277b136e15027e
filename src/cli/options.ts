import { UsageError } from '../errors/usage-error.js';
import { confidences, severities, type Confidence, type JsonValue, type Severity } from '../model/index.js';
import { didYouMean } from '../util/nearest.js';
import { parseJson } from '../util/json.js';

export const outputFormats = ['terminal', 'json', 'jsonl'] as const;
const gates = ['off', ...severities] as const;

/** A report to be written to a file. */
export interface OutFile {
  format: string;
  file: string;
}

/** Every option of every command, after reading. */
export interface CliOptions {
  format: string;
  out: OutFile[];
  rules: string[];
  config?: string;
  gate?: Severity | 'off';
  minConfidence?: Confidence;
  session?: string;
  turn?: number;
  all: boolean;
  fact: string[];
  param: Record<string, JsonValue>;
  findings: boolean;
  full: boolean;
  quiet: boolean;
  strict: boolean;
  keepScorerTraces: boolean;
  mapping: string[];
  color: boolean;
}

export type OptionName = keyof CliOptions;

/** One option: how it is written, what it does, and how its words become a value. */
export interface OptionSpec<T> {
  /** As cac and people read it: `--out <format=file>`. */
  flag: string;
  help: string;
  /** Reads the words given, in order; none when the option is not there. Flags get `'true'` or `'false'`. */
  read(words: readonly string[]): T;
}

/** The option table. Every field of {@link CliOptions} has its entry, or this file does not compile. */
export const optionTable: { readonly [K in OptionName]: OptionSpec<CliOptions[K]> } = {
  format: { flag: '--format <name>', help: `What to write to standard output: ${outputFormats.join(', ')} (default: terminal)`, read: (words) => words.at(-1) ?? 'terminal' },
  out: { flag: '--out <format=file>', help: 'Also write a report to a file; may be given several times', read: (words) => words.map(outFile) },
  rules: { flag: '--rules <dir>', help: 'Folder of a rule pack, beside those that ship; may be given several times', read: (words) => [...words] },
  config: { flag: '--config <file>', help: 'Config file: packs, changes to rules, gate, limits; options given here win over it, no file is read that is not named', read: (words) => words.at(-1) },
  gate: { flag: '--gate <severity>', help: `Exit with 1 on findings at or above: ${gates.join(', ')}`, read: optional(oneOf('--gate', gates)) },
  minConfidence: { flag: '--min-confidence <level>', help: `Only such findings count for the gate: ${confidences.join(', ')}`, read: optional(oneOf('--min-confidence', confidences)) },
  session: { flag: '--session <id>', help: 'The session to look at', read: (words) => words.at(-1) },
  turn: { flag: '--turn <n>', help: 'The turn to look at, counted from 1', read: optional(turnNumber) },
  all: { flag: '--all', help: 'Every session of the dump', read: flag },
  fact: { flag: '--fact <id>', help: 'Fact to measure; may be given several times', read: (words) => [...words] },
  param: { flag: '--param <name=value>', help: 'Parameter for the facts; may be given several times', read: params },
  findings: { flag: '--findings', help: 'Run the rules too and count their findings', read: flag },
  full: { flag: '--full', help: 'Show texts and span trees whole', read: flag },
  quiet: { flag: '--quiet', help: 'Nothing on standard error but errors', read: flag },
  strict: { flag: '--strict', help: 'Exit with 3 when any record is damaged', read: flag },
  mapping: { flag: '--mapping <file>', help: 'Mapping of an odd export: a JSON file that says where things are in it; may be given several times', read: (words) => [...words] },
  keepScorerTraces: { flag: '--keep-scorer-traces', help: 'Keep the traces of scorers themselves', read: flag },
  color: { flag: '--no-color', help: 'No colours; NO_COLOR does the same', read: (words) => words.at(-1) !== 'false' },
};

function flag(words: readonly string[]): boolean {
  return words.at(-1) === 'true';
}

/** The last word counts, where an option is given several times. */
function optional<T>(read: (word: string) => T): (words: readonly string[]) => T | undefined {
  return (words) => {
    const word = words.at(-1);
    return word === undefined ? undefined : read(word);
  };
}

function oneOf<T extends string>(name: string, choices: readonly T[]): (word: string) => T {
  return (word) => {
    const found = choices.find((choice) => choice === word);
    if (found === undefined) throw new UsageError(`${name} cannot be "${word}"${didYouMean(word, choices)}`, `Use one of: ${choices.join(', ')}.`);
    return found;
  };
}

function turnNumber(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new UsageError(`--turn must be a whole number from 1, not "${word}"`, 'Turns are counted from 1: `backturn show <session>` numbers them.');
  return Number(word);
}

function outFile(word: string): OutFile {
  const cut = word.indexOf('=');
  const [format, file] = [word.slice(0, Math.max(0, cut)), word.slice(cut + 1)];
  if (format === '' || file === '') throw new UsageError(`--out must name a format and a file, not "${word}"`, 'For example: --out json=report.json');
  return { format, file };
}

function params(words: readonly string[]): Record<string, JsonValue> {
  return Object.fromEntries(words.map(param));
}

/** The value is JSON where it can be read as such, else text. */
function param(word: string): [string, JsonValue] {
  const cut = word.indexOf('=');
  if (cut < 1) throw new UsageError(`--param must be a name and a value, not "${word}"`, 'For example: --param times=3');
  const text = word.slice(cut + 1);
  try {
    return [word.slice(0, cut), parseJson(text)];
  } catch {
    return [word.slice(0, cut), text];
  }
}
