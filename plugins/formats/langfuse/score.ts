import { objectOf, asBoolean, asFinite, nanoseconds, spanIdOf, type Assessment, type JsonValue } from '../../../src/plugin.js';
import { field, filled, textOf } from './names.js';

/** Reads a score as a judgement of its trace, of one observation of it, or of its session. */
export function readScore(row: JsonValue): Assessment {
  const type = textOf(row, 'dataType');
  const onTrace = filled(row, 'traceId') !== undefined;
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name') ?? 'score',
    kind: type === 'CORRECTION' ? 'expectation' : 'feedback',
    value: valueOf(row, type),
    rationale: textOf(row, 'comment'),
    source: sourceOf(row),
    spanId: spanIdOf(filled(row, 'observationId')),
    session: onTrace ? undefined : textOf(row, 'sessionId'),
    metadata: objectOf(field(row, 'metadata')),
    createdNs: nanoseconds(filled(row, 'timestamp', 'createdAt')),
    valid: true,
  };
}

/** Truth values are kept as 1 and 0, words beside a number that stands for them. */
function valueOf(row: JsonValue, type: string | undefined): JsonValue | undefined {
  const value = field(row, 'value');
  const word = textOf(row, 'stringValue');
  if (type === 'BOOLEAN') return asBoolean(word) ?? asBoolean(value) ?? value;
  if (type === 'NUMERIC') return asFinite(value) ?? value;
  return word ?? value;
}

const sources: ReadonlyMap<string, Assessment['source']['type']> = new Map([
  ['ANNOTATION', 'human'],
  ['EVAL', 'llm_judge'],
]);

/** A score that came through the interface may be anybody's. */
function sourceOf(row: JsonValue): Assessment['source'] {
  const word = textOf(row, 'source');
  const id = textOf(row, 'authorUserId') ?? word;
  const type = sources.get(word?.toUpperCase() ?? '') ?? 'unknown';
  return id === undefined ? { type } : { type, id };
}

/** Scores that rows of observations carry: a list of scores, or a map from names to values. */
export function scoresOnRow(recorded: JsonValue | undefined, spanId: string): Assessment[] {
  const byName = objectOf(recorded);
  if (!byName) return [];
  return Object.entries(byName).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values ?? null]).flatMap((value): Assessment[] =>
      value === null ? [] : [{ name, kind: 'feedback', value, source: { type: 'unknown' }, spanId, valid: true }],
    ),
  );
}
