import type { Diagnostic, Place } from '../model/index.js';
import { counted } from '../util/numbers.js';
import { oneLine, safeText, wrap } from '../util/safe-text.js';
import type { Style } from './terminal-style.js';

const shownOfOneCode = 3;

/** A note with the places it was made of: the same words about many records are said once. */
interface Said {
  diagnostic: Diagnostic;
  times: number;
}

/** Notes about the dump, those of one kind together: the first few, then how many more. */
export function* renderDiagnostics(diagnostics: readonly Diagnostic[], style: Style, width: number): Generator<string> {
  for (const [code, group] of byCode(diagnostics)) {
    const shown = group.slice(0, shownOfOneCode);
    for (const said of shown) yield* one(said, style, width);
    const left = group.slice(shownOfOneCode).reduce((sum, { times }) => sum + times, 0);
    if (left > 0) yield `  ${style.quiet(`… and ${left} more of ${oneLine(code)}`)}\n`;
  }
}

function byCode(diagnostics: readonly Diagnostic[]): [string, Said[]][] {
  const groups = new Map<string, Map<string, Said>>();
  for (const diagnostic of worstFirst(diagnostics)) {
    const group = groups.get(diagnostic.code) ?? new Map<string, Said>();
    groups.set(diagnostic.code, group);
    const same = group.get(diagnostic.message);
    if (same === undefined) group.set(diagnostic.message, { diagnostic, times: 1 });
    else same.times += 1;
  }
  return [...groups].map(([code, group]) => [code, [...group.values()]]);
}

const levels = ['error', 'warning', 'note'];

const worstFirst = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));

function* one({ diagnostic, times }: Said, style: Style, width: number): Generator<string> {
  const paint = diagnostic.level === 'error' ? style.bad : diagnostic.level === 'warning' ? style.warn : style.quiet;
  const more = times > 1 ? ` and ${counted(times - 1, 'more place')}` : '';
  const where = diagnostic.place === undefined ? '' : `  ${placeText(diagnostic.place)}${more}`;
  yield `  ${paint(diagnostic.level)} ${style.strong(oneLine(diagnostic.code))}${style.quiet(where)}\n`;
  for (const line of wrap(safeText(diagnostic.message), Math.max(20, width - 4))) yield `    ${line}\n`;
}

/** File, record and byte offset of a place. */
export function placeText(place: Place): string {
  return `${oneLine(place.file)}:${place.record} (byte ${place.offset})`;
}
