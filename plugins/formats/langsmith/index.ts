import { defineFormat } from '../../../src/plugin.js';
import { readLangSmith } from './read.js';
import { recogniseLangSmith } from './shapes.js';

/** LangSmith: runs one by one, nested, in pages, and as clients send them in batches; feedback. */
export default defineFormat({
  apiVersion: 1,
  id: 'langsmith',
  title: 'LangSmith runs',
  recordArrays: ['runs'],
  lacks: ['links', 'resource attributes', 'instrumentation scope', 'counts of dropped data'],
  recognise: (record) => recogniseLangSmith(record),
  read: ({ value }, context) => readLangSmith(value, context),
});
