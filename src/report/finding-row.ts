import type { Evidence, Finding } from '../model/index.js';

/** One finding as a row that other programs read: the keys and their order are kept stable. */
export interface FindingRow {
  rule: string;
  severity: Finding['severity'];
  confidence: Finding['confidence'];
  session: string;
  turn?: number;
  traceId?: string;
  spanId?: string;
  message: string;
  rootCause?: Finding['rootCause'];
  evidence: Evidence[];
  fingerprint: string;
}

export function findingRow(finding: Finding): FindingRow {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    session: finding.session,
    turn: finding.turn,
    traceId: finding.traceId,
    spanId: finding.spanId,
    message: finding.message,
    rootCause: finding.rootCause,
    evidence: finding.evidence,
    fingerprint: finding.fingerprint,
  };
}
