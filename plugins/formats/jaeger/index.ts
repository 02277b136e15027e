import { defineFormat } from '../../../src/plugin.js';
import { readJaeger } from './read.js';
import { recogniseJaeger } from './shapes.js';

/** Traces as the Jaeger UI downloads them and its query API answers: pages, single traces, spans. */
export default defineFormat({
  apiVersion: 1,
  id: 'jaeger',
  title: 'Jaeger JSON',
  lacks: ['assessments', 'trace state', 'counts of dropped data', 'times below a microsecond', 'lists among attributes (they are JSON text)'],
  recognise: (record) => recogniseJaeger(record),
  read: ({ value }, context) => readJaeger(value, context),
});
