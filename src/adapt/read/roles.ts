import type { FinishReason, JsonValue, Role } from '../../model/index.js';
import { asString } from './values.js';

const roles: ReadonlyMap<string, Role> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['ai', 'assistant'],
  ['model', 'assistant'],
  ['bot', 'assistant'],
  ['chatbot', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['ipython', 'tool'],
  ['tool_result', 'tool'],
  ['tool_response', 'tool'],
]);

/** A role in one of our words, `undefined` when the word is none that is known. Knows class names (`HumanMessage`) and enums (`MessageRole.USER`). */
export function knownRole(word: JsonValue | undefined): Role | undefined {
  const text = asString(word)?.trim().toLowerCase() ?? '';
  const bare = text.slice(text.lastIndexOf('.') + 1).replace(/message(?:chunk)?$/, '');
  return roles.get(bare);
}

/** A role in one of our words; unknown words fold to `fallback`. */
export function foldRole(word: JsonValue | undefined, fallback: Role): Role {
  return knownRole(word) ?? fallback;
}

const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ...words('stop', 'stop end_turn stop_sequence complete completed eos eos_token finished end finish_reason_stop'),
  ...words('length', 'length max_tokens max_output_tokens model_length model_context_window_exceeded incomplete'),
  ...words('tool_call', 'tool_call tool_calls tool_use tool function_call function_calls'),
  ...words('content_filter', 'content_filter content_filtered safety refusal recitation prohibited_content blocklist spii guardrail_intervened'),
  ...words('error', 'error failed malformed_function_call'),
]);

function words(reason: FinishReason, list: string): [string, FinishReason][] {
  return list.split(' ').map((word) => [word, reason]);
}

/** A finish reason in one of our words; a word that is not known is `other`, none at all is `undefined`. */
export function foldFinishReason(word: JsonValue | undefined): FinishReason | undefined {
  const text = asString(word)?.trim().toLowerCase() ?? '';
  const bare = text.slice(text.lastIndexOf('.') + 1).replace(/[\s-]/g, '_');
  if (bare === '' || bare === 'none' || bare === 'null' || bare === 'unknown') return undefined;
  return finishReasons.get(bare) ?? 'other';
}
