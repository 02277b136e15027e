import { decoded, readMessages, type JsonValue, type Message, type RawEvent, type Role } from '../../../src/plugin.js';

const details = 'gen_ai.client.inference.operation.details';

/** A recorded value and the event or attribute it was found under. */
export interface Found {
  key: string;
  value: JsonValue;
}

/** An attribute of the first event of a name. */
export function ofEvent(events: readonly RawEvent[], name: string, attribute: string): Found | undefined {
  const value = events.find((event) => event.name === name && event.attributes.has(attribute))?.attributes.get(attribute);
  return value === undefined || value === null ? undefined : { key: name, value };
}

/** Messages in each event that carries a whole side: a span may have several, each with messages of its own. */
export function detailsOf(events: readonly RawEvent[], attribute: string, role: Role): { found: Found; messages: Message[] }[] {
  return events.flatMap((event) => {
    const value = event.name === details ? event.attributes.get(attribute) : undefined;
    const messages = readMessages(value, role);
    return value === undefined || !messages ? [] : [{ found: { key: attribute, value }, messages }];
  });
}

/** Tool results that stand as Bedrock blocks in an attribute of the closing event of a cycle. */
export function toolResultMessages(events: readonly RawEvent[]): Message[] {
  const blocks = decoded(ofEvent(events, 'gen_ai.choice', 'tool.result')?.value);
  return readMessages(blocks === undefined ? undefined : [{ role: 'tool', content: blocks }], 'tool') ?? [];
}
