import { asName, own, type JsonValue, type Note, type Place } from '../../../src/plugin.js';

/** What the spans of a trajectory share. */
export interface Origin {
  /** Id of the conversation. */
  session: string;
  /** Whether the trajectory says so, or the place had to stand in. */
  named: boolean;
  /** Id of the trajectory: the start of the ids of its spans. */
  id: string;
  agent?: string;
  model?: string;
  place: Place;
  pointer: string;
  note: Note;
}

/** Reads what stands at the head of a trajectory. */
export function originOf(trajectory: JsonValue, pointer: string, place: Place, note: Note, above?: Origin): Origin {
  const agent = own(trajectory, 'agent');
  const session = asName(own(trajectory, 'session_id'));
  const id = asName(own(trajectory, 'trajectory_id')) ?? (session === undefined ? undefined : session + beginOf(trajectory));
  const where = `no-id:${place.file}:${place.record}${pointer}`;
  return {
    session: above?.session ?? session ?? id ?? where,
    named: above?.named ?? session !== undefined,
    id: id ?? where,
    agent: asName(own(agent, 'name')),
    model: asName(own(agent, 'model_name')),
    place,
    pointer,
    note,
  };
}

/** A trajectory that continues another has its session id and may count its steps anew: the time of its first own step tells them apart. */
function beginOf(trajectory: JsonValue): string {
  const steps = own(trajectory, 'steps');
  const first = (Array.isArray(steps) ? steps : []).find((step) => own(step, 'is_copied_context') !== true);
  const time = asName(own(first, 'timestamp'));
  return time === undefined ? '' : `@${time}`;
}
