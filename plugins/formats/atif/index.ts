import { defineFormat, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { recogniseTrajectory } from './shape.js';
import { readTrajectory } from './trajectory.js';

/** Trajectories of agents as Harbor writes them (Agent Trajectory Interchange Format). */
export default defineFormat({
  apiVersion: 1,
  id: 'atif',
  title: 'ATIF trajectory (Harbor)',
  lacks: ['what a model call was given', 'how long a model call took', 'whether a tool failed', 'assessments'],
  recognise: (record) => recogniseTrajectory(record),
  read: ({ value }, context) => readAll(value, context),
});

function* readAll(value: JsonValue, context: ReadContext): Generator<RawItem> {
  if (!Array.isArray(value)) return yield* readTrajectory(value, '', context);
  for (const [index, item] of value.entries()) yield* readTrajectory(item, `/${index}`, context);
}
