import type { GateDecision, Unevaluated } from '../findings/index.js';
import type { CompletenessItem, Diagnostic, Finding, Session } from '../model/index.js';

/** A rule or fact that failed while it ran: a defect of the pack or plugin, never silent. */
export interface RuleFailure {
  rule: string;
  error: string;
  session: string;
  turn?: number;
}

/** A shape in which records of a file were recognised, and what showed it. */
export interface RecognisedShape {
  /** Id of the format plugin. */
  format: string;
  shape: string;
  because: string;
  records: number;
}

/** What was read. */
export interface Intake {
  files: { path: string; bytes: number; records: number; recognised: number; shapes: RecognisedShape[] }[];
  /** How many spans carry attributes of each convention. */
  conventions: { id: string; spans: number }[];
  records: number;
  recognised: number;
  spans: number;
  traces: number;
}

/** Everything an analysis found: what every reporter is given. */
export interface AnalysisReport {
  tool: { name: 'backturn'; version: string };
  intake: Intake;
  sessions: readonly Session[];
  /** In the order in which they are to be read: worst first. */
  findings: readonly Finding[];
  /** Number of rule evaluations by outcome. */
  outcomes: { finding: number; clear: number; notEvaluated: number; failed: number };
  notEvaluated: readonly Unevaluated[];
  failures: readonly RuleFailure[];
  /** Rules that were loaded and rules that were not, with the reason. */
  rules: { loaded: string[]; notLoaded: { rule: string; file: string; reason: string }[] };
  diagnostics: readonly Diagnostic[];
  completeness: readonly CompletenessItem[];
  gate: GateDecision;
}
