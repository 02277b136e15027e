/** Letters of scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const unspacedRun = new RegExp(`(?:${unspaced.source}[\\p{M}ー]*)+`, 'gu');
const hiragana = /^\p{Script=Hiragana}+$/u;

/** True when a text holds letters of a script without spaces between words. */
export const hasUnspacedScript = (text: string): boolean => unspaced.test(text);

/** A piece of a word: `spaced` false for a run of a script without spaces. */
export interface ScriptRun {
  text: string;
  start: number;
  spaced: boolean;
}

/**
 * Cuts a run of letters where its script changes between those with and those without spaces.
 *
 * @example scriptRuns('iPhone入門') // [{ text: 'iPhone', start: 0, spaced: true }, { text: '入門', start: 6, spaced: false }]
 */
export function scriptRuns(text: string): ScriptRun[] {
  const runs: ScriptRun[] = [];
  let end = 0;
  for (const match of text.matchAll(unspacedRun)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index), start: end, spaced: true });
    runs.push({ text: match[0], start: match.index, spaced: false });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), start: end, spaced: true });
  return runs;
}

/**
 * Pairs of neighbouring characters, which stand in for words where no spaces are written. Pairs of two hiragana are endings and particles in
 * mixed Japanese text and are left out there.
 *
 * @example characterPairs('返金規定') // ['返金', '金規', '規定']
 */
export function characterPairs(run: string): { text: string; start: number; end: number }[] {
  const characters = [...run];
  const keepAll = hiragana.test(run) && characters.length >= 4;
  if (characters.length === 1) return hiragana.test(run) ? [] : [{ text: run, start: 0, end: run.length }];
  const pairs: { text: string; start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i + 1 < characters.length; i += 1) {
    const [first = '', second = ''] = [characters[i], characters[i + 1]];
    const text = first + second;
    if (keepAll || !hiragana.test(text)) pairs.push({ text, start, end: start + text.length });
    start += first.length;
  }
  return pairs;
}
