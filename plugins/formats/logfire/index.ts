import { defineFormat } from '../../../src/plugin.js';
import { readRows } from './read.js';
import { recogniseLogfire } from './shapes.js';

/** Rows of Logfire's tables `records` and `records_all`, as its query API, its client and its user interface export them. */
export default defineFormat({
  apiVersion: 1,
  id: 'logfire',
  title: 'Logfire query rows',
  recordArrays: ['rows'],
  lacks: ['assessments', 'trace state', 'number of spans a trace should have', 'counts of dropped data'],
  recognise: (record) => recogniseLogfire(record),
  read: ({ value }, context) => readRows(value, context),
});
