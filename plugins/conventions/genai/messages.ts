import { messageText, readMessages, readParts, recorded, decoded, type Attributes, type Message, type RawEvent } from '../../../src/plugin.js';
import { inputOfEvents, outputOfEvents, type Recorded } from './events.js';

/** Messages of one side of a call, with the place they were recorded at. */
export interface Side {
  source?: Recorded;
  messages?: Message[];
}

/** What the model was given: messages in attributes, else in events, else the prompt that was written whole; instructions go first. */
export function inputSide(attributes: Attributes, events: readonly RawEvent[]): Side {
  const source = recorded(attributes, 'gen_ai.input.messages') ?? inputOfEvents(events) ?? recorded(attributes, 'gen_ai.prompt');
  const messages = readMessages(source?.value, 'user');
  const system = instructions(attributes);
  if (!system) return { source, messages };
  return { source: source ?? recorded(attributes, 'gen_ai.system_instructions'), messages: withInstructions(system, messages ?? []) };
}

/** What the model answered. */
export function outputSide(attributes: Attributes, events: readonly RawEvent[]): Side {
  const source = recorded(attributes, 'gen_ai.output.messages') ?? outputOfEvents(events) ?? recorded(attributes, 'gen_ai.completion');
  return { source, messages: readMessages(source?.value, 'assistant') };
}

/** Instructions are a list of parts, or a plain text. */
function instructions(attributes: Attributes): Message | undefined {
  const parts = readParts(decoded(attributes.get('gen_ai.system_instructions')));
  return parts.length === 0 ? undefined : { role: 'system', parts };
}

/** Some writers repeat the instructions as the first message. */
function withInstructions(system: Message, messages: Message[]): Message[] {
  const repeated = messages.some((message) => message.role === 'system' && messageText(message) === messageText(system));
  return repeated ? messages : [system, ...messages];
}
