import { expect, it } from 'vitest';
import { listing } from '../openai-agents/listing.js';

it('a trajectory and the one that continues it are listed as turns of one session', async () => {
  expect(await listing('test/fixtures/atif/trajectory.json', 'test/fixtures/atif/trajectory.cont-1.json')).toMatchInlineSnapshot(`
    "session repair-9 (by session.id) user -; tokens: input 2140, output 101, cacheRead 120
      turn 1 fixer [unset] tokens: input 1230, output 78, cacheRead 120
        asked "The test of parse.py fails. Please repair it."
        said "The test passes now."
        agent fixer
        · chain system message
        · llm model call (stub-1)
        · tool bash
        · tool delegate
        · · agent reader
        · · · llm model call (stub-2)
        · llm model call (stub-1)
        · tool bash
        · llm model call (stub-1)
      turn 2 fixer [unset] tokens: input 700, output 11
        asked "And this screenshot?"
        said "It shows the old version."
        agent fixer
        · llm model call (stub-1)
      turn 3 fixer [unset] tokens: input 210, output 12
        asked "Add a test for empty lines."
        said "Done: test_empty_line."
        agent fixer
        · llm model call (stub-1)
      tool of turn 1: bash "{\\"command\\":\\"pytest -q\\"}" -> "1 failed: ValueError in parse.py line 3"
      tool of turn 1: delegate "{\\"task\\":\\"read parse.py\\"}" -> "parse.py splits at commas"
      tool of turn 1: bash "{\\"command\\":\\"sed -i s/,/;/ parse.py\\"}" -> ""
    note copied-context at record 1"
  `);
});
