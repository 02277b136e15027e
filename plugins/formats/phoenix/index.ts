import { defineFormat } from '../../../src/plugin.js';
import { readPhoenix, recognisePhoenix } from './read.js';

/** Arize Phoenix: spans, traces, sessions and annotations as REST, the `px` command line, data frames and older files hold them. */
export default defineFormat({
  apiVersion: 1,
  id: 'phoenix',
  title: 'Arize Phoenix',
  lacks: ['resource attributes', 'instrumentation scope', 'span kind of OpenTelemetry', 'links', 'counts of dropped data', 'times below a microsecond'],
  recognise: (record) => recognisePhoenix(record),
  read: ({ value }, context) => readPhoenix(value, context),
});
