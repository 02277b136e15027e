import { readFileSync } from 'node:fs';
import { readDump, type Dump, type Session } from '../../../src/index.js';
import { parseJson, type JsonValue } from '../../../src/plugin.js';

/** The two sessions that fixtures of several containers hold, as OpenTelemetry exported them. */
export const originals = ['samples/good/same-conversation/openinference.otlp.jsonl', 'samples/planted/swallowed-error.otlp.jsonl'];

/** What must be the same in every container: sessions, turns, texts, statuses, tokens and tool calls. */
export function listing(sessions: readonly Session[]): unknown[] {
  return sessions.map((session) => ({
    id: session.id,
    turns: session.turns.map((turn) => ({
      input: turn.input?.text,
      output: turn.output?.text,
      status: turn.status,
      tokens: [turn.usage?.input, turn.usage?.output],
      spans: turn.spans.map(({ name, kind, status, error }) => [name, kind, status.code, ...(error?.type === undefined ? [] : [error.type])].join(' ')),
      tree: turn.spans.map(({ id, parentId }) => [id, parentId]),
    })),
    tools: session.toolCalls.map((call) => [call.turn, call.name, JSON.stringify(call.arguments), call.resultText, call.failed]),
  }));
}

/** Reads files and lists what they hold. */
export async function listed(...dumps: string[]): Promise<{ sessions: unknown[]; dump: Dump; codes: string[] }> {
  const dump = await readDump({ dumps });
  return { sessions: listing(dump.sessions), dump, codes: [...dump.diagnostics, ...dump.completeness].map(({ code }) => code) };
}

/** The JSON of a fixture, as the reader parses it. */
export function fixture(name: string): JsonValue {
  return parseJson(readFileSync(`test/fixtures/${name}`, 'utf8'));
}

const done = 'Done! Your subscription S-1093 has been cancelled and you will not be charged again.';

/** The session in which a tool fails and the answer hides it, written out. */
export const cancelled = {
  id: 'reader-730',
  turns: [
    {
      input: 'Please cancel my subscription S-1093.',
      output: done,
      status: 'ok',
      tokens: [318, 41],
      spans: ['invoke_agent subscription-assistant agent ok', 'chat gpt-4o-mini llm unset', 'execute_tool cancel_subscription tool error ConnectionError', 'chat gpt-4o-mini llm unset'],
      tree: [['12256d62342b9592', undefined], ['e285a4f8c703c5da', '12256d62342b9592'], ['becf0afb2ac1a3d5', '12256d62342b9592'], ['3f82e1721da51c08', '12256d62342b9592']],
    },
  ],
  tools: [[1, 'cancel_subscription', '{"number":"S-1093"}', '{}', true]],
};

/** The session about a table, written out. */
export const table = {
  id: 'guest-5521',
  turns: [
    {
      input: 'Hello, when is Café Lumière 中 open on Friday?',
      output: 'On Friday Café Lumière 中 is open from 17:00 to 23:30.',
      status: 'ok',
      tokens: [178, 22],
      spans: ['table-assistant agent ok', 'ChatCompletion llm ok'],
      tree: [['7475b6f08630cb71', undefined], ['4c64258484668771', '7475b6f08630cb71']],
    },
    {
      input: 'Is there a table for four people on Friday 27 November at 19:30?',
      output: 'Yes, table T12 by the window is free for four people on Friday 27 November at 19:30.',
      status: 'ok',
      tokens: [533, 56],
      spans: ['table-assistant agent ok', 'ChatCompletion llm ok', 'check_table tool ok', 'ChatCompletion llm ok'],
      tree: [['772832aa74eb8cf4', undefined], ['0aed8bf51794b789', '772832aa74eb8cf4'], ['55b982459a012292', '772832aa74eb8cf4'], ['93fe9e77fa4930a1', '772832aa74eb8cf4']],
    },
    {
      input: 'Lovely. Until when do you hold the table if we are late?',
      output: 'We hold table T12 until 19:45.',
      status: 'ok',
      tokens: [347, 13],
      spans: ['table-assistant agent ok', 'ChatCompletion llm ok'],
      tree: [['25a8d66c4f79d1c7', undefined], ['0a2073e9f25e948c', '25a8d66c4f79d1c7']],
    },
  ],
  tools: [[2, 'check_table', '{"date":"2026-11-27","time":"19:30","people":4}', '{"free":true,"table":"T12","place":"by the window","held_until":"19:45"}', false]],
};
