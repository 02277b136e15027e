import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

const exact = new Set(['all_messages_events', 'final_result', 'model_request_parameters', 'tool_arguments', 'tool_response', 'request_data', 'response_data']);
const prefixes = ['pydantic_ai.', 'logfire.'];

/** Pydantic AI in all versions of its instrumentation, and Logfire's own instrumentations of model clients. */
export default defineConvention({
  apiVersion: 1,
  id: 'logfire-pydantic',
  title: 'Pydantic AI and Logfire',
  precedence: { default: 50, kind: 25, input: 15 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix))) return true;
  return false;
}
