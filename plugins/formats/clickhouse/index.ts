import { defineFormat } from '../../../src/plugin.js';
import { readRows } from './read.js';
import { recogniseRows } from './shapes.js';

/** Rows of the table `otel_traces`, into which the OpenTelemetry collector writes spans in ClickHouse and kindred SQL stores. */
export default defineFormat({
  apiVersion: 1,
  id: 'clickhouse',
  title: 'ClickHouse otel_traces rows',
  lacks: ['assessments', 'trace state', 'number of spans a trace should have', 'counts of dropped data'],
  recognise: (record) => recogniseRows(record),
  read: ({ value }, context) => readRows(value, context),
});
