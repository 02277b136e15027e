import { asName, isObject, own, type JsonValue } from '../../../src/plugin.js';
import { callsOf, resultOf, stepId, toolId } from './step-spans.js';
import type { Origin } from './origin.js';
import type { Step } from './steps.js';

/** A trajectory that stands inside another. */
export interface Embedded {
  trajectory: JsonValue;
  pointer: string;
  /** Span of the tool call that started it; absent when no result refers to it. */
  parentId?: string;
}

/** Trajectories of sub-agents, each with the tool call whose result refers to it by trajectory or session id. */
export function embeddedIn(trajectory: JsonValue, origin: Origin, steps: readonly Step[]): Embedded[] {
  const list = own(trajectory, 'subagent_trajectories');
  if (!Array.isArray(list)) return [];
  const starters = startersOf(origin, steps);
  return list.flatMap((inner, index): Embedded[] => {
    const ids = ['trajectory_id', 'session_id'].flatMap((key) => asName(own(inner, key)) ?? []);
    const parentId = ids.map((id) => starters.get(id)).find((id) => id !== undefined);
    return isObject(inner) ? [{ trajectory: inner, pointer: `${origin.pointer}/subagent_trajectories/${index}`, parentId }] : [];
  });
}

/** For each id that a result refers to, the span of its call. */
function startersOf(origin: Origin, steps: readonly Step[]): Map<string, string> {
  const starters = new Map<string, string>();
  for (const step of steps) {
    const calls = callsOf(step.value);
    calls.forEach((call, index) => {
      const refs = own(resultOf(step.value, call, calls.length), 'subagent_trajectory_ref');
      const list = Array.isArray(refs) ? refs : [refs];
      for (const id of list.flatMap((ref) => ['trajectory_id', 'session_id'].flatMap((key) => asName(own(ref, key)) ?? []))) starters.set(id, toolId(stepId(origin, step), call, index));
    });
  }
  return starters;
}
