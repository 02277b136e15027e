import { confidences, type Confidence, type Finding, severities, type Severity, type Turn } from '../model/index.js';

/** Which findings make a run fail. */
export interface GatePolicy {
  /** Findings of this severity and worse count. Default: `medium`. */
  minSeverity?: Severity;
  /** Findings of this confidence and surer count. Default: `candidate`, so all of them. */
  minConfidence?: Confidence;
}

/** What the gate looks at. */
export interface GateParts {
  findings: readonly Pick<Finding, 'severity' | 'confidence'>[];
  /** Number of rule evaluations by outcome. */
  outcomes: { finding: number; clear: number; notEvaluated: number; failed: number };
  /** Number of sessions that were read. */
  sessions: number;
  /** False: no turn holds recorded text, see {@link recordsText}. Default: true. */
  textRecorded?: boolean;
}

/** Whether the run passes, and why. */
export interface GateDecision {
  verdict: 'clear' | 'failed' | 'incomplete' | 'off';
  why: string;
}

/** Whether any turn holds text: what was asked, or what was answered. */
export function recordsText(sessions: readonly TextSession[]): boolean {
  return sessions.some(({ turns }) => turns.some(({ input, output }) => holdsText(input) || holdsText(output)));
}

type TextSession = { turns: readonly Pick<Turn, 'input' | 'output'>[] };

const holdsText = (text: Turn['input']): boolean => text !== undefined && text.redacted !== true && text.text.trim() !== '';

/**
 * Decides whether a run passes. A run in which nothing, or too little, could be evaluated is incomplete, never clear: without any recorded text most rules have
 * nothing to look at, and a rule that does not apply is clear without having seen anything. What was found still fails the run.
 */
export function decideGate(parts: GateParts, policy: GatePolicy | 'off' = {}): GateDecision {
  if (policy === 'off') return { verdict: 'off', why: 'the gate is switched off' };
  const { minSeverity = 'medium', minConfidence = 'candidate' } = policy;
  const counted = parts.findings.filter(
    ({ severity, confidence }) =>
      severities.indexOf(severity) <= severities.indexOf(minSeverity) && confidences.indexOf(confidence) <= confidences.indexOf(minConfidence),
  );
  const bar = `severity ${minSeverity} or worse${minConfidence === 'certain' ? ' that are certain' : ''}`;
  if (counted.length > 0) return { verdict: 'failed', why: `${counted.length} of ${parts.findings.length} findings of ${bar}` };
  const gap = nothingEvaluated(parts) ?? noText(parts);
  if (gap !== undefined) return { verdict: 'incomplete', why: gap };
  return { verdict: 'clear', why: `no findings of ${bar}${failureNote(parts)}` };
}

function nothingEvaluated({ sessions, outcomes }: GateParts): string | undefined {
  if (sessions === 0) return 'the dump holds no session';
  if (outcomes.finding + outcomes.clear > 0) return undefined;
  const tried = outcomes.notEvaluated + outcomes.failed;
  return tried === 0 ? 'no rule looked at anything' : `none of ${tried} rule evaluations could be decided`;
}

function noText({ textRecorded = true }: GateParts): string | undefined {
  return textRecorded ? undefined : 'no turn holds recorded text: the rules over text saw nothing';
}

function failureNote({ outcomes }: GateParts): string {
  return outcomes.failed === 0 ? '' : `; ${outcomes.failed} rule evaluations failed`;
}
