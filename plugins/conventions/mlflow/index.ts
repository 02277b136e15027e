import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** MLflow's own span attributes, written by its tracing SDK or by its server from other conventions. */
export default defineConvention({
  apiVersion: 1,
  id: 'mlflow',
  title: 'MLflow',
  precedence: { default: 70 },
  recognise,
  read: readFields,
});

function recognise({ attributes }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('mlflow.')) return true;
  return false;
}
