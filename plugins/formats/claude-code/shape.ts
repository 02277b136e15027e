import { asString, isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** Lines that keep the program's own state and hold nothing of the conversation. */
export const bookkeeping: ReadonlySet<string> = new Set([
  'summary',
  'ai-title',
  'custom-title',
  'agent-name',
  'last-prompt',
  'mode',
  'permission-mode',
  'file-history-snapshot',
  'file-history-delta',
  'queue-operation',
  'compact',
  'tag',
  'pr-link',
]);

/** Lines that hold what was said, or what happened around it. */
const talk: ReadonlySet<string> = new Set(['user', 'assistant']);

/** Says what a record is: a line of a transcript, or a list of lines. */
export function recogniseLine(record: JsonValue): Recognition | undefined {
  if (!Array.isArray(record)) return ofLine(record);
  const found = record.slice(0, 20).map(ofLine).find((recognition) => recognition !== undefined);
  return found && { ...found, shape: 'Claude Code transcript as a list' };
}

function ofLine(line: JsonValue): Recognition | undefined {
  const type = asString(own(line, 'type'));
  if (!isObject(line) || type === undefined || own(line, 'usageMetadata') !== undefined) return undefined;
  const chained = own(line, 'parentUuid') !== undefined && typeof own(line, 'uuid') === 'string';
  if (talk.has(type) && isMessage(own(line, 'message'), type)) return ofMessage(line, chained);
  const session = typeof own(line, 'sessionId') === 'string';
  if (session && chained && !talk.has(type)) return { score: 0.93, shape: 'Claude Code transcript line', because: 'has "sessionId", "uuid" and "parentUuid"' };
  const known = bookkeeping.has(type) && (session || typeof own(line, 'leafUuid') === 'string' || own(line, 'snapshot') !== undefined);
  return known ? { score: 0.9, shape: 'Claude Code bookkeeping line', because: `is of type "${type}"` } : undefined;
}

/** Reduced transcripts lack ids; other writers' lines look like them, so they are claimed with less certainty. */
function ofMessage(line: JsonValue, chained: boolean): Recognition {
  const because = 'has "type", "message.role" and "message.content"';
  if (chained || typeof own(line, 'sessionId') === 'string') return { score: 0.95, shape: 'Claude Code transcript line', because: `${because} beside ids of the session` };
  return { score: 0.7, shape: 'Claude Code transcript line without ids', because };
}

function isMessage(message: JsonValue | undefined, type: string): boolean {
  const content = own(message, 'content');
  return own(message, 'role') === type && (typeof content === 'string' || Array.isArray(content));
}
