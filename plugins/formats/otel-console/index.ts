import { defineFormat } from '../../../src/plugin.js';
import { readConsole, recogniseConsole } from './read.js';

/** Spans as the SDKs of OpenTelemetry print or serialise them: Python, Go, and JavaScript with its log records. */
export default defineFormat({
  apiVersion: 1,
  id: 'otel-console',
  title: 'OpenTelemetry SDK output',
  lacks: ['assessments', 'trace state', 'number of spans a trace should have'],
  recognise: (record) => recogniseConsole(record),
  read: ({ value }, context) => readConsole(value, context),
});
