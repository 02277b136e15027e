import { counted, groupDigits } from '../util/numbers.js';
import { headline } from '../util/safe-text.js';
import type { AttributeSchema, AttributeUse, WrapperUse } from './attribute-use.js';
import type { Style } from './terminal-style.js';
import { table, type Cell, type Column } from './terminal-table.js';

const columns: Column[] = [
  { title: 'span kind' },
  { title: 'holds' },
  { title: 'attribute', flexible: true },
  { title: 'spans', align: 'right' },
  { title: 'notes', flexible: true },
  { title: 'example', flexible: true },
];

/** Which attribute keys carry inputs and outputs, and whether roots are wrappers. */
export function* renderSchema(schema: AttributeSchema, style: Style, width: number): Generator<string> {
  if (schema.attributes.length === 0) yield 'No span of this dump holds an input, an output or other text.\n';
  else yield* table(columns, schema.attributes.map((use, i) => cells(use, schema.attributes[i - 1], style)), style, width);
  yield '\n';
  yield* wrapperLines(schema.wrappers, style, width);
}

/** A kind is named once, at its first row. */
function cells(use: AttributeUse, before: AttributeUse | undefined, style: Style): Cell[] {
  return [
    use.kind === before?.kind ? '' : { text: use.kind, paint: style.name },
    use.side === 'other text' ? { text: use.side, paint: style.quiet } : use.side,
    { text: use.attribute, paint: style.strong },
    `${groupDigits(use.count)} of ${groupDigits(use.of)}`,
    notes(use),
    { text: use.example.text, paint: style.quiet },
  ];
}

function notes(use: AttributeUse): string {
  const count = (value: number, word: string): string[] => (value === 0 ? [] : [`${groupDigits(value)} ${word}`]);
  return [...count(use.empty, 'empty'), ...count(use.truncated, 'cut'), ...count(use.redacted, 'withheld')].join(', ');
}

function* wrapperLines({ turns, wrapped, example }: WrapperUse, style: Style, width: number): Generator<string> {
  if (example === undefined) {
    yield `${style.quiet(`Roots hold the text of their turns themselves: no wrapper roots among ${counted(turns, 'turn')}.`)}\n`;
    return;
  }
  yield `${style.warn('Wrapper roots')}: in ${groupDigits(wrapped)} of ${counted(turns, 'turn')} the root only wraps the span that holds the text.\n`;
  yield `  ${style.quiet(headline(`e.g. ${example.root} ▸ ${example.inner}, trace ${example.traceId}`, width - 2))}\n`;
}
