import type { JsonValue } from '../model/index.js';
import { groupDigits, shortNumber } from '../util/numbers.js';
import { oneLine } from '../util/safe-text.js';
import type { MeasureRow } from './rows.js';
import type { Style } from './terminal-style.js';
import { table, type Cell, type Column } from './terminal-table.js';

/** Fact values as a table, then how they are spread: what one needs to choose a threshold. */
export function* renderMeasures(rows: readonly MeasureRow[], style: Style, width: number): Generator<string> {
  if (rows.length === 0) return yield 'Nothing was measured: the dump holds no subject for these facts.\n';
  const withSpans = rows.some((row) => row.spanId !== undefined);
  yield* table(columns(withSpans), rows.map((row) => cells(row, withSpans, style)), style, width);
  yield '\n';
  yield* table(spreadColumns, spreads(rows).map((spread) => spreadCells(spread)), style, width);
}

function columns(withSpans: boolean): Column[] {
  return [
    { title: 'session', flexible: true },
    { title: 'turn', align: 'right' },
    ...(withSpans ? [{ title: 'span', flexible: true }] : []),
    { title: 'fact' },
    { title: 'value', flexible: true },
  ];
}

function cells(row: MeasureRow, withSpans: boolean, style: Style): Cell[] {
  return [
    row.session,
    row.turn === undefined ? '' : String(row.turn),
    ...(withSpans ? [row.spanId ?? ''] : []),
    { text: row.fact, paint: style.name },
    row.reason === undefined ? valueText(row.value) : { text: `not known: ${row.reason}`, paint: style.quiet },
  ];
}

function valueText(value: JsonValue): string {
  if (typeof value === 'number') return shortNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Spread {
  fact: string;
  known: number;
  missing: number;
  /** In ascending order. */
  numbers: number[];
  /** Values that are no numbers, with how often each occurred. */
  words: Map<string, number>;
}

function spreads(rows: readonly MeasureRow[]): Spread[] {
  const byFact = new Map<string, Spread>();
  for (const row of rows) {
    const spread = byFact.get(row.fact) ?? { fact: row.fact, known: 0, missing: 0, numbers: [], words: new Map<string, number>() };
    byFact.set(row.fact, spread);
    addTo(spread, row);
  }
  for (const spread of byFact.values()) spread.numbers.sort((a, b) => a - b);
  return [...byFact.values()];
}

function addTo(spread: Spread, { value, reason }: MeasureRow): void {
  if (reason !== undefined) spread.missing += 1;
  else {
    spread.known += 1;
    const word = oneLine(valueText(value)).slice(0, 40);
    if (typeof value === 'number') spread.numbers.push(value);
    else spread.words.set(word, (spread.words.get(word) ?? 0) + 1);
  }
}

const quantiles = [0, 0.1, 0.5, 0.9, 1];

const spreadColumns: Column[] = [
  { title: 'fact', flexible: true },
  ...['known', 'not known', 'least', '10 %', 'median', '90 %', 'most'].map((title): Column => ({ title, align: 'right' })),
  { title: 'other values', flexible: true },
];

function spreadCells({ fact, known, missing, numbers, words }: Spread): Cell[] {
  const common = [...words].sort(([, a], [, b]) => b - a).slice(0, 4);
  return [
    fact,
    groupDigits(known),
    groupDigits(missing),
    ...quantiles.map((share) => (numbers.length === 0 ? '' : shortNumber(quantile(numbers, share)))),
    common.map(([word, count]) => `${word} × ${groupDigits(count)}`).join(', '),
  ];
}

/** The nearest recorded value, so that every figure shown is one that was measured. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
