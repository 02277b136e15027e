import { expect, it } from 'vitest';
import { listing } from './listing.js';

it('a run of the SDK is listed with its turns, agents, calls and counts', async () => {
  expect(await listing('test/fixtures/openai-agents/run.jsonl')).toMatchInlineSnapshot(`
    "session chat-204 (by group_id) user -; tokens: input 630, output 54
      turn 1 Triage [ok] tokens: input 190, output 19
        asked "Where is order A-17?"
        said "Order A-17 has been shipped."
        chain Customer service
        · agent Triage
        · · chain turn
        · · · llm stub-1 (stub-1)
        · · · tool order_status
        · · chain turn
        · · · llm stub-1 (stub-1)
      turn 2 Customer service [ok] tokens: input 440, output 35
        asked "Please refund it."
        said "The refund could not be made: the account is locked."
        chain Customer service
        · agent Triage
        · · chain turn
        · · · llm stub-1 (stub-1)
        · · · chain handoff to Billing
        · agent Billing
        · · chain turn
        · · · llm stub-1 (stub-1)
        · · · tool refund ERROR "Error running tool (non-fatal): account is locked"
        · · chain turn
        · · · llm stub-1 (stub-1)
      tool of turn 1: order_status "{\\"order_id\\":\\"A-17\\"}" -> "{\\"order_id\\":\\"A-17\\",\\"status\\":\\"shipped\\"}"
      tool of turn 2: transfer_to_billing "{}" -> "{\\"assistant\\":\\"Billing\\"}"
      tool of turn 2: refund "{\\"order_id\\":\\"A-17\\"}" -> "the refund service failed: account is locked" FAILED"
  `);
});
