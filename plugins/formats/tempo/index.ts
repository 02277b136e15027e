import { defineFormat } from '../../../src/plugin.js';
import { readTempo } from './read.js';
import { recogniseTempo } from './shapes.js';

/** Answers of a search in Grafana Tempo: summaries of traces with the spans that matched. Whole traces of Tempo are OTLP and read by that format. */
export default defineFormat({
  apiVersion: 1,
  id: 'tempo',
  title: 'Grafana Tempo search result',
  recordArrays: ['traces'],
  lacks: ['parents of spans', 'spans that did not match', 'attributes that were not selected', 'assessments'],
  recognise: (record) => recogniseTempo(record),
  read: ({ value }, context) => readTempo(value, context),
});
