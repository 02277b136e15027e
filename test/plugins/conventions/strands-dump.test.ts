import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDump } from '../../../src/index.js';

/** What was asked and answered, and what each span is, in order. */
async function listing(name: string): Promise<unknown> {
  const { sessions, diagnostics } = await readDump({ dumps: [fileURLToPath(new URL(`../../fixtures/strands/${name}`, import.meta.url))] });
  return {
    diagnostics,
    sessions: sessions.map(({ id, turns, toolCalls }) => ({
      id,
      turns: turns.map(({ input, output, usage, calls, spans }) => ({ input: input?.text, output: output?.text.trim(), usage, calls: calls.length, spans: spans.map((span) => `${span.name}: ${span.kind} ${span.status.code}`) })),
      toolCalls: toolCalls.map((call) => [call.name, call.id, call.arguments, call.result, call.failed, call.requestedBy?.name]),
    })),
  };
}

const spans = ['invoke_agent planner: agent ok', 'execute_event_loop_cycle: chain ok', 'chat: llm ok', 'execute_tool get_weather: tool ok', 'execute_event_loop_cycle: chain ok', 'chat: llm ok'];
const turn = { output: 'It is 21 degrees.', usage: { input: 80, output: 16, total: 96 }, calls: 2, spans };

it.each(['message-events.json', 'details-events.json'])('what Strands wrote to %s reads as the same session', async (name) => {
  expect(await listing(name)).toEqual({
    diagnostics: [],
    sessions: [
      {
        id: 'conv-1',
        turns: [
          { input: 'Weather in Paris?', ...turn },
          { input: 'And now?', ...turn },
        ],
        toolCalls: ['c1', 'c3'].map((id) => ['get_weather', id, { city: 'Paris' }, { celsius: 21 }, false, 'chat']),
      },
    ],
  });
});
