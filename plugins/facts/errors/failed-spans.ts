import { type Evidence, type Known, type Span, type Turn, spanEvidence, terms } from '../../../src/plugin.js';
import { type Admission, admissionOf, tellsOfLack, termsOfName } from './admission.js';
import { argumentsOf, retriesOf } from './retries.js';

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
function failureMessage(span: Span): string {
  const { error, status, tool } = span;
  const text = error?.message ?? status.message ?? tool?.result?.text ?? error?.type ?? 'no message recorded';
  const typed = error?.type !== undefined && !text.includes(error.type) ? `${error.type}: ${text}` : text;
  return typed.split('\n', 1)[0] ?? typed;
}

export function failureEvidence(turn: Turn, span: Span): Evidence {
  const [message, place] = [failureMessage(span), placeInCode(span)];
  return spanEvidence(turn, span, { what: `failed ${span.kind === 'unknown' ? 'step' : span.kind}`, text: place === undefined ? message : `${message} (${place})` });
}

/** Failures that nothing made up for: no later success of the same step on the same data in the turn, and no failure of the whole turn. */
export function swallowed(turn: Turn): Known<FailedSpans & { acknowledged: boolean }> {
  const lost = lostIn(turn);
  const evidence = lost.slice(0, 3).map((span) => failureEvidence(turn, span));
  if (lost.length > 0 && turn.output) evidence.push(spanEvidence(turn, turn.output.span, { what: 'answer of the turn', text: turn.output.text, attribute: turn.output.attribute }));
  return { value: { ...describe(lost), acknowledged: isAcknowledged(lost, turn.output?.text ?? '') }, evidence };
}

function lostIn(turn: Turn): Span[] {
  const failed = originsOfFailure(turn).filter((span) => span !== turn.root);
  if (failed.length === 0) return [];
  const madeUpFor = retriesOf(turn.spans.filter((span) => !hasFailed(span)), failed);
  return failed.filter((span) => !madeUpFor(span, failureMessage(span)));
}

/** The answer says outright that it failed, or tells of each of the failures: by an admission about the step, or in the words of its message. */
function isAcknowledged(lost: readonly Span[], answer: string): boolean {
  const admission = admissionOf(answer);
  const told = new Set(terms(answer));
  return admission.outright || (lost.length > 0 && lost.every((span) => isTold(span, admission, told)));
}

function isTold(span: Span, { about, lack }: Admission, told: ReadonlySet<string>): boolean {
  const message = failureMessage(span);
  if (lack && tellsOfLack(message)) return true;
  const [step, said] = [stepTerms(span), terms(message)];
  return [...step, ...said].some((term) => about.has(term)) || passesOn(told, said.filter((term) => !step.has(term)));
}

/** What a step is about: the words of its name and arguments. Any answer may repeat them, one that claims success too. */
const stepTerms = (span: Span): Set<string> => new Set([...termsOfName(span.name), ...terms(argumentsOf(span)?.text ?? '')]);

/** The answer tells what the failure said in its own words: it shares at least two, and two fifths, of what the message adds to the step's own words. */
function passesOn(told: ReadonlySet<string>, message: readonly string[]): boolean {
  const said = new Set(message);
  const shared = [...said].filter((term) => told.has(term)).length;
  return shared >= 2 && shared / said.size >= 0.4;
}

/** The innermost line of a stack trace that names a file: the last for Python, the first for JavaScript. */
function placeInCode(span: Span): string | undefined {
  const lines = (span.error?.stack ?? '').split('\n').map((line) => line.trim());
  return lines.findLast((line) => /^File "/u.test(line)) ?? lines.find((line) => /^at .+:\d+/u.test(line));
}
