import type { JsonValue, RawEvent, RawLog } from '../model/index.js';
import { groupBy } from '../util/group-by.js';
import { compareText, stableJson } from '../util/stable-json.js';
import { compareNs } from './order.js';

interface Placed {
  event: RawEvent;
  sequence: number;
  /** What the record holds of the span, and the place of the event in it. */
  content: string;
  index: number;
}

/**
 * The message events of one span in an order that does not depend on the order of records and files: by time, then by a recorded sequence number.
 * Where these are equal or missing, events of one record keep the order in which it lists them, and records go by their content.
 */
export function inEventOrder(logs: readonly RawLog[]): RawEvent[] {
  const records = groupBy(logs, ({ place: { file, record } }) => `${record} ${file}`);
  const placed = [...records.values()].flatMap((record) => placeEvents(record.map(({ event }) => event)));
  return placed.sort(byPlace).map(({ event }) => event);
}

function placeEvents(events: readonly RawEvent[]): Placed[] {
  const content = stableJson(events);
  return events.map((event, index) => ({ event, sequence: sequenceOf(event), content, index }));
}

function byPlace(a: Placed, b: Placed): number {
  return compareNs(a.event.timeNs, b.event.timeNs) || compareNumber(a.sequence, b.sequence) || compareText(a.content, b.content) || a.index - b.index;
}

/** Infinite numbers, which stand for none, have no difference. */
function compareNumber(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const sequenceKey = /(?:^|[._])(?:seq|sequence|sequence_number)$/u;

/** The sequence number that a writer gave an event; none comes last. */
function sequenceOf({ attributes }: RawEvent): number {
  const keys = [...attributes.keys()].filter((key) => sequenceKey.test(key)).sort(compareText);
  return keys.map((key) => numberOf(attributes.get(key))).find((number) => number !== undefined) ?? Infinity;
}

function numberOf(value: JsonValue | undefined): number | undefined {
  const digits = typeof value === 'string' && /^\d{1,15}$/u.test(value);
  return typeof value === 'number' ? value : digits ? Number(value) : undefined;
}
