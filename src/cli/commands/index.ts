import type { CommandSpec } from '../command.js';
import type { OptionName } from '../options.js';

/** Every command that reads dumps reads them in the same way. */
const reading: readonly OptionName[] = ['format', 'config', 'mapping', 'strict', 'keepScorerTraces', 'quiet', 'color'];

/** The commands, in the order in which help lists them. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'analyze',
    args: '[...dumps]',
    title: 'Run the rule packs over dumps, write reports, decide the gate',
    options: ['out', 'rules', 'gate', 'minConfidence', ...reading],
    examples: ['analyze traces.json', "analyze 'dumps/**/*.jsonl.gz' --gate high --out json=report.json", 'analyze - --format jsonl < traces.jsonl'],
    load: () => import('./analyze.js'),
  },
  {
    name: 'sessions',
    args: '[...dumps]',
    title: 'List sessions: turns, spans, errors, tokens, time',
    options: ['findings', 'rules', ...reading],
    examples: ['sessions traces.json', 'sessions traces.json --findings'],
    load: () => import('./sessions.js'),
  },
  {
    name: 'show',
    args: '<session|trace> [...dumps]',
    title: 'Show a conversation with its judgements and span trees',
    options: ['turn', 'full', ...reading],
    examples: ['show chat-42 traces.json', 'show chat-42 traces.json --turn 3 --full'],
    load: () => import('./show.js'),
  },
  {
    name: 'schema',
    args: '[...dumps]',
    title: 'Tell which attribute keys hold inputs and outputs in a dump',
    options: reading,
    examples: ['schema traces.json'],
    load: () => import('./schema.js'),
  },
  {
    name: 'blame',
    args: '[...dumps]',
    title: 'Walk back from a turn that is known to be wrong, and rank the turns that may have caused it',
    options: ['session', 'turn', 'all', ...reading],
    examples: ['blame traces.json --session chat-42 --turn 7', 'blame traces.json --all --format jsonl'],
    load: () => import('./blame.js'),
  },
  {
    name: 'measure',
    args: '[...dumps]',
    title: 'Print the values of facts, to choose thresholds',
    options: ['fact', 'param', ...reading],
    examples: ['measure traces.json --fact usage.input --fact turn.durationMs'],
    load: () => import('./measure.js'),
  },
  {
    name: 'formats',
    args: '[...dumps]',
    title: 'Tell what is recognised, and as what a given dump is',
    options: reading,
    examples: ['formats', 'formats traces.json'],
    load: () => import('./formats.js'),
  },
];
