import { contentOf, conversationText, decoded, messagesIn, recorded, type Attributes, type Content, type JsonValue, type Message } from '../../../src/plugin.js';
import { firstNew, messagesOfEvents } from './events.js';

/** What a run of an agent was asked and what it gave back. */
export interface Run {
  input?: Content;
  output?: Content;
}

/** The question is the last that a user wrote in the run; the result is kept by itself, else it is the last message. */
export function runOf(attributes: Attributes): Run {
  const all = recorded(attributes, 'pydantic_ai.all_messages', 'all_messages_events', 'all_messages');
  const messages = all && messagesOf(all.key, all.value, attributes);
  const result = contentOf(recorded(attributes, 'final_result'), 'output');
  return {
    input: textOf(all, messages, 'input') ?? contentOf(recorded(attributes, 'prompt'), 'input'),
    output: result ?? textOf(all, messages?.at(-1)?.role === 'assistant' ? messages : undefined, 'output'),
  };
}

/** Messages of this run: those of earlier runs stand before `pydantic_ai.new_message_index`. */
function messagesOf(key: string, value: JsonValue, attributes: Attributes): Message[] | undefined {
  if (key === 'all_messages_events') return messagesOfEvents(value).input;
  const list = decoded(value);
  if (!Array.isArray(list)) return undefined;
  return messagesIn(list.slice(firstNew(attributes.get('pydantic_ai.new_message_index'))), 'user');
}

function textOf(found: { key: string; value: JsonValue } | undefined, messages: readonly Message[] | undefined, side: 'input' | 'output'): Content | undefined {
  const text = messages && conversationText(messages, side);
  const content = text === undefined ? undefined : contentOf(found, side);
  return content && text !== undefined ? { ...content, text } : content;
}
