/**
 * Text of a dump made fit for a terminal. A dump is untrusted: escape sequences in it could hide or forge a finding,
 * and bidirectional overrides could show it in another order than it was written.
 */

/** What replaces a character that must not reach a terminal. */
const replacement = '\uFFFD';

const lineEnds = /\r\n|[\r\u000B\u000C\u0085\u2028\u2029]/g;

/** C0 and C1 controls, DEL, bidirectional controls, annotations, invisible tags and lone surrogates; not tab and line feed. */
const unsafe =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** More combining marks than any script stacks: they would climb over the lines above. */
const stackedMarks = /(\p{M}{6})\p{M}+/gu;

/**
 * Replaces what could steer a terminal by U+FFFD. Line ends of every kind become `\n`, tabs become two spaces.
 *
 * @example safeText('\u001b[31mred') // '\uFFFD[31mred'
 */
export function safeText(text: string): string {
  if (/^[\n\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(lineEnds, '\n')
    .replaceAll('\t', '  ')
    .replace(unsafe, replacement)
    .replace(stackedMarks, `$1${replacement}`);
}

/** {@link safeText} on one line: runs of white space become one space. */
export function oneLine(text: string): string {
  return safeText(text).replace(/\s+/g, ' ').trim();
}

/**
 * The beginning of a text on one line, for excerpts. Only as much of the text is looked at as can be shown, so that a text of megabytes costs nothing.
 */
export function headline(text: string, width: number): string {
  const looked = text.slice(0, width * 8);
  const line = oneLine(looked);
  return looked.length < text.length && displayWidth(line) < width ? `${line}…` : truncate(line, width);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ascii = /^[\x20-\x7e]*$/;

/** Ranges that terminals draw two columns wide: East Asian wide and full-width forms, and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\uFE0F/u;
const nothingVisible = /^[\p{M}\p{Cf}\n]*$/u;

function graphemeWidth(grapheme: string): number {
  if (nothingVisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Number of terminal columns that a text takes: an approximation of East Asian width, by grapheme. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Cuts a text to a number of columns; `…` shows that something was cut. */
export function truncate(text: string, width: number): string {
  if (width <= 0) return '';
  if (displayWidth(text) <= width) return text;
  return `${columns(text, width - 1).trimEnd()}…`;
}

/** As much of the beginning of a text as fits into a number of columns. */
function columns(text: string, width: number): string {
  if (ascii.test(text)) return text.slice(0, Math.max(0, width));
  let used = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Fills a text up with spaces on its right side to a number of columns. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Fills a text up with spaces on its left side to a number of columns. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/**
 * Breaks a text into lines of at most `width` columns: at line ends, else at spaces and between wide characters, else anywhere.
 * Spaces at the beginning of a line (code, lists) are kept.
 */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(1, width);
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), limit));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (!fitsIn(rest, width)) {
    const piece = firstLine(rest.slice(0, width * 8), width);
    lines.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  if (rest !== '' || lines.length === 0) lines.push(rest);
  return lines;
}

/** Whether a text fits into a line; long texts are not measured to their end. */
function fitsIn(text: string, width: number): boolean {
  return text.length <= width * 8 ? displayWidth(text) <= width : false;
}

/** The part of a text that goes on the first line: never empty, so that wrapping comes to an end. */
function firstLine(text: string, width: number): string {
  const fits = columns(text, width) || [...segmenter.segment(text.slice(0, 64))][0]?.segment || text.slice(0, 1);
  const after = String.fromCodePoint(text.codePointAt(fits.length) ?? 0x20);
  if (after === ' ' || fits.endsWith(' ') || wide.test(after)) return fits;
  const space = fits.lastIndexOf(' ');
  return space > 0 && fits.slice(0, space).trim() !== '' ? fits.slice(0, space + 1) : fits;
}
