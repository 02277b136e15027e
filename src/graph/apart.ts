import type { Span, Turn } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { compareText } from '../util/stable-json.js';
import { Links } from './links.js';

/** Turns that stay together. Both texts are empty unless the turns under the session id had to be kept apart. */
export interface Together<T> {
  turns: T[];
  /** Tells the sessions of one id apart: `service svcB`. */
  label: string;
  /** Why they are apart, for people. */
  reason: string;
}

/** What tells one system from another, as far as it is recorded. */
interface Traits {
  trace: string;
  service?: string;
  user?: string;
}

/**
 * Keeps turns of different systems apart that happen to use one session id. An id that many systems may count up to (short, or digits only) stands
 * for one conversation within one service only. Under any other id, turns are apart where both user and service are recorded and both differ.
 * Turns of one trace are always together; a conversation that passes through several services for one user is, too.
 */
export function keepApart<T extends { turn: Turn }>(id: string, turns: readonly T[]): Together<T>[] {
  const counted = isCounter(id);
  const traits = new Map(turns.map((item) => [item, traitsOf(item.turn)]));
  const links = linksOf([...traits.values()], counted);
  const told = [...traits.values()].filter((trait) => tells(trait, counted));
  if (new Set(told.map(({ trace }) => links.find(`trace ${trace}`))).size <= 1) return [{ turns: [...turns], label: '', reason: '' }];
  const labels = labelsOf([...traits.values()], links);
  const groups = groupBy(turns, (item) => labels.get(links.find(`trace ${item.turn.traceId}`)) ?? noService);
  const reason = counted
    ? 'several services use this short id, so each has a session of its own'
    : 'turns under this id differ in both user and service, so each service has a session of its own';
  return [...groups].map(([label, group]) => ({ turns: group, label, reason }));
}

const noService = 'no service recorded';

/** Ids that are unique within one system at best. */
function isCounter(id: string): boolean {
  return id.length < 8 || /^\d+$/u.test(id);
}

function traitsOf({ traceId, spans, user }: Turn): Traits {
  return { trace: traceId, service: spans.map(serviceOf).find((service) => service !== undefined), user };
}

/** The name that a service gave itself; SDKs write `unknown_service` where nobody named it. */
function serviceOf({ resource }: Span): string | undefined {
  const name = resource?.get('service.name');
  return typeof name === 'string' && name !== '' && !name.startsWith('unknown_service') ? name : undefined;
}

/** True where enough is recorded to tell a turn from one of another system. */
function tells({ service, user }: Traits, counted: boolean): boolean {
  return service !== undefined && (counted || user !== undefined);
}

function linksOf(traits: readonly Traits[], counted: boolean): Links {
  const links = new Links();
  for (const { trace, service, user } of traits) {
    if (service !== undefined) links.join(`trace ${trace}`, `service ${service}`);
    if (user !== undefined && !counted) links.join(`trace ${trace}`, `user ${user}`);
  }
  return links;
}

/** The services of each group, as a name for it. Groups without one share a name. */
function labelsOf(traits: readonly Traits[], links: Links): Map<string, string> {
  const named = traits.flatMap(({ trace, service }) => (service === undefined ? [] : [{ group: links.find(`trace ${trace}`), service }]));
  return new Map([...groupBy(named, ({ group }) => group)].map(([group, members]) => [group, labelOf(members.map(({ service }) => service))]));
}

function labelOf(services: readonly string[]): string {
  const names = [...new Set(services)].sort(compareText);
  return `service ${names.join(' + ')}`;
}
