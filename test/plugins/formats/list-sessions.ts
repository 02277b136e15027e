import { fileURLToPath } from 'node:url';
import { readDump, type Dump } from '../../../src/index.js';
import type { Assessment, Session, Turn, Usage } from '../../../src/model/index.js';

/** Files of test/fixtures, as sessions. */
export async function dumpOf(...names: string[]): Promise<Dump> {
  return readDump({ dumps: names.map((name) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))) });
}

const usage = ({ input, output, cacheRead, reasoning }: Usage = {}): string =>
  `${input ?? '-'}>${output ?? '-'}${cacheRead === undefined ? '' : ` cached ${cacheRead}`}${reasoning === undefined ? '' : ` reasoning ${reasoning}`}`;
const judged = ({ name, value, rationale, source, spanId }: Assessment): string =>
  `${name}=${JSON.stringify(value)} (${source.type}${spanId === undefined ? '' : ` on ${spanId}`})${rationale === undefined ? '' : `: ${rationale}`}`;
const sorted = (list: string[]): string[] => list.sort((a, b) => (a < b ? -1 : 1));

/** One line a turn, one a call and judgement: enough to see that nothing went missing. */
export function listing(sessions: readonly Session[]): string[] {
  return sessions.flatMap((session) => [
    `session ${session.id} (${session.key.key}) user ${session.user ?? '-'} tokens ${usage(session.usage)}`,
    ...session.turns.flatMap((turn) => [
      `turn ${turn.number} ${turn.agent} [${turn.status}] ${usage(turn.usage)}: ${turn.input?.text ?? '(not recorded)'} -> ${turn.output?.text ?? '(not recorded)'}`,
      `  spans ${spans(turn)}`,
      ...session.toolCalls.filter((call) => call.turn === turn.number).map((call) => `  call ${call.name}(${JSON.stringify(call.arguments)}) ${call.failed ? `failed: ${String(call.failure)}` : `= ${String(call.resultText)}`}`),
      ...sorted(turn.assessments.map((assessment) => `  judged ${judged(assessment)}`)),
    ]),
    ...sorted(session.assessments.map((assessment) => `judged ${judged(assessment)}`)),
  ]);
}

function spans(turn: Turn): string {
  return turn.spans.filter((span) => !span.synthetic).map((span) => `${span.name}:${span.kind}${span.status.code === 'error' ? '!' : ''}`).join(' ');
}
