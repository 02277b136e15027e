import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** Langfuse: the attributes that its clients set on OpenTelemetry spans, and under which rows of its exports are read. */
export default defineConvention({
  apiVersion: 1,
  id: 'langfuse',
  title: 'Langfuse',
  precedence: { default: 25, kind: 15, session: 15 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('langfuse.')) return true;
  return false;
}
