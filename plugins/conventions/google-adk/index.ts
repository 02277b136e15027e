import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readMessageEvents } from './events.js';
import { readFields } from './fields.js';

/** Google's Agent Development Kit: requests and responses of Gemini, whole, as JSON in one attribute each. */
export default defineConvention({
  apiVersion: 1,
  id: 'google-adk',
  title: 'Google Agent Development Kit',
  precedence: { default: 25, kind: 15, inputMessages: 15, outputMessages: 15, input: 15, output: 15, tool: 25 },
  recognise,
  read: readFields,
  readEvents: readMessageEvents,
});

function recognise({ attributes, scope }: RawSpan): boolean {
  if (scope?.name === 'gcp.vertex.agent') return true;
  for (const key of attributes.keys()) if (key.startsWith('gcp.vertex.agent.')) return true;
  return false;
}
