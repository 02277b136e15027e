import { fileURLToPath } from 'node:url';
import { readDump, type Dump, type Session, type Span, type Usage } from '../../../../src/index.js';

/** Path of a fixture: `otel-console/go-stdouttrace.json`. */
export const fixture = (name: string): string => fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url));

/** Fixtures, as sessions. */
export const read = (...names: string[]): Promise<Dump> => readDump({ dumps: names.map(fixture) });

const tokens = ({ input, output, cacheRead }: Usage = {}): string => `${input ?? '-'}/${output ?? '-'}${cacheRead === undefined ? '' : ` (${cacheRead} cached)`}`;
const spanLine = ({ kind, name, status }: Span): string => `${kind} ${name}${status.code === 'error' ? '!' : ''}`;

/** What a reader of a session sees: a line a session, turn and tool call. Ids that were made by chance are left out. */
export function listing({ sessions }: Pick<Dump, 'sessions'>): string[] {
  return sessions.flatMap((session) => [
    `session ${session.key.key === 'trace' ? 'without id' : session.id}, user ${session.user ?? '-'}, tokens ${tokens(session.usage)}`,
    ...session.turns.flatMap((turn) => [
      `  ${turn.number} ${turn.agent} ${turn.status} ${tokens(turn.usage)}: ${turn.input?.text ?? '?'} -> ${turn.output?.text ?? '?'}`,
      `    ${turn.spans.map(spanLine).join(', ')}`,
      ...callsOf(session, turn.number),
    ]),
  ]);
}

function callsOf({ toolCalls }: Session, number: number): string[] {
  return toolCalls
    .filter(({ turn }) => turn === number)
    .map(({ name, id, arguments: args, resultText, failed }) => `    calls ${name}(${JSON.stringify(args)}) ${id ?? ''} = ${resultText ?? '?'}${failed ? ' FAILED' : ''}`);
}
