import { defineConvention, nameOf, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** Strands Agents: what its spans say beyond the GenAI keys they share with others. */
export default defineConvention({
  apiVersion: 1,
  id: 'strands',
  title: 'Strands Agents',
  precedence: { default: 15, inputMessages: 19, toolDefinitions: 25 },
  recognise,
  read: readFields,
});

function recognise({ attributes, scope }: RawSpan): boolean {
  if (scope?.name?.startsWith('strands.') === true) return true;
  const writer = nameOf(attributes, 'gen_ai.provider.name', 'gen_ai.system')?.toLowerCase();
  return writer === 'strands-agents' || attributes.has('event_loop.cycle_id');
}
