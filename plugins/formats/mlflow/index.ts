import { defineFormat } from '../../../src/plugin.js';
import { readMlflow, recogniseMlflow } from './read.js';

/** MLflow traces of every version and every way out of a server: command line, REST, artifacts, tables, serving responses, exports. */
export default defineFormat({
  apiVersion: 1,
  id: 'mlflow',
  title: 'MLflow traces',
  recordArrays: ['traces'],
  lacks: ['resource attributes', 'instrumentation scope', 'counts of dropped data'],
  recognise: (record) => recogniseMlflow(record),
  read: ({ value }, context) => readMlflow(value, context),
});
