import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

const prefixes = ['ai.operationId', 'ai.prompt', 'ai.response.', 'ai.result.', 'ai.usage.', 'ai.toolCall.', 'ai.telemetry.', 'ai.model.', 'ai.value', 'ai.embedding', 'ai.documents', 'ai.ranking'];

/** Vercel AI SDK: the `ai.*` attributes of versions 3 to 6, and of 7 with its older telemetry. */
export default defineConvention({
  apiVersion: 1,
  id: 'vercel',
  title: 'Vercel AI SDK',
  precedence: { default: 45 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('ai.') && prefixes.some((prefix) => key.startsWith(prefix))) return true;
  return false;
}
