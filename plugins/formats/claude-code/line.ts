import { asBoolean, asName, isObject, nanoseconds, own, type JsonObject, type JsonValue, type Place, type RawRecord } from '../../../src/plugin.js';

/** A line of a transcript with what tells where it belongs. */
export interface Line {
  value: JsonObject;
  place: Place;
  type: string;
  uuid?: string;
  /** The line before this one. */
  after?: string;
  /** Session that it names; absent in reduced transcripts. */
  session?: string;
  /** Session, or the file where none is named. */
  log: string;
  /** Sub-agent that wrote it. */
  agent?: string;
  sidechain: boolean;
  timeNs?: bigint;
  /** Blocks of its message; a plain text is one block. */
  blocks: JsonValue[];
}

/** The lines of records, in order of time; lines of one time keep the order of the file. */
export function linesOf(records: readonly RawRecord[]): Line[] {
  const lines = records.flatMap(({ value, place }) => {
    if (!Array.isArray(value)) return isObject(value) ? [toLine(value, place)] : [];
    return value.flatMap((item, index) => (isObject(item) ? [toLine(item, { ...place, pointer: `/${index}` })] : []));
  });
  const times = carried(lines);
  return lines
    .map((line, index) => ({ line, index, time: times[index] ?? 0n }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.index - b.index))
    .map(({ line }) => line);
}

/** A line without a time stands where the one before it in its file stands. */
function carried(lines: readonly Line[]): bigint[] {
  let file = '';
  let last = 0n;
  return lines.map((line) => {
    if (line.place.file !== file) [file, last] = [line.place.file, 0n];
    last = line.timeNs ?? last;
    return last;
  });
}

function toLine(value: JsonObject, place: Place): Line {
  const forked = own(value, 'forkedFrom');
  const session = asName(own(forked, 'sessionId')) ?? asName(own(value, 'sessionId'));
  return {
    value,
    place,
    type: asName(own(value, 'type')) ?? '',
    uuid: asName(own(value, 'uuid')),
    after: asName(own(value, 'parentUuid')) ?? asName(own(value, 'logicalParentUuid')),
    session,
    log: session ?? fileName(place),
    agent: asName(own(value, 'agentId')),
    sidechain: asBoolean(own(value, 'isSidechain')) === true,
    timeNs: nanoseconds(own(value, 'timestamp')),
    blocks: blocksOf(own(own(value, 'message'), 'content')),
  };
}

function blocksOf(content: JsonValue | undefined): JsonValue[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content : [];
}

/** Lines without those given before: sessions that were forked or resumed repeat what they continue, under the same ids. */
export function once(lines: readonly Line[]): { lines: Line[]; repeated: number } {
  const seen = new Set<string>();
  const kept = lines.filter(({ uuid, place }) => {
    const key = uuid ?? `${place.file}\n${place.record}\n${place.pointer ?? ''}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
  return { lines: kept, repeated: lines.length - kept.length };
}

/** Files are named after the session that they hold. */
function fileName({ file }: Place): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.jsonl?(?:\.gz|\.zst)?$/, '');
}

/** Id of a line; one that has none is given its place, written so that ids sort as lines do. */
export function idOf({ uuid, log, place }: Line): string {
  return uuid ?? `${log}:${String(place.record).padStart(7, '0')}${place.pointer ?? ''}`;
}
