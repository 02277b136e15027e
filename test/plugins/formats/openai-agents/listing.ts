import { readDump, type Session, type Turn, type Usage } from '../../../../src/index.js';

const shown = (text: string | undefined): string => (text === undefined ? '(not recorded)' : JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text));
const tokens = (usage: Usage | undefined): string => (usage ? Object.entries(usage).map(([key, value]) => `${key} ${value}`).join(', ') : 'none');

/** A dump as lines that a person can check: sessions, turns, texts, statuses, tokens, tool calls, and what was told of the dump. */
export async function listing(...dumps: string[]): Promise<string> {
  const { sessions, completeness, diagnostics } = await readDump({ dumps });
  const lacks = completeness.map(({ code, count }) => `lacks ${code} ×${count}`);
  return [...sessions.flatMap(ofSession), ...lacks, ...diagnostics.map(({ code, place }) => `note ${code}${place ? ` at record ${place.record}` : ''}`)].join('\n');
}

function ofSession(session: Session): string[] {
  const calls = session.toolCalls.map(({ turn, name, arguments: args, resultText, failed }) => `  tool of turn ${turn}: ${name} ${shown(JSON.stringify(args))} -> ${shown(resultText)}${failed ? ' FAILED' : ''}`);
  const judged = session.turns.flatMap(({ number, assessments }) => assessments.map(({ name, kind, value, spanId }) => `  ${kind} of turn ${number}: ${name} = ${JSON.stringify(value)} on ${spanId ?? 'the trace'}`));
  return [`session ${session.id} (by ${session.key.key}) user ${session.user ?? '-'}; tokens: ${tokens(session.usage)}`, ...session.turns.flatMap(ofTurn), ...calls, ...judged];
}

function ofTurn(turn: Turn): string[] {
  const head = `  turn ${turn.number} ${turn.agent} [${turn.status}] tokens: ${tokens(turn.usage)}`;
  const depth = (span: Turn['root']): number => (span.parent ? 1 + depth(span.parent) : 0);
  const spans = turn.spans.map((span) => `    ${'· '.repeat(depth(span))}${span.kind} ${span.name}${span.status.code === 'error' ? ` ERROR ${shown(span.status.message)}` : ''}${span.responseModel ? ` (${span.responseModel})` : ''}`);
  return [head, `    asked ${shown(turn.input?.text)}`, `    said ${shown(turn.output?.text)}`, ...spans];
}
