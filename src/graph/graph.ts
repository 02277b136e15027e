import type { CompletenessItem, Diagnostic, RawTrace, Session, Span } from '../model/index.js';

/** What the graph is built from: spans with their meaning read, in any order, and what containers know of whole traces. */
export interface GraphInput {
  spans: readonly Span[];
  traces: readonly RawTrace[];
}

export interface GraphOptions {
  /** Keep the traces of scorers themselves, which are left out by default. */
  keepScorerTraces?: boolean;
}

/** Sessions in order of start, with what the dump lacks. */
export interface Graph {
  sessions: Session[];
  completeness: CompletenessItem[];
  diagnostics: Diagnostic[];
}
