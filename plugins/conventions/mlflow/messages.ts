import { content, decoded, messagesIn, readMessages, textMessage, type Attributes, type CanonicalFields, type Content, type Message, type Role } from '../../../src/plugin.js';

type Messages = Pick<CanonicalFields, 'inputMessages' | 'outputMessages'>;

/** Messages of a model call: by the shape of inputs and outputs, else from the list of all messages that versions 2.20 to 3.1 kept. */
export function messagesOf(attributes: Attributes, input: Content | undefined, output: Content | undefined): Messages {
  const kept = keptMessages(attributes);
  return {
    inputMessages: byShape(input, 'user') ?? kept.inputMessages ?? byText(input, 'user'),
    outputMessages: byShape(output, 'assistant') ?? kept.outputMessages ?? byText(output, 'assistant'),
  };
}

function byShape(found: Content | undefined, role: Role): Message[] | undefined {
  if (!found || found.redacted) return undefined;
  return typeof found.value === 'string' ? readMessages(found.value, role) : messagesIn(found.value, role);
}

/** A model call with one obvious text (`{"prompt": "..."}`) says one thing; any other object stays what it is. */
function byText(found: Content | undefined, role: Role): Message[] | undefined {
  if (!found || found.redacted || found.value === null) return undefined;
  const isText = content(found.value, found.attribute, role === 'user' ? 'input' : 'output').text;
  return isText === JSON.stringify(found.value) ? undefined : [textMessage(isText, role)];
}

/** The last message is the answer when an assistant wrote it. */
function keptMessages(attributes: Attributes): Messages {
  const value = decoded(attributes.get('mlflow.chat.messages'));
  const all = value === undefined || value === null ? undefined : readMessages(value, 'user');
  if (!all) return {};
  const answered = all.at(-1)?.role === 'assistant';
  return { inputMessages: answered ? all.slice(0, -1) : all, ...(answered ? { outputMessages: all.slice(-1) } : {}) };
}
