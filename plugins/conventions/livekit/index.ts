import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** LiveKit Agents: turns of a voice conversation, chat contexts and function tools. */
export default defineConvention({
  apiVersion: 1,
  id: 'livekit',
  title: 'LiveKit Agents',
  precedence: { default: 35, kind: 25, session: 60, user: 60 },
  recognise,
  read: readFields,
});

function recognise({ attributes, scope }: RawSpan): boolean {
  if (scope?.name === 'livekit-agents') return true;
  for (const key of attributes.keys()) if (key.startsWith('lk.')) return true;
  return false;
}
