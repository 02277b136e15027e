import { type Evidence, type Known, type Span, type Turn, spanEvidence, terms } from '../../../src/plugin.js';
import { admitsFailure } from './words.js';

export interface FailedSpans {
  /** Number of spans that failed by themselves: no span below them failed. */
  count: number;
  /** Name of the first; empty when none failed. */
  first: string;
  message: string;
}

/** The spans at which failures started, in order of start. A span that only passes on the failure of one below is left out. */
export function originsOfFailure(turn: Turn): Span[] {
  const passing = new Set<Span>();
  for (let i = turn.spans.length - 1; i >= 0; i -= 1) {
    const span = turn.spans[i];
    if (span?.parent && (hasFailed(span) || passing.has(span))) passing.add(span.parent);
  }
  return turn.spans.filter((span) => hasFailed(span) && !passing.has(span));
}

function hasFailed(span: Span): boolean {
  return span.status.code === 'error' || span.tool?.isError === true;
}

export function failedSpans(turn: Turn): Known<FailedSpans> {
  const failed = originsOfFailure(turn);
  return { value: describe(failed), evidence: failed.slice(0, 3).map((span) => failureEvidence(turn, span)) };
}

function describe(failed: readonly Span[]): FailedSpans {
  const [first] = failed;
  return { count: failed.length, first: first?.name ?? '', message: first ? failureMessage(first) : '' };
}

/** What the span says of its failure, on one line. */
export function failureMessage(span: Span): string {
  const { error, status, tool } = span;
  const text = error?.message ?? status.message ?? tool?.result?.text ?? error?.type ?? 'no message recorded';
  const typed = error?.type !== undefined && !text.includes(error.type) ? `${error.type}: ${text}` : text;
  return typed.split('\n', 1)[0] ?? typed;
}

export function failureEvidence(turn: Turn, span: Span): Evidence {
  const [message, place] = [failureMessage(span), placeInCode(span)];
  return spanEvidence(turn, span, { what: `failed ${span.kind === 'unknown' ? 'step' : span.kind}`, text: place === undefined ? message : `${message} (${place})` });
}

/** Failures that nothing made up for: no later success of the same step in the turn, and no failure of the whole turn. */
export function swallowed(turn: Turn): Known<FailedSpans & { acknowledged: boolean }> {
  const lost = originsOfFailure(turn).filter((span) => span !== turn.root && !wasMadeUpFor(turn, span));
  const answer = turn.output?.text ?? '';
  const acknowledged = admitsFailure(answer) || (lost.length > 0 && lost.every((span) => passesOn(answer, failureMessage(span))));
  const evidence = lost.slice(0, 3).map((span) => failureEvidence(turn, span));
  if (lost.length > 0 && turn.output) evidence.push(spanEvidence(turn, turn.output.span, { what: 'answer of the turn', text: turn.output.text, attribute: turn.output.attribute }));
  return { value: { ...describe(lost), acknowledged }, evidence };
}

/** The answer tells what the failure said in its own words: it shares at least two, and two fifths, of the content words of the message. */
function passesOn(answer: string, message: string): boolean {
  const said = new Set(terms(message));
  const told = new Set(terms(answer));
  const shared = [...said].filter((term) => told.has(term)).length;
  return shared >= 2 && shared / said.size >= 0.4;
}

/** A later step of the same kind and name that worked: a retry, or a second attempt with better arguments. */
function wasMadeUpFor(turn: Turn, failed: Span): boolean {
  return turn.spans.some((span) => span !== failed && !hasFailed(span) && span.kind === failed.kind && span.name === failed.name && (span.startNs ?? 0n) >= (failed.startNs ?? 0n));
}

/** The innermost line of a stack trace that names a file: the last for Python, the first for JavaScript. */
function placeInCode(span: Span): string | undefined {
  const lines = (span.error?.stack ?? '').split('\n').map((line) => line.trim());
  return lines.findLast((line) => /^File "/u.test(line)) ?? lines.find((line) => /^at .+:\d+/u.test(line));
}
