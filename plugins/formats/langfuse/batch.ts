import { isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import type { Part, Piece, What } from './parts.js';

const eventType = /^(trace|span|generation|event|observation|agent|tool|chain|retriever|evaluator|embedding|guardrail|score)-(create|update)$/;

/** True for one event of an ingestion request. */
export function isIngestionEvent(value: JsonValue | undefined): boolean {
  const type = own(value, 'type');
  return typeof type === 'string' && (eventType.test(type) || type === 'sdk-log') && isObject(own(value, 'body'));
}

interface Event {
  what: What;
  body: JsonObject;
  pointer: string;
  update: boolean;
  time: string;
}

/** Merges the events of one request by the id of what they are about, in order of time: what a later one says wins, what it does not say stays. */
export function* mergeEvents(events: readonly JsonValue[], pointer: string): Generator<Piece> {
  const merged = new Map<string, Part>();
  const read: Event[] = [];
  for (const [index, value] of events.entries()) {
    const event = readEvent(value, `${pointer}/${index}`);
    if (event) read.push(event);
    else yield { remark: remarkOn(value, `${pointer}/${index}`) };
  }
  read.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  for (const event of read) merge(merged, event);
  yield* merged.values();
}

/** One event by itself, such as a line of a log of events. */
export function* oneEvent(value: JsonValue): Generator<Piece> {
  for (const piece of mergeEvents([value], '')) {
    const at = (inner: string): string => inner.replace(/^\/0/, '');
    if ('remark' in piece) yield { remark: { ...piece.remark, pointer: at(piece.remark.pointer) } };
    else yield { ...piece, pointer: at(piece.pointer) };
  }
}

function readEvent(value: JsonValue, pointer: string): Event | undefined {
  const [, word = '', verb] = eventType.exec(String(own(value, 'type') ?? '')) ?? [];
  const body = own(value, 'body');
  if (word === '' || !isObject(body)) return undefined;
  const what = word === 'trace' || word === 'score' ? word : 'observation';
  const typed = what === 'observation' && word !== 'observation' ? { ...body, type: word.toUpperCase() } : body;
  return { what, body: typed, pointer: `${pointer}/body`, update: verb === 'update', time: String(own(value, 'timestamp') ?? '') };
}

/** A trace is "created" again whenever it is updated, so a creation without a name counts as an update. */
function merge(merged: Map<string, Part>, { what, body, pointer, update }: Event): void {
  const id = own(body, 'id');
  const key = `${what}\n${typeof id === 'string' ? id : pointer}`;
  const known = merged.get(key);
  if (!known) merged.set(key, { what, value: body, pointer, partial: update });
  else merged.set(key, { ...known, value: { ...objectOf(known.value), ...said(body, known.value) }, partial: known.partial === true && update });
}

function objectOf(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}

/** What a later event says; metadata is added to, not replaced. */
function said(body: JsonObject, before: JsonValue): JsonObject {
  const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  const metadata = own(body, 'metadata');
  const earlier = own(before, 'metadata');
  const both = isObject(metadata) && isObject(earlier) ? [['metadata', { ...earlier, ...metadata }] as const] : [];
  return Object.fromEntries([...given, ...both]);
}

function remarkOn(value: JsonValue, pointer: string): { code: string; message: string; pointer: string } {
  if (own(value, 'type') === 'sdk-log') return { code: 'sdk-log', message: 'This log line of the client is no part of a trace and was left out.', pointer };
  return { code: 'not-a-trace', message: 'This event among Langfuse events is of no known type and was left out.', pointer };
}
