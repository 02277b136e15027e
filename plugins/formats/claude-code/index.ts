import { defineFormat, type RawItem, type RawRecord, type TogetherContext } from '../../../src/plugin.js';
import { linesOf, once } from './line.js';
import { recogniseLine } from './shape.js';
import { Transcript } from './transcript.js';

/** Transcripts that Claude Code keeps: a line for each block of a message. Lines name the line before them, not their turn, so all are read together. */
export default defineFormat({
  apiVersion: 1,
  id: 'claude-code',
  title: 'Claude Code transcript',
  lacks: ['what a model call was given', 'when a model call began', 'system prompt and tool definitions', 'assessments'],
  recognise: (record) => recogniseLine(record),
  read: (record, { note }) => readTogether([record], { note: (code, message, place) => note(code, message, place?.pointer) }),
  readTogether,
});

function* readTogether(records: readonly RawRecord[], { note }: TogetherContext): Generator<RawItem> {
  const { lines, repeated } = once(linesOf(records));
  if (repeated > 0) note('repeated-lines', `${repeated} line(s) repeat lines given before, as sessions do that were resumed or forked; they were counted once.`);
  const { spans, left } = new Transcript(lines).finish();
  if (left > 0) note('lines-without-turn', `${left} line(s) about the program stand in sessions without any prompt; they were left out.`);
  yield* spans;
}
