import type { Evidence } from './evidence.js';
import type { JsonValue } from './json.js';

/** How bad it is. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** How sure it is: `certain` rests on something the runtime or a person recorded. */
export const confidences = ['certain', 'candidate'] as const;
export type Confidence = (typeof confidences)[number];

/** What a rule is evaluated on. */
export const scopes = ['span', 'turn', 'session', 'run'] as const;
export type Scope = (typeof scopes)[number];

/** Why a fact cannot be had. */
export interface Missing {
  missing: string;
}

/** A fact's value with what shows it. */
export interface Known<T = JsonValue> {
  value: T;
  evidence: Evidence[];
}

/** A fact is either known, with evidence, or missing, with the reason. */
export type Measured<T = JsonValue> = Known<T> | Missing;

/** One condition of a rule as it was evaluated. */
export interface ConditionResult {
  name?: string;
  fact: string;
  params?: Record<string, JsonValue>;
  operator: string;
  expected: JsonValue;
  /** Absent when the condition was never reached or its fact is missing. */
  actual?: JsonValue;
  missing?: string;
  met?: boolean;
}

/** How an error travelled: where it entered, which turns carried it, where it came out. */
export interface Chain {
  /** The turn that brought it in. */
  introducedAt: number;
  carriedBy: number[];
  surfacedAt?: number;
  /** Absent when nobody challenged it. */
  challengedAt?: number;
  /** What was carried, in plain words. */
  carried: string[];
  confidence: Confidence;
  because: string[];
}

/** A rule fired. */
export interface Finding {
  rule: string;
  title: string;
  severity: Severity;
  confidence: Confidence;
  session: string;
  turn?: number;
  traceId?: string;
  spanId?: string;
  spanName?: string;
  message: string;
  rootCause?: Chain & { turn: number; traceId?: string; spanId?: string };
  evidence: Evidence[];
  conditions: ConditionResult[];
  fix: string;
  tags: string[];
  /** Identity that survives re-export, renamed files and changed order. */
  fingerprint: string;
}

/** What became of one rule on one subject. */
export type Outcome =
  | { kind: 'finding'; finding: Finding }
  | { kind: 'clear' }
  | { kind: 'not-evaluated'; rule: string; session: string; turn?: number; spanId?: string; reason: string }
  | { kind: 'failed'; rule: string; session: string; turn?: number; spanId?: string; error: string };
