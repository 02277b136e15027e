import type { JsonValue } from './json.js';

/** Roles of messages after folding (`human` → `user`, `model` → `assistant`, `developer` → `system`, `function` → `tool`). */
export type Role = 'system' | 'user' | 'assistant' | 'tool';

/** One part of a message. */
export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'tool_call'; id?: string; name: string; arguments?: JsonValue }
  | { type: 'tool_result'; id?: string; name?: string; result?: JsonValue; isError?: boolean }
  | { type: 'media'; modality: string; reference?: string }
  | { type: 'other'; value: JsonValue };

/** One message of a conversation, whatever convention it was written in. */
export interface Message {
  role: Role;
  /** The role as recorded, when it was another word. */
  recordedRole?: string;
  name?: string;
  parts: MessagePart[];
  finishReason?: FinishReason;
}

/** Finish reasons after folding of spellings. `other` keeps nothing lost: the recorded word stays in the attributes. */
export type FinishReason = 'stop' | 'length' | 'tool_call' | 'content_filter' | 'error' | 'other';

/** What an agent or tool was given or gave back. Not recorded is `undefined`; recorded but empty is `text: ''`. */
export interface Content {
  /** The text a person would read: the last user message of a list of messages, the answer of a completion, else the JSON. */
  text: string;
  /** The whole value as recorded, decoded from JSON in strings. */
  value: JsonValue;
  /** Attribute (or event) that held it. */
  attribute: string;
  /** The recording was cut (invalid JSON at a length limit, `...` of a preview). */
  truncated?: boolean;
  /** The recording says that the text was withheld (`__REDACTED__`, `<REDACTED>`). */
  redacted?: boolean;
}

/** Definition of a tool that a model was offered. */
export interface ToolDefinition {
  name: string;
  description?: string;
  /** JSON Schema of the arguments. */
  parameters?: JsonValue;
}

/** A document that a retriever (or a search tool) returned. */
export interface RetrievedDocument {
  id?: string;
  /** `undefined` when the trace holds ids or scores only. */
  text?: string;
  score?: number;
  metadata?: JsonValue;
}

/** The text parts of a message, joined by line ends. Tool calls, results and media are not text. */
export function messageText(message: Message): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
