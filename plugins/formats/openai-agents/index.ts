import { defineFormat } from '../../../src/plugin.js';
import { recogniseObject } from './objects.js';
import { readTogether } from './read.js';

/** Traces and spans of the OpenAI Agents SDK, as its processors export them: one by one, as lists, or as batches. */
export default defineFormat({
  apiVersion: 1,
  id: 'openai-agents',
  title: 'OpenAI Agents SDK',
  lacks: ['text of "response" spans', 'times of a trace', 'assessments'],
  recognise: (record) => recogniseObject(record),
  read: (record, { note }) => readTogether([record], { note: (code, message, place) => note(code, message, place?.pointer) }),
  readTogether,
});
