import { defineFormat } from '../../../src/plugin.js';
import { recogniseOtlp } from './shapes.js';
import { readOtlp } from './walk.js';

/** OpenTelemetry's own JSON: requests, bare resources, JSON Lines of either, and single spans; spans and message events of log records. */
export default defineFormat({
  apiVersion: 1,
  id: 'otlp',
  title: 'OpenTelemetry OTLP/JSON',
  recordArrays: ['resourceSpans', 'resource_spans', 'resourceLogs', 'resource_logs', 'batches'],
  lacks: ['assessments', 'trace state', 'number of spans a trace should have'],
  recognise: (record) => recogniseOtlp(record),
  read: ({ value }, context) => readOtlp(value, context),
});
