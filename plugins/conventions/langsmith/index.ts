import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** LangSmith: the attributes of its OpenTelemetry spans, and under which runs are read. */
export default defineConvention({
  apiVersion: 1,
  id: 'langsmith',
  title: 'LangSmith',
  precedence: { default: 15, kind: 15 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('langsmith.')) return true;
  return false;
}
