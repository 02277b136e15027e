import { asString, isObject, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** For each type of line, members of which its payload has at least one. */
const payloads: ReadonlyMap<string, readonly string[]> = new Map([
  ['session_meta', ['id', 'meta']],
  ['turn_context', ['turn_id', 'cwd', 'model', 'approval_policy']],
  ['event_msg', ['type']],
  ['response_item', ['type']],
  ['compacted', ['message', 'replacement_history']],
]);

/** Says what a record is: a line of a rollout, or a list of lines. */
export function recogniseLine(record: JsonValue): Recognition | undefined {
  if (!Array.isArray(record)) return ofLine(record);
  const found = record.slice(0, 5).map(ofLine).find((recognition) => recognition !== undefined);
  return found && { ...found, shape: 'Codex rollout as a list' };
}

function ofLine(line: JsonValue): Recognition | undefined {
  const type = asString(own(line, 'type')) ?? '';
  const payload = own(line, 'payload');
  if (!isObject(payload) || payloads.get(type)?.some((key) => own(payload, key) !== undefined) !== true) return undefined;
  return { score: 0.94, shape: 'Codex rollout line', because: `is of type "${type}" and has a "payload"` };
}
