import { asString, own, type JsonValue, type Recognition } from '../../../src/plugin.js';

/** Says what a record is: a trajectory, or a list of them. */
export function recogniseTrajectory(record: JsonValue): Recognition | undefined {
  const first = Array.isArray(record) ? record[0] : record;
  const version = asString(own(first, 'schema_version'));
  if (version?.startsWith('ATIF-') !== true) return undefined;
  return { score: 0.97, shape: Array.isArray(record) ? 'ATIF trajectories' : 'ATIF trajectory', because: `has "schema_version": "${version.slice(0, 20)}"` };
}
