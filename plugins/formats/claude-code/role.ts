import { asBoolean, asString, own, type JsonValue } from '../../../src/plugin.js';
import type { Line } from './line.js';
import { bookkeeping } from './shape.js';

/** What a line is in the conversation. */
export type Role = 'prompt' | 'answer' | 'results' | 'event' | 'link' | 'bookkeeping';

/** Texts in the name of the user that no user wrote: commands and what they printed, notices of the program. */
const injected = /^\s*(?:<(?:command-(?:name|message|args)|local-command-[a-z]+|bash-(?:input|stdout|stderr)|task-notification|user-memory-input)>|\[Request interrupted by user|Caveat: The messages below)/;

/** Texts that the program adds beside what the user wrote. */
const beside = /^\s*<(system-reminder|ide_[a-z_]+)>[\s\S]*<\/\1>\s*$/;

export function roleOf(line: Line): Role {
  if (bookkeeping.has(line.type)) return 'bookkeeping';
  if (line.type === 'progress') return 'link';
  if (line.type === 'assistant') return 'answer';
  if (line.type !== 'user') return 'event';
  if (line.blocks.some(isResult)) return 'results';
  return isPrompt(line) ? 'prompt' : 'event';
}

export function isResult(block: JsonValue): boolean {
  return own(block, 'type') === 'tool_result';
}

function isPrompt({ value, blocks }: Line): boolean {
  const marked = ['isMeta', 'isCompactSummary', 'isVisibleInTranscriptOnly'].some((key) => asBoolean(own(value, key)) === true);
  const said = askedIn(blocks);
  return !marked && said.length > 0 && !said.some((block) => injected.test(asString(own(block, 'text')) ?? ''));
}

/** The blocks that the user wrote. */
export function askedIn(blocks: readonly JsonValue[]): JsonValue[] {
  return blocks.filter((block) => !beside.test(asString(own(block, 'text')) ?? ''));
}

/** What an event is called: what the program says it is, else how its text begins. */
export function eventName({ type, value, blocks }: Line): string {
  const kind = asString(own(value, 'subtype')) ?? asString(own(own(value, 'attachment'), 'type'));
  if (type !== 'user') return kind === undefined ? type : `${type}.${kind}`;
  if (asBoolean(own(value, 'isCompactSummary')) === true) return 'compact_summary';
  const text = asString(own(blocks[0], 'text')) ?? '';
  if (text.includes('[Request interrupted by user')) return 'interrupted';
  return /^\s*<([a-z-]{1,40})>/.exec(text)?.[1] ?? 'meta';
}
