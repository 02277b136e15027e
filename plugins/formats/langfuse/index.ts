import { defineFormat } from '../../../src/plugin.js';
import { readLangfuse } from './read.js';
import { recogniseLangfuse } from './shapes.js';

/** Langfuse in every form in which it leaves a server or a client: downloads, pages, exported rows in both spellings, ingestion batches. */
export default defineFormat({
  apiVersion: 1,
  id: 'langfuse',
  title: 'Langfuse traces',
  lacks: ['links', 'counts of dropped data', 'trace state'],
  recognise: (record) => recogniseLangfuse(record),
  read: ({ value }, context) => readLangfuse(value, context),
});
