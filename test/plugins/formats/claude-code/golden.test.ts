import { describe, expect, it } from 'vitest';
import { listing } from '../openai-agents/listing.js';

const folder = 'test/fixtures/claude-code';

describe('a transcript is listed', () => {
  it('with its prompts as turns, calls counted once, and the sub-agent of another file under the call that started it', async () => {
    expect(await listing(`${folder}/session.jsonl`, `${folder}/agent-ab12.jsonl`)).toMatchInlineSnapshot(`
      "session 7b1d0c5e-1111-4a4a-9b9b-000000000001 (by session.id) user -; tokens: input 5602, output 137, cacheRead 5200, cacheWrite 330
        turn 1 claude-code [unset] tokens: input 4059, output 107, cacheRead 3700, cacheWrite 290
          asked "Why is the cart total wrong?"
          said "The total is rounded too early."
          agent turn
          · llm model call (claude-stub-1)
          · tool Read
          · tool Task
          · · agent sub-agent
          · · · llm model call (claude-stub-1)
          · · · tool Grep
          · · · llm model call (claude-stub-1)
          · llm model call (claude-stub-1)
          · tool Bash ERROR "Exit code 1\\n1 failed"
          · llm model call (claude-stub-1)
        turn 2 claude-code [unset] tokens: input 1543, output 30, cacheRead 1500, cacheWrite 40
          asked "Please fix it."
          said "Edit({\\"file_path\\":\\"/home/dev/shop/cart.py\\",\\"old_string\\":\\"round(sum(prices))\\",\\"new_string\\":\\"sum(prices)\\"})"
          agent turn
          · llm model call (claude-stub-1)
          · tool Edit
        turn 3 claude-code [unset] tokens: none
          asked "Continue, please."
          said "API Error: 529 overloaded"
          agent turn
          · llm notice ERROR "API Error: 529 overloaded"
        tool of turn 1: Read "{\\"file_path\\":\\"/home/dev/shop/cart.py\\"}" -> "1\\ttotal = round(sum(prices))"
        tool of turn 1: Task "{\\"description\\":\\"look at tax\\",\\"prompt\\":\\"Find where tax is added.\\",\\"subagent_type\\":\\"Explore\\"}" -> "Tax is added in tax.py."
        tool of turn 1: Grep "{\\"pattern\\":\\"tax\\"}" -> "tax.py:3"
        tool of turn 1: Bash "{\\"command\\":\\"pytest -q\\"}" -> "Exit code 1\\n1 failed" FAILED
        tool of turn 2: Edit "{\\"file_path\\":\\"/home/dev/shop/cart.py\\",\\"old_string\\":\\"round(sum(prices))\\",\\"new_string\\":\\"sum(prices)\\"}" -> (not recorded)
      lacks unfinished ×1"
    `);
  });

  it('once where a fork repeats it, with what the fork adds as its own session', async () => {
    expect(await listing(`${folder}/session.jsonl`, `${folder}/fork.jsonl`)).toMatchInlineSnapshot(`
      "session 7b1d0c5e-1111-4a4a-9b9b-000000000001 (by session.id) user -; tokens: input 5552, output 123, cacheRead 5200, cacheWrite 330
        turn 1 claude-code [unset] tokens: input 4009, output 93, cacheRead 3700, cacheWrite 290
          asked "Why is the cart total wrong?"
          said "The total is rounded too early."
          agent turn
          · llm model call (claude-stub-1)
          · tool Read
          · tool Task
          · llm model call (claude-stub-1)
          · tool Bash ERROR "Exit code 1\\n1 failed"
          · llm model call (claude-stub-1)
        turn 2 claude-code [unset] tokens: input 1543, output 30, cacheRead 1500, cacheWrite 40
          asked "Please fix it."
          said "Edit({\\"file_path\\":\\"/home/dev/shop/cart.py\\",\\"old_string\\":\\"round(sum(prices))\\",\\"new_string\\":\\"sum(prices)\\"})"
          agent turn
          · llm model call (claude-stub-1)
          · tool Edit
        turn 3 claude-code [unset] tokens: none
          asked "Continue, please."
          said "API Error: 529 overloaded"
          agent turn
          · llm notice ERROR "API Error: 529 overloaded"
        tool of turn 1: Read "{\\"file_path\\":\\"/home/dev/shop/cart.py\\"}" -> "1\\ttotal = round(sum(prices))"
        tool of turn 1: Task "{\\"description\\":\\"look at tax\\",\\"prompt\\":\\"Find where tax is added.\\",\\"subagent_type\\":\\"Explore\\"}" -> "Tax is added in tax.py."
        tool of turn 1: Bash "{\\"command\\":\\"pytest -q\\"}" -> "Exit code 1\\n1 failed" FAILED
        tool of turn 2: Edit "{\\"file_path\\":\\"/home/dev/shop/cart.py\\",\\"old_string\\":\\"round(sum(prices))\\",\\"new_string\\":\\"sum(prices)\\"}" -> (not recorded)
      session 7b1d0c5e-2222-4a4a-9b9b-000000000002 (by session.id) user -; tokens: input 902, output 7, cacheRead 900, cacheWrite 0
        turn 1 claude-code [unset] tokens: input 902, output 7, cacheRead 900, cacheWrite 0
          asked "Explain it to a child."
          said "The till forgot the cents."
          agent turn
          · llm model call (claude-stub-1)
      lacks unfinished ×1
      note repeated-lines"
    `);
  });

  it('with the sub-agents that older versions keep in the same file, told apart by the lines before them', async () => {
    expect(await listing(`${folder}/older-sidechains.jsonl`)).toMatchInlineSnapshot(`
      "session 0ld00000-3333-4a4a-9b9b-000000000003 (by session.id) user -; tokens: input 32, output 22, cacheRead 0, cacheWrite 0
        turn 1 claude-code [unset] tokens: input 32, output 22, cacheRead 0, cacheWrite 0
          asked "Compare both modules."
          said "A filters, B sorts."
          agent turn
          · llm model call (claude-stub-1)
          · tool Task
          · · agent sub-agent
          · · · llm model call (claude-stub-1)
          · tool Task
          · · agent sub-agent
          · · · llm model call (claude-stub-1)
          · llm model call (claude-stub-1)
        tool of turn 1: Task "{\\"prompt\\":\\"Read module B.\\",\\"subagent_type\\":\\"general-purpose\\"}" -> "B sorts."
        tool of turn 1: Task "{\\"prompt\\":\\"Read module A.\\",\\"subagent_type\\":\\"general-purpose\\"}" -> "A filters.""
    `);
  });

  it('when it was reduced to messages', async () => {
    expect(await listing(`${folder}/reduced.jsonl`)).toMatchInlineSnapshot(`
      "session reduced (by session.id) user -; tokens: none
        turn 1 claude-code [unset] tokens: none
          asked "What is 2 + 2?"
          said "4"
          agent turn
          · llm model call
        turn 2 claude-code [unset] tokens: none
          asked "And 3 + 3?"
          said "6"
          agent turn
          · llm model call
      lacks no-usage ×2"
    `);
  });

  it('when only the file of a sub-agent is there', async () => {
    expect(await listing(`${folder}/agent-ab12.jsonl`)).toMatchInlineSnapshot(`
      "session 7b1d0c5e-1111-4a4a-9b9b-000000000001 (by session.id) user -; tokens: input 50, output 14, cacheRead 0, cacheWrite 0
        turn 1 sub-agent [unset] tokens: input 50, output 14, cacheRead 0, cacheWrite 0
          asked "Find where tax is added."
          said "Tax is added in tax.py."
          agent sub-agent
          · llm model call (claude-stub-1)
          · tool Grep
          · llm model call (claude-stub-1)
        tool of turn 1: Grep "{\\"pattern\\":\\"tax\\"}" -> "tax.py:3""
    `);
  });
});
