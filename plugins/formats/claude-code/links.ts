import { asName, asString, own } from '../../../src/plugin.js';
import { isResult } from './role.js';
import type { Line } from './line.js';

/** Which call of a tool started which sub-agent, as results and progress lines say. */
export function agentStarts(lines: readonly Line[]): Map<string, string> {
  const starts = new Map<string, string>();
  for (const { value, blocks, type } of lines) {
    const [holder, call] =
      type === 'progress'
        ? [own(value, 'data'), asName(own(value, 'parentToolUseID'))]
        : [own(value, 'toolUseResult'), asName(own(blocks.find(isResult), 'tool_use_id'))];
    const agent = asName(own(holder, 'agentId'));
    if (agent !== undefined && call !== undefined && !starts.has(agent)) starts.set(agent, call);
  }
  return starts;
}

/** Calls of tools that hand a prompt to a sub-agent, by the prompt: older transcripts hold the sub-agent in the same file and say no more of it. */
export function promptCalls(lines: readonly Line[]): Map<string, string[]> {
  const calls = new Map<string, string[]>();
  for (const { blocks, log } of lines) {
    for (const block of blocks) {
      const [id, prompt] = [asName(own(block, 'id')), asString(own(own(block, 'input'), 'prompt'))];
      if (own(block, 'type') !== 'tool_use' || id === undefined || prompt === undefined) continue;
      const key = promptKey(log, prompt);
      calls.set(key, [...(calls.get(key) ?? []), id]);
    }
  }
  return calls;
}

export function promptKey(log: string, prompt: string): string {
  return `${log}\n${prompt.trim()}`;
}
