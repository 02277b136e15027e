import { expect, it } from 'vitest';
import { listing } from '../openai-agents/listing.js';

it('rows of two turns are listed with the newest version of each, scores and errors', async () => {
  expect(await listing('test/fixtures/braintrust/rows.jsonl')).toMatchInlineSnapshot(`
    "session visit-88 (by session.id) user u-3; tokens: input 151, output 22, total 173, cacheRead 32
      turn 1 answer [unset] tokens: input 151, output 22, total 173, cacheRead 32
        asked "How long is the warranty?"
        said "The warranty lasts 24 months."
        chain answer
        · llm Chat Completion (stub-1)
        · tool search_manual
        · llm Chat Completion (stub-1)
        · evaluator Factuality
      turn 2 answer [error] tokens: none
        asked "And for batteries?"
        said (not recorded)
        chain answer ERROR "Traceback (most recent call last):\\nTimeoutError: the search did not answer"
        · tool search_manual ERROR "TimeoutError: the search did not answer"
      tool of turn 1: search_manual "{\\"query\\":\\"warranty\\"}" -> "The warranty is 24 months."
      tool of turn 2: search_manual "{\\"query\\":\\"battery warranty\\"}" -> (not recorded) FAILED
      feedback of turn 1: Factuality = 1 on 6e1f2f30-3c42-4e2d-8f02-0a9b6c0d1e01
      expectation of turn 1: expected = "24 months" on 6e1f2f30-3c42-4e2d-8f02-0a9b6c0d1e01
      feedback of turn 1: Factuality = 1 on 6e1f2f30-3c42-4e2d-8f02-0a9b6c0d2004
    note older-rows"
  `);
});

it('a page of rows is listed as they were before they were written again', async () => {
  expect(await listing('test/fixtures/braintrust/page.json')).toMatchInlineSnapshot(`
    "session visit-88 (by session.id) user u-3; tokens: input 151, output 22, total 173, cacheRead 32
      turn 1 answer [unset] tokens: input 151, output 22, total 173, cacheRead 32
        asked "How long is the warranty?"
        said "The warranty lasts 24 months."
        chain answer
        · llm Chat Completion (stub-1)
        · tool search_manual
        · llm Chat Completion (stub-1)
      tool of turn 1: search_manual "{\\"query\\":\\"warranty\\"}" -> "The warranty is 24 months.""
  `);
});
