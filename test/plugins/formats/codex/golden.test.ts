import { describe, expect, it } from 'vitest';
import { listing } from '../openai-agents/listing.js';

const folder = 'test/fixtures/codex';

describe('a rollout is listed', () => {
  it('with its prompts as turns, counts of single calls, and the sub-agent under the call that started it', async () => {
    expect(await listing(`${folder}/rollout-main.jsonl`, `${folder}/rollout-sub-agent.jsonl`)).toMatchInlineSnapshot(`
      "session 019e0000-aaaa-7000-8000-000000000001 (by session.id) user -; tokens: input 880, output 80, total 960, cacheRead 630, reasoning 8
        turn 1 codex [unset] tokens: input 670, output 75, total 745, cacheRead 430, reasoning 8
          asked "Run the tests."
          said "The tests pass now."
          agent turn
          · llm model call (stub-codex-1)
          · tool exec_command ERROR "exit code 1"
          · llm model call (stub-codex-1)
          · tool apply_patch
          · llm model call (stub-codex-1)
          · tool spawn_agent
          · · agent sub-agent
          · · · llm model call
          · llm model call (stub-codex-1)
        turn 2 codex [error] tokens: input 210, output 5, total 215, cacheRead 200, reasoning 0
          asked "Search for a faster runner."
          said "web_search({\\"type\\":\\"search\\",\\"query\\":\\"fast test runner\\"})"
          agent turn ERROR "stream disconnected"
          · llm model call (stub-codex-1)
          · tool web_search
        tool of turn 1: exec_command "{\\"cmd\\":\\"pytest -q\\"}" -> "Exit code: 1\\nWall time: 2 seconds\\nOutput:\\n1 failed" FAILED
        tool of turn 1: apply_patch "\\"*** Begin Patch\\"" -> "Success"
        tool of turn 1: spawn_agent "{\\"message\\":\\"Read the log.\\"}" -> "{\\"agent_id\\":\\"019e0000-bbbb-7000-8000-000000000002\\"}"
        tool of turn 2: web_search "{\\"type\\":\\"search\\",\\"query\\":\\"fast test runner\\"}" -> (not recorded)"
    `);
  });

  it('once where a fork copies it, with what the fork adds as its own session', async () => {
    expect(await listing(`${folder}/rollout-main.jsonl`, `${folder}/rollout-fork.jsonl`)).toMatchInlineSnapshot(`
      "session 019e0000-aaaa-7000-8000-000000000001 (by session.id) user -; tokens: input 840, output 74, total 914, cacheRead 630, reasoning 8
        turn 1 codex [unset] tokens: input 630, output 69, total 699, cacheRead 430, reasoning 8
          asked "Run the tests."
          said "The tests pass now."
          agent turn
          · llm model call (stub-codex-1)
          · tool exec_command ERROR "exit code 1"
          · llm model call (stub-codex-1)
          · tool apply_patch
          · llm model call (stub-codex-1)
          · tool spawn_agent
          · llm model call (stub-codex-1)
        turn 2 codex [error] tokens: input 210, output 5, total 215, cacheRead 200, reasoning 0
          asked "Search for a faster runner."
          said "web_search({\\"type\\":\\"search\\",\\"query\\":\\"fast test runner\\"})"
          agent turn ERROR "stream disconnected"
          · llm model call (stub-codex-1)
          · tool web_search
        tool of turn 1: exec_command "{\\"cmd\\":\\"pytest -q\\"}" -> "Exit code: 1\\nWall time: 2 seconds\\nOutput:\\n1 failed" FAILED
        tool of turn 1: apply_patch "\\"*** Begin Patch\\"" -> "Success"
        tool of turn 1: spawn_agent "{\\"message\\":\\"Read the log.\\"}" -> "{\\"agent_id\\":\\"019e0000-bbbb-7000-8000-000000000002\\"}"
        tool of turn 2: web_search "{\\"type\\":\\"search\\",\\"query\\":\\"fast test runner\\"}" -> (not recorded)
      session 019e0000-cccc-7000-8000-000000000003 (by session.id) user -; tokens: input 50, output 4, total 54, cacheRead 0, reasoning 0
        turn 1 codex [unset] tokens: input 50, output 4, total 54, cacheRead 0, reasoning 0
          asked "Say it in French."
          said "Les tests passent."
          agent turn
          · llm model call (stub-codex-1)
      note repeated-turns"
    `);
  });

  it('when only the fork is there, with the history that it copied', async () => {
    expect(await listing(`${folder}/rollout-fork.jsonl`)).toMatchInlineSnapshot(`
      "session 019e0000-cccc-7000-8000-000000000003 (by session.id) user -; tokens: input 680, output 73, total 753, cacheRead 430, reasoning 8
        turn 1 codex [unset] tokens: input 630, output 69, total 699, cacheRead 430, reasoning 8
          asked "Run the tests."
          said "The tests pass now."
          agent turn
          · tool apply_patch
          · tool exec_command ERROR "exit code 1"
          · llm model call (stub-codex-1)
          · llm model call (stub-codex-1)
          · llm model call (stub-codex-1)
          · llm model call (stub-codex-1)
          · tool spawn_agent
        turn 2 codex [unset] tokens: input 50, output 4, total 54, cacheRead 0, reasoning 0
          asked "Say it in French."
          said "Les tests passent."
          agent turn
          · llm model call (stub-codex-1)
        tool of turn 1: apply_patch "\\"*** Begin Patch\\"" -> "Success"
        tool of turn 1: exec_command "{\\"cmd\\":\\"pytest -q\\"}" -> "Exit code: 1\\nWall time: 2 seconds\\nOutput:\\n1 failed" FAILED
        tool of turn 1: spawn_agent "{\\"message\\":\\"Read the log.\\"}" -> "{\\"agent_id\\":\\"019e0000-bbbb-7000-8000-000000000002\\"}""
    `);
  });

  it('when it was reduced to events', async () => {
    expect(await listing(`${folder}/reduced.jsonl`)).toMatchInlineSnapshot(`
      "session reduced (by session.id) user -; tokens: none
        turn 1 codex [unset] tokens: none
          asked "What is 2 + 2?"
          said "4"
          agent turn
          · llm model call
        turn 2 codex [unset] tokens: none
          asked "And 3 + 3?"
          said "6"
          agent turn
          · llm model call
      lacks no-usage ×2"
    `);
  });
});
