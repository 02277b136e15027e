import { ConfigError } from '../../errors/config-error.js';
import type { JsonValue } from '../../model/index.js';
import { describeIssues } from '../../util/issues.js';
import { isObject } from '../../util/json.js';
import { asString } from '../read/values.js';
import type { FormatPlugin, Recognition } from '../format.js';
import { mappingKeys, mappingSchema, type CheckedMapping, type Mapping } from './schema.js';
import { atPath } from './source.js';
import { recordReader } from './walk.js';

export { mappingSchema, type Mapping } from './schema.js';

/**
 * Makes a format of a mapping: a description, in JSON, of where things are in an export that no plugin knows.
 *
 * @param mapping - Checked here, so that it may come from a file.
 * @param file - Where it came from, for messages.
 * @throws ConfigError with the place in the mapping, what is wrong and what to write instead.
 * @example
 * const acme = mappingFormat({
 *   id: 'acme', title: 'Acme call log', appliesTo: { keys: ['call_id', 'started'] },
 *   span: { spanId: 'call_id', start: { path: 'started', unit: 'ms' }, kind: { value: 'llm' }, input: 'prompt', output: 'answer', session: 'chat' },
 * });
 * await readDump({ dumps: ['calls.jsonl'], formats: [acme] });
 */
export function mappingFormat(mapping: Mapping, file = 'mapping'): FormatPlugin {
  const checked = check(mapping, file);
  return {
    apiVersion: 1,
    id: checked.id,
    title: checked.title,
    recordArrays: checked.recordArrays,
    lacks: lacksOf(checked),
    recognise: recogniser(checked),
    read: recordReader(checked),
  };
}

function check(mapping: unknown, file: string): CheckedMapping {
  const parsed = mappingSchema.safeParse(mapping);
  if (!parsed.success) throw new ConfigError(file, describeIssues(parsed.error, mappingKeys));
  return parsed.data;
}

/** Whoever writes a mapping means it: a record that fits goes to no other format. */
function recogniser({ appliesTo, title }: CheckedMapping): (record: JsonValue) => Recognition | undefined {
  const keys = appliesTo.keys.map(atPath);
  const values = Object.entries(appliesTo.values ?? {}).map(([path, wanted]) => ({ find: atPath(path), wanted: new Set([wanted].flat().map(String)) }));
  const because = `has ${appliesTo.keys.map((key) => `"${key}"`).join(', ')}`;
  return (record) => {
    const spot = { span: record, record };
    const fits = isObject(record) && keys.every((find) => find(spot) !== undefined) && values.every(({ find, wanted }) => wanted.has(asString(find(spot)) ?? ''));
    return fits ? { score: 1, shape: title, because } : undefined;
  };
}

const told: readonly (readonly [what: string, fields: readonly (keyof CheckedMapping['span'])[]])[] = [
  ['trace ids', ['traceId']],
  ['times', ['start', 'end', 'duration']],
  ['status', ['status', 'error']],
  ['kinds', ['kind']],
  ['texts', ['input', 'output']],
  ['token counts', ['tokens']],
  ['sessions', ['session']],
];

function lacksOf({ span }: CheckedMapping): string[] {
  return ['assessments', ...told.flatMap(([what, fields]) => (fields.some((field) => span[field] !== undefined) ? [] : [what]))];
}
