import { describe, expect, it } from 'vitest';
import { dumpOf, listing } from '../list-sessions.js';

const golden = [
  'session chat-1 (sessionId) user ann tokens 220>46 cached 80 reasoning 6',
  'turn 1 agent [unset] 110>23 cached 40 reasoning 3: Weather in Paris? -> It is 21 degrees.',
  '  spans agent:unknown plan:llm get_weather:unknown answer:llm cache-written:unknown',
  '  call get_weather({"city":"Paris"}) = {"celsius":21}',
  '  judged helpful=true (unknown): Said so by the user.',
  'turn 2 agent [unset] 110>23 cached 40 reasoning 3: And in Nowhere? -> It is 20 degrees there.',
  '  spans agent:unknown plan:llm get_weather:unknown! answer:llm cache-written:unknown',
  '  call get_weather({"city":"Nowhere"}) = {"error":"no such city"}',
  '  judged grounded="no" (unknown on 2-answer): The tool failed.',
  '  judged helpful=false (unknown): Said so by the user.',
];

describe('one conversation reads the same', () => {
  it.each<[what: string, files: string[], key: string]>([
    ['from the batches that a client sent', ['own-ingestion-2.60.10.jsonl'], 'sessionId'],
    ['from downloads of the user interface', ['download-1.json', 'download-2.json'], 'sessionId'],
    ['from a page of traces', ['api-traces.json'], 'sessionId'],
    ['from an export to storage', ['blob-observations.jsonl', 'blob-scores.jsonl', 'blob-traces.jsonl'], 'session_id'],
  ])('%s', async (_what, files, key) => {
    const { sessions, diagnostics, completeness } = await dumpOf(...files.map((file) => `langfuse/${file}`));
    expect(listing(sessions)).toEqual(golden.map((line) => line.replace('(sessionId)', `(${key})`)));
    expect([diagnostics, completeness]).toEqual([[], []]);
  });

  it('from exported rows, which hold no scores of the trace', async () => {
    const { sessions } = await dumpOf('langfuse/export-rows.json');
    const lines = golden.filter((line) => !line.includes('helpful')).map((line) => line.replace('(sessionId)', '(langfuse.session.id)').replace(': The tool failed.', ''));
    expect(listing(sessions)).toEqual(lines);
  });

  it('whatever the order of the files', async () => {
    const files = ['blob-traces.jsonl', 'blob-observations.jsonl', 'blob-scores.jsonl'].map((file) => `langfuse/${file}`);
    expect(listing((await dumpOf(...files)).sessions)).toEqual(listing((await dumpOf(...files.reverse())).sessions));
  });

  it('and traces without their observations still show what was asked and answered', async () => {
    const { sessions, completeness } = await dumpOf('langfuse/blob-traces.jsonl');
    expect(listing(sessions)).toEqual([
      'session chat-1 (session_id) user ann tokens ->-',
      'turn 1 weather-agent [unset] ->-: Weather in Paris? -> It is 21 degrees.',
      '  spans ',
      'turn 2 weather-agent [unset] ->-: And in Nowhere? -> It is 20 degrees there.',
      '  spans ',
    ]);
    expect(completeness.map(({ code, count }) => [code, count])).toEqual([['no-spans', 2]]);
  });
});
