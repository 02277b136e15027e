import { asName, isObject, own, type JsonValue, type RawTrace } from '../../../src/plugin.js';
import type { Exported } from './objects.js';

/** Reads a `trace`: the name of the workflow, the conversation, and metadata. */
export function readTrace({ value, place }: Exported): RawTrace | undefined {
  const traceId = asName(own(value, 'id'));
  const group = asName(own(value, 'group_id'));
  if (traceId === undefined) return undefined;
  return {
    type: 'trace',
    traceId,
    session: group === undefined ? undefined : { id: group, key: 'group_id' },
    user: asName(own(own(value, 'metadata'), 'user_id')),
    metadata: metadataOf(value),
    tags: new Map(),
    assessments: [],
    place,
  };
}

function metadataOf(value: JsonValue): Map<string, JsonValue> {
  const name = own(value, 'workflow_name');
  const metadata = own(value, 'metadata');
  const entries = Object.entries(isObject(metadata) ? metadata : {}).flatMap(([key, entry]): [string, JsonValue][] => (entry === undefined ? [] : [[key, entry]]));
  return new Map([...(name === undefined || name === null ? [] : [['workflow_name', name] as [string, JsonValue]]), ...entries]);
}
