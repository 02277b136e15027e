import { asBoolean, asCount, asName, isObject, own, type JsonObject } from '../../../src/plugin.js';
import type { JsonValue } from '../../../src/plugin.js';

/** A step and its place in the trajectory. */
export interface Step {
  value: JsonObject;
  /** Number that orders it: the step's own, else where it stands. */
  number: number;
  source: 'user' | 'agent' | 'system';
  pointer: string;
}

/** The steps of a trajectory in order, without those copied from the one before it. */
export function stepsOf(trajectory: JsonValue, pointer: string): { steps: Step[]; copied: number; odd: number } {
  const list = own(trajectory, 'steps');
  const items = Array.isArray(list) ? list : [];
  const objects = items.flatMap((value, index) => (isObject(value) ? [toStep(value, index, pointer)] : []));
  const steps = objects.filter(({ value }) => asBoolean(own(value, 'is_copied_context')) !== true);
  return { steps, copied: objects.length - steps.length, odd: items.length - objects.length };
}

function toStep(value: JsonObject, index: number, pointer: string): Step {
  const source = asName(own(value, 'source'));
  return {
    value,
    number: asCount(own(value, 'step_id')) ?? index + 1,
    source: source === 'user' || source === 'system' ? source : 'agent',
    pointer: `${pointer}/steps/${index}`,
  };
}

/** Cuts steps into turns: each begins with what the user said. What came before the first user step belongs to the first turn. */
export function turnsOf(steps: readonly Step[]): Step[][] {
  const turns: Step[][] = [];
  for (const step of steps) {
    const last = turns.at(-1);
    const begins = step.source === 'user' && last?.some(({ source }) => source !== 'system') === true;
    if (last && !begins) last.push(step);
    else turns.push([step]);
  }
  return turns;
}
