import { describe, expect, it } from 'vitest';
import { dumpOf, listing } from '../list-sessions.js';

const golden = [
  'session chat-1 (session.id) user ann tokens 220>40 cached 80 reasoning 6',
  'turn 1 weather-agent [ok] 110>20 cached 40 reasoning 3: Weather in Paris? -> It is 21 degrees.',
  '  spans weather-agent:chain ChatOpenAI:llm get_weather:tool ChatOpenAI:llm search:retriever',
  '  call get_weather({"city":"Paris"}) = {"celsius":21}',
  'turn 2 weather-agent [ok] 110>20 cached 40 reasoning 3: And in Nowhere? -> It is 20 degrees there.',
  '  spans weather-agent:chain ChatOpenAI:llm get_weather:tool! ChatOpenAI:llm search:retriever',
  '  call get_weather({"city":"Nowhere"}) failed: no such city',
  '  judged helpful=0 (unknown on 00000000-0000-7002-8000-000000000001): Wrong.',
];

describe('one conversation reads the same', () => {
  it.each([
    ['from a page of runs', 'page.json'],
    ['from runs nested in their parents, which repeat no ids', 'nested.json'],
  ])('%s', async (_what, file) => {
    const { sessions, diagnostics, completeness } = await dumpOf(`langsmith/${file}`);
    expect(listing(sessions)).toEqual(golden);
    expect([diagnostics, completeness]).toEqual([[], []]);
  });

  it('from the batches that a client sent, which say nothing of success', async () => {
    const { sessions, diagnostics, completeness } = await dumpOf('langsmith/own-batches-0.14.17.jsonl');
    expect(listing(sessions)).toEqual(golden.map((line) => line.replace('(session.id)', '(langsmith.metadata.session_id)').replace('[ok]', '[unset]')));
    expect([diagnostics, completeness.map(({ code, count }) => [code, count])]).toEqual([[], [['duplicate-differing', 4]]]);
  });
});
