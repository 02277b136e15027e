import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

const marks = [/^traceloop\./, /^gen_ai\.(?:prompt|completion)\.\d/, /^llm\.(?:prompts|completions)\.\d+\.(?!prompt\.text)/, /^llm\.(?:request\.|usage\.|response\.(?:finish|stop)_reason)/, /^db\.vector\./];
const searchEvents = /^db\.(?:query|search)\.(?:result|embeddings)/;

/** OpenLLMetry: entities and association properties of Traceloop, flattened prompts and completions, results of vector stores. */
export default defineConvention({
  apiVersion: 1,
  id: 'openllmetry',
  title: 'OpenLLMetry (Traceloop)',
  precedence: { default: 40, session: 30, user: 30 },
  recognise,
  read: readFields,
});

function recognise({ attributes, events }: RawSpan): boolean {
  for (const key of attributes.keys()) if (marks.some((mark) => mark.test(key))) return true;
  return events.some(({ name }) => searchEvents.test(name));
}
