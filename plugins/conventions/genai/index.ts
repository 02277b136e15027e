import { defineConvention, settleUsage, type CanonicalFields, type RawEvent, type RawSpan } from '../../../src/plugin.js';
import { attributesOfEvents } from './events.js';
import { readFields } from './fields.js';

/** OpenTelemetry's semantic conventions for generative AI, every generation since 1.26, and MCP. */
export default defineConvention({
  apiVersion: 1,
  id: 'genai',
  title: 'OpenTelemetry GenAI',
  precedence: { default: 20, kind: 30 },
  recognise,
  read,
  readEvents,
});

function recognise({ attributes, events }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('gen_ai.') || key === 'mcp.method.name') return true;
  return events.some((event) => event.name.startsWith('gen_ai.'));
}

function read(span: RawSpan): CanonicalFields {
  const failed = span.status.code === 'error';
  const fields = readFields(span);
  return { ...fields, usage: settleUsage(fields.usage, { failed }), aggregateUsage: settleUsage(fields.aggregateUsage, { failed }) };
}

function readEvents(events: readonly RawEvent[]): CanonicalFields {
  const fields = readFields({ name: '', attributes: attributesOfEvents(events), events: [...events] });
  return { ...fields, usage: settleUsage(fields.usage, { failed: false }) };
}
