import { asString, own, type JsonValue } from '../../../src/plugin.js';
import type { Line } from './line.js';

/** Messages in the name of the user that the program adds: surroundings, instructions of the project, notices. */
const injected = /^\s*(?:<(?:environment_context|user_instructions|turn_aborted|skill|user_shell_command|permissions instructions|collaboration_mode|INSTRUCTIONS|subagent_notification)\b|# AGENTS\.md instructions)/;

/** The text of a message item or event. */
export function textOf({ payload }: Line): string {
  const content = own(payload, 'content') ?? own(payload, 'message') ?? own(payload, 'text') ?? own(payload, 'summary');
  return Array.isArray(content) ? content.map((part) => asString(own(part, 'text')) ?? '').join('\n') : (asString(content) ?? '');
}

export function isInjected(line: Line): boolean {
  return injected.test(textOf(line));
}

/** Items that a model gave back: thoughts, answers and calls. */
export function isModelItem({ type, kind, payload }: Line): boolean {
  if (type !== 'response_item') return false;
  return kind === 'reasoning' || kind.endsWith('_call') || (kind === 'message' && own(payload, 'role') === 'assistant');
}

/** Texts of a thread's items: what events say again. */
export function itemTexts(lines: readonly Line[]): Set<string> {
  return new Set(lines.filter(isModelItem).flatMap((line) => [textOf(line), ...parts(own(line.payload, 'summary'))]).filter((text) => text !== ''));
}

function parts(summary: JsonValue | undefined): string[] {
  return Array.isArray(summary) ? summary.flatMap((part) => asString(own(part, 'text')) ?? []) : [];
}
