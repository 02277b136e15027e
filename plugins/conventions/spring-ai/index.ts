import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** Spring AI: chat clients, advisors, tools and vector stores of its observations. */
export default defineConvention({
  apiVersion: 1,
  id: 'spring-ai',
  title: 'Spring AI',
  precedence: { default: 15, user: 50, session: 28 },
  recognise,
  read: readFields,
});

const storeKeys = new Set(['db.vector.query.content', 'db.vector.query.response.documents']);

function recognise({ attributes, events, scope }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('spring.ai.') || storeKeys.has(key)) return true;
  const spring = scope?.name?.startsWith('org.springframework') === true;
  return events.some(({ name }) => name === 'db.vector.content.query.response') || (spring && attributes.has('gen_ai.operation.name'));
}
