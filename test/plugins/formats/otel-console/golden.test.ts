import { describe, expect, it } from 'vitest';
import { listing, read } from './listing.js';

const shop = [
  'session conv-1, user -, tokens 42/7',
  '  1 shop ok 42/7: Cancel order 7 -> Order 7 is cancelled.',
  '    agent invoke_agent shop, llm chat gpt-x, tool execute_tool cancel_order!',
  '    calls cancel_order({"order":7}) c1 = ? FAILED',
];

const vercel = (cachedSession: string, cachedTurn: string): string[] => [
  `session conv-1, user u1, tokens 120/24 (${cachedSession} cached)`,
  `  1 shop unset 80/16${cachedTurn}: Cancel order 7 -> Order 7 is cancelled.`,
  '    chain ai.generateText, llm ai.generateText.doGenerate, tool ai.toolCall!, llm ai.generateText.doGenerate',
  '    calls cancel_order({"order":7}) c1 = gateway timeout FAILED',
  '  2 shop unset 40/8 (10 cached): Say hello -> Hello',
  '    chain ai.streamText, llm ai.streamText.doStream',
  'session without id, user -, tokens 3/-',
  '  1 index unset 3/-: orders -> ?',
  '    chain ai.embed, embedding ai.embed.doEmbed',
];

const pydantic = (agent: string, tool: string): string[] => [
  'session without id, user -, tokens 111/13',
  '  1 shop unset 111/13: Cancel order 7 -> Order 7 is cancelled.',
  `    agent ${agent}, llm chat stub-model, chain running tools, tool ${tool}, llm chat stub-model`,
  '    calls cancel_order({"order":7}) c1 = refused: order 7 has shipped',
  'session without id, user -, tokens 59/13',
  '  1 shop unset 59/13: Thanks -> You are welcome.',
  `    agent ${agent}, llm chat stub-model`,
];

const expected: Record<string, { lines: string[]; shapes: string[]; notes?: string[] }> = {
  'go-stdouttrace.json': { lines: shop, shapes: ['Go stdouttrace span'] },
  'js-ai-sdk-5.jsonl': { lines: vercel('10', ''), shapes: ['JavaScript SDK span'] },
  'js-ai-sdk-6.jsonl': { lines: vercel('30', ' (20 cached)'), shapes: ['JavaScript SDK span'] },
  'js-ai-sdk-4.jsonl': {
    lines: [
      'session conv-1, user u1, tokens 40/8',
      '  1 shop error 40/8: Cancel order 7 -> cancel_order({"order":7})',
      '    chain ai.generateText!, llm ai.generateText.doGenerate, tool ai.toolCall!',
      '    calls cancel_order({"order":7}) c1 = ? FAILED',
      ...vercel('', '').slice(-3),
    ],
    shapes: ['JavaScript SDK span'],
  },
  'python-pydantic-ai-1.json': { lines: pydantic('agent run', 'running tool'), shapes: ['Python SDK span'] },
  'python-pydantic-ai-2.jsonl': { lines: pydantic('agent run', 'running tool'), shapes: ['Python SDK span'] },
  'python-pydantic-ai-6.jsonl': {
    lines: [
      'session 01a1f989-fcef-7760-ad84-93bb1ae2481e, user -, tokens 170/26',
      '  1 shop unset 111/13: Cancel order 7 -> Order 7 is cancelled.',
      '    agent invoke_agent shop, llm chat stub-model, tool execute_tool cancel_order, llm chat stub-model',
      '    calls cancel_order({"order":7}) c1 = refused: order 7 has shipped',
      '  2 shop unset 59/13: Thanks -> You are welcome.',
      '    agent invoke_agent shop, llm chat stub-model',
    ],
    shapes: ['Python SDK span'],
  },
  'copilot-chat.jsonl': {
    lines: [
      'session chat-1, user -, tokens 1200/30',
      '  1 copilot ok 1200/30: Run the tests -> All tests pass.',
      '    agent invoke_agent copilot, llm chat gpt-x, tool execute_tool run_in_terminal!',
      '    calls run_in_terminal({"command":"npm test"}) c1 = 1 failed FAILED',
    ],
    shapes: ['JavaScript SDK log record', 'JavaScript SDK span', 'OTLP resource of metrics', 'OTLP span without envelope'],
    notes: ['log-without-ids', 'metrics-left-out'],
  },
};

describe('a dump of SDK spans', () => {
  it.each(Object.keys(expected))('%s is read in full', async (name) => {
    const dump = await read(`otel-console/${name}`);
    const { lines, shapes, notes = [] } = expected[name] ?? { lines: [], shapes: [] };
    expect(listing(dump)).toEqual(lines);
    expect(dump.intake.files.map((file) => [file.shapes.map(({ shape }) => shape).sort(), file.records - file.recognised])).toEqual([[shapes, 0]]);
    expect(dump.diagnostics.map(({ code }) => code)).toEqual(notes);
  });

  it('of Copilot joins the messages of a log record with the span they belong to', async () => {
    const { sessions } = await read('otel-console/copilot-chat.jsonl');
    const chat = sessions[0]?.turns[0]?.spans.find(({ kind }) => kind === 'llm');
    expect(chat?.input?.text).toBe('Run the tests');
    expect(chat?.outputMessages?.[0]?.parts[0]).toMatchObject({ type: 'tool_call', name: 'run_in_terminal' });
  });
});
