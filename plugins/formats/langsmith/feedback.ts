import { listOf, objectOf, asFinite, isObject, nanoseconds, own, spanIdOf, type Assessment, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { filled, textOf } from './names.js';

/** Reads a piece of feedback on a run. */
export function readFeedback(row: JsonValue): Assessment {
  const correction = filled(row, 'correction');
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'key') ?? 'feedback',
    kind: 'feedback',
    value: filled(row, 'score', 'value'),
    rationale: textOf(row, 'comment'),
    source: sourceOf(own(row, 'feedback_source')),
    spanId: spanIdOf(textOf(row, 'run_id')),
    metadata: correction === undefined ? undefined : { correction },
    createdNs: nanoseconds(own(row, 'created_at')),
    valid: true,
  };
}

const sources: ReadonlyMap<string, Assessment['source']['type']> = new Map([
  ['app', 'human'],
  ['model', 'llm_judge'],
  ['auto_eval', 'llm_judge'],
  ['evaluator', 'llm_judge'],
]);

/** Feedback that came through the interface may be anybody's. */
function sourceOf(value: JsonValue | undefined): Assessment['source'] {
  const word = textOf(objectOf(value), 'type');
  return word === undefined ? { type: 'unknown' } : { type: sources.get(word) ?? 'unknown', id: word };
}

/** Reads what a run says of all its feedback: a number and an average for each key, not who said it. */
export function statsOf(recorded: JsonValue | undefined, spanId: string): Assessment[] {
  return Object.entries(objectOf(recorded) ?? {}).flatMap(([key, stats]): Assessment[] => (isObject(stats) && !isEmpty(stats) ? [fromStats(key, stats, spanId)] : []));
}

function fromStats(name: string, stats: JsonObject, spanId: string): Assessment {
  const comments = listOf(own(stats, 'comments')).filter((comment) => typeof comment === 'string' && comment !== '');
  return {
    id: `feedback_stats:${spanId}:${name}`,
    name,
    kind: 'feedback',
    value: valueOf(stats),
    rationale: comments.length === 0 ? undefined : comments.join('\n'),
    source: { type: 'unknown' },
    spanId,
    metadata: stats,
    valid: true,
  };
}

/** The average of scores; of words, how often each was given, or the word itself when there is one only. */
function valueOf(stats: JsonObject): JsonValue | undefined {
  const average = asFinite(filled(stats, 'avg'));
  if (average !== undefined) return average;
  const values = objectOf(own(stats, 'values'));
  const words = Object.keys(values ?? {});
  return words.length === 1 ? words[0] : words.length === 0 ? undefined : values;
}

function isEmpty(stats: JsonObject): boolean {
  return own(stats, 'n') === 0;
}
