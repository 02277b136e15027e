import type { CompletenessItem } from '../model/index.js';
import { groupDigits } from '../util/numbers.js';
import { headline, oneLine } from '../util/safe-text.js';
import { placeText } from './terminal-diagnostics.js';
import { hanging } from './terminal-hanging.js';
import type { Style } from './terminal-style.js';

/** What a dump lacks, and what each of these means for what is shown or found; nothing where it lacks nothing. */
export function* renderCompleteness(items: readonly CompletenessItem[], style: Style, width: number): Generator<string> {
  if (items.length > 0) yield `\n${style.strong('What this dump lacks')}\n`;
  for (const item of items) {
    yield `  ${style.warn(groupDigits(item.count))} ${style.strong(oneLine(item.title))}\n`;
    yield* hanging('  ', item.meaning, 2, width);
    const example = exampleText(item);
    if (example !== '') yield `    ${style.quiet(`e.g. ${headline(example, Math.max(20, width - 9))}`)}\n`;
  }
}

function exampleText({ example }: CompletenessItem): string {
  if (example === undefined) return '';
  return [
    ...(example.text === undefined ? [] : [example.text]),
    ...(example.traceId === undefined ? [] : [`trace ${example.traceId}`]),
    ...(example.spanId === undefined ? [] : [`span ${example.spanId}`]),
    ...(example.place === undefined ? [] : [placeText(example.place)]),
  ].join('  ');
}
