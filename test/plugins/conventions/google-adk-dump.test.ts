import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDump } from '../../../src/index.js';
import type { Turn } from '../../../src/plugin.js';

async function sessionOf(name: string): Promise<{ id: string; turns: unknown[]; toolCalls: unknown[] }> {
  const { sessions, diagnostics } = await readDump({ dumps: [fileURLToPath(new URL(`../../fixtures/google-adk/${name}`, import.meta.url))] });
  expect([diagnostics, sessions.length]).toEqual([[], 1]);
  const turns = sessions.flatMap((session) => session.turns.map(listing));
  const toolCalls = sessions.flatMap((session) => session.toolCalls.map((call) => [call.name, call.arguments, call.result, call.failed, call.requestedBy?.name]));
  return { id: sessions[0]?.id ?? '', turns, toolCalls };
}

function listing({ input, output, usage, calls, spans }: Turn): unknown {
  return { input: input?.text, output: output?.text, usage, calls: calls.map(({ span }) => span.name), spans: spans.map(({ name, kind }) => `${name}: ${kind}`) };
}

describe('what Google ADK wrote', () => {
  it('in its older schema reads as a session with texts', async () => {
    const spans = ['invocation: chain', 'invoke_agent planner: agent', 'call_llm: llm', 'generate_content stub: chain', 'execute_tool get_weather: tool', 'call_llm: llm', 'generate_content stub: chain'];
    const turn = { output: 'It is 21 degrees.', usage: { input: 80, output: 16 }, calls: ['call_llm', 'call_llm'], spans };
    const { id, turns, toolCalls } = await sessionOf('schema-1.json');
    expect([id, turns]).toEqual(['conv-1', [{ input: 'Weather in Paris?', ...turn }, { input: 'And now?', ...turn }]]);
    expect(toolCalls).toEqual([1, 2].map(() => ['get_weather', { city: 'Paris' }, { celsius: 21 }, false, 'call_llm']));
  });

  it('in its newer schema reads as a session without texts, which went elsewhere', async () => {
    const spans = ['invoke_workflow planner: chain', 'invoke_agent planner: agent', 'generate_content stub: llm', 'execute_tool get_weather: tool', 'generate_content stub: llm'];
    const turn = { input: undefined, output: undefined, usage: { input: 80, output: 16 }, calls: ['generate_content stub', 'generate_content stub'], spans };
    const { id, turns, toolCalls } = await sessionOf('schema-2.json');
    expect([id, turns]).toEqual(['conv-1', [turn, turn]]);
    expect(toolCalls).toEqual([1, 2].map(() => ['get_weather', undefined, undefined, false, undefined]));
  });
});
