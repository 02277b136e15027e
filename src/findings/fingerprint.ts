import type { Finding } from '../model/index.js';

/**
 * Makes fingerprints unique: the second finding of a run with the same fingerprint gets `-2`, and so on. The rule's identity says which findings are the
 * same thing, so several of one fingerprint are told apart only by their order, which is that of time.
 *
 * @param findings - Findings in their final order.
 */
export function numberFingerprints(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const nth = (counts.get(finding.fingerprint) ?? 0) + 1;
    counts.set(finding.fingerprint, nth);
    return nth === 1 ? finding : { ...finding, fingerprint: `${finding.fingerprint}-${nth}` };
  });
}
