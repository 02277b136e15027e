import type { Assessment } from '../model/index.js';
import { headline, oneLine, safeText, wrap } from '../util/safe-text.js';
import type { Style } from './terminal-style.js';

const indent = '  ';

/** One judgement: its value, who gave it, and why. `aside`: another one replaced it, or its author withdrew it. */
export function* renderAssessment(assessment: Assessment, style: Style, width: number, aside = false): Generator<string> {
  const name = style.strong(oneLine(assessment.name));
  const notes = [source(assessment), ...(aside ? ['set aside: replaced or withdrawn'] : [])];
  yield `${indent}${mark(assessment, style)} ${name}${valueText(assessment, width)}  ${style.quiet(`(${notes.join('; ')})`)}\n`;
  if (assessment.rationale === undefined) return;
  for (const line of wrap(safeText(assessment.rationale.slice(0, 4000)), Math.max(20, width - 6))) yield `${indent}    ${style.quiet(line)}\n`;
}

const goodWords = new Set<unknown>([true, 'yes', 'pass', 'true', 'correct']);
const badWords = new Set<unknown>([false, 'no', 'fail', 'false', 'incorrect']);

function mark({ value, error, kind }: Assessment, style: Style): string {
  if (error !== undefined) return style.warn('!');
  if (kind === 'issue') return style.bad('✖');
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (kind === 'feedback' && goodWords.has(word)) return style.good('✔');
  return kind === 'feedback' && badWords.has(word) ? style.bad('✖') : style.quiet('•');
}

function valueText({ value, error, kind }: Assessment, width: number): string {
  const room = Math.max(20, width - 40);
  if (error !== undefined) return headline(`: the scorer failed: ${[error.code, error.message].filter(Boolean).join(' ')}`, room);
  if (value === undefined) return '';
  return ` ${kind === 'expectation' ? 'expects' : '='} ${headline(typeof value === 'string' ? value : JSON.stringify(value), room)}`;
}

function source({ source: { type, id } }: Assessment): string {
  const who = { human: 'human', llm_judge: 'LLM judge', code: 'code', unknown: 'source not recorded' }[type];
  return id === undefined || id === '' ? who : `${who} ${headline(id, 40)}`;
}
