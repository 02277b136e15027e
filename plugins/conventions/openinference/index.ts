import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

const exact = new Set(['openinference.span.kind', 'input.value', 'output.value', 'retrieval.documents', 'tool.parameters', 'llm.input_messages', 'llm.output_messages']);
const prefixes = ['llm.input_messages.', 'llm.output_messages.', 'llm.token_count.', 'llm.model_name', 'llm.tools.', 'retrieval.documents.', 'embedding.', 'reranker.'];

/** OpenInference: the attributes that Arize's instrumentations write, as flattened lists or whole. */
export default defineConvention({
  apiVersion: 1,
  id: 'openinference',
  title: 'OpenInference',
  precedence: { default: 30, kind: 10, session: 10, user: 10 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix))) return true;
  return false;
}
