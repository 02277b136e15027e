import { defineFormat } from '../../../src/plugin.js';
import { readZipkin } from './read.js';
import { recogniseZipkin } from './shapes.js';

/** Zipkin v2 spans: single, in lists, and in lists of traces, as the API and the UI give them. */
export default defineFormat({
  apiVersion: 1,
  id: 'zipkin',
  title: 'Zipkin v2 JSON',
  lacks: ['assessments', 'trace state', 'links', 'counts of dropped data', 'times below a microsecond', 'types of attributes (all are text)'],
  recognise: (record) => recogniseZipkin(record),
  read: ({ value }, context) => readZipkin(value, context),
});
