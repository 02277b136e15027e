import { defineFormat, type RawItem, type RawRecord, type TogetherContext } from '../../../src/plugin.js';
import { threadsOf } from './head.js';
import { filesOf, type Line } from './line.js';
import { recogniseLine } from './shape.js';
import { Thread } from './thread.js';
import { spansOfThreads } from './threads.js';

/** Rollouts that Codex keeps. Lines name neither their session nor their turn, so all are read together, file by file. */
export default defineFormat({
  apiVersion: 1,
  id: 'codex',
  title: 'Codex rollout',
  lacks: ['what a model call was given', 'when a model call began', 'assessments'],
  recognise: (record) => recogniseLine(record),
  read: (record, { note }) => readTogether([record], { note: (code, message, place) => note(code, message, place?.pointer) }),
  readTogether,
});

function* readTogether(records: readonly RawRecord[], { note }: TogetherContext): Generator<RawItem> {
  const threads = filesOf(records).flatMap((lines) => threadsOf(lines).map(({ head, lines: own }, index) => new Thread(head, `${fileName(lines)}${index === 0 ? '' : `-${index + 1}`}`, own)));
  const left = threads.reduce((sum, thread) => sum + thread.left, 0);
  if (left > 0) note('lines-without-turn', `${left} line(s) stand in rollouts without any turn; they were left out.`);
  const { spans, repeated } = spansOfThreads(threads);
  if (repeated > 0) note('repeated-turns', `${repeated} turn(s) were copied by forks from a rollout that is in the dump too; they were counted once.`);
  yield* spans;
}

/** Stands for the id of a thread whose first line is not in the dump. */
function fileName([first]: readonly Line[]): string {
  const file = first?.place.file ?? '';
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.jsonl?(?:\.gz|\.zst)?$/, '');
}
