import { type Measured, type Session, type ToolCall, type Turn, pushTo, spanEvidence, stableJson, toolCallsOf } from '../../../src/plugin.js';

/** Tools whose very purpose is to be asked again: their equal answers are no lack of progress. */
const polling = /(?:^|[^a-z])(?:poll|wait|sleep|status|progress|heartbeat|ping|health)/iu;

/** The call made most often with equal arguments and equal results. */
export function mostRepeated(session: Session, turn: Turn): Measured<{ tool: string; count: number }> {
  const calls = toolCallsOf(session, turn);
  const comparable = calls.filter((call) => call.arguments !== undefined && !polling.test(splitWords(call.name)));
  const [most] = runsWithoutProgress(comparable).sort((a, b) => b.length - a.length);
  const [first] = most ?? [];
  if (!most || !first) return { value: { tool: calls[0]?.name ?? '', count: Math.min(calls.length, 1) }, evidence: [] };
  const evidence = most.slice(0, 5).flatMap((call, index) => evidenceOf(turn, call, index + 1));
  return { value: { tool: first.name, count: most.length }, evidence };
}

/** Names in camel case are split, so that `jobStatus` is seen as polling. */
function splitWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/gu, '$1 $2');
}

/** Equal calls with equal results; a call right after a failure of its own kind is a retry and does not count. */
function runsWithoutProgress(calls: readonly ToolCall[]): ToolCall[][] {
  const groups = new Map<string, ToolCall[]>();
  const failedBefore = new Set<string>();
  for (const call of calls) {
    const same = stableJson([call.name, call.arguments]);
    const isRetry = failedBefore.delete(same);
    if (call.failed) failedBefore.add(same);
    if (call.failed || isRetry || call.result === undefined) continue;
    pushTo(groups, stableJson([call.name, call.arguments, call.result]), call);
  }
  return [...groups.values()];
}

function evidenceOf(turn: Turn, call: ToolCall, nth: number): ReturnType<typeof spanEvidence>[] {
  const span = call.span ?? call.requestedBy;
  return span ? [spanEvidence(turn, span, { what: `call ${nth} of ${call.name}`, text: `${stableJson(call.arguments)} → ${call.resultText ?? ''}` })] : [];
}
