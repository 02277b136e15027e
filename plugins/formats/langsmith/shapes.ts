import { listOf, isObject, own, type JsonObject, type JsonValue, type Recognition } from '../../../src/plugin.js';
import { filled, textOf } from './names.js';
import { traceOf } from './order.js';
import type { Part, Piece } from './parts.js';
import { feedbackSign, patchSign, runSign } from './rows.js';

/** Says what a LangSmith record is, by its keys. */
export function recogniseLangSmith(record: JsonValue): Recognition | undefined {
  if (Array.isArray(record)) return ofList(record, 'list of runs', 'is a list whose first item');
  const run = runSign(record);
  if (run !== undefined) return { score: 0.95, shape: 'LangSmith run', because: run };
  const feedback = feedbackSign(record);
  if (feedback !== undefined) return { score: 0.9, shape: 'LangSmith feedback', because: feedback };
  return ofBatch(record) ?? ofPage(record);
}

function ofBatch(record: JsonValue): Recognition | undefined {
  const [posts, patches] = [own(record, 'post'), own(record, 'patch')].map((list) => (Array.isArray(list) ? list : []));
  const sign = posts?.map(runSign).find(isText) ?? patches?.map(patchSign).find(isText);
  return sign === undefined ? undefined : { score: 0.97, shape: 'LangSmith batch', because: `has "post" or "patch" with an item that ${sign}` };
}

const pageKeys = ['runs', 'data', 'feedback'];

function ofPage(record: JsonValue): Recognition | undefined {
  for (const key of pageKeys) {
    const list = own(record, key);
    if (Array.isArray(list)) return ofList(list, 'page of runs', `has "${key}", whose first item`);
  }
  return runSign(own(record, 'run')) === undefined ? undefined : { score: 0.93, shape: 'LangSmith run', because: 'has a run under "run"' };
}

function ofList(list: readonly JsonValue[], title: string, intro: string): Recognition | undefined {
  const sign = list.slice(0, 20).map((item) => runSign(item) ?? feedbackSign(item)).find(isText);
  return sign === undefined ? undefined : { score: 0.94, shape: `LangSmith ${title}`, because: `${intro} ${sign}` };
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

/** Cuts a record into runs and feedback. */
export function* piecesOf(record: JsonValue): Generator<Piece> {
  const page = pageKeys.find((key) => Array.isArray(own(record, key)));
  if (Array.isArray(record)) yield* ofItems(record, '');
  else if (runSign(record) !== undefined || feedbackSign(record) !== undefined) yield* ofItem(record, '');
  else if (isObject(own(record, 'run'))) yield* ofItem(own(record, 'run') ?? null, '/run');
  else if (ofBatch(record)) yield* merged(record);
  else if (page !== undefined) yield* ofPageItems(record, page);
}

function* ofItems(items: readonly JsonValue[], pointer: string): Generator<Piece> {
  for (const [index, item] of items.entries()) yield* ofItem(item, `${pointer}/${index}`);
}

function* ofPageItems(page: JsonValue, key: string): Generator<Piece> {
  yield* ofItems(listOf(own(page, key)), `/${key}`);
  if (filled(own(page, 'cursors'), 'next') === undefined) return;
  yield { remark: { code: 'more-pages', message: 'This is one page, and there are more on the server: traces may lack runs. Fetch the other pages too.', pointer: '/cursors' } };
}

function* ofItem(value: JsonValue, pointer: string): Generator<Piece> {
  if (runSign(value) !== undefined) yield* withChildren({ what: 'run', value, pointer });
  else if (feedbackSign(value) !== undefined) yield { what: 'feedback', value, pointer };
  else yield { remark: { code: 'not-a-trace', message: 'This value among LangSmith runs is none and was left out.', pointer } };
}

/** A run and the runs nested in it, without recursion: dumps may be nested as deeply as their author likes. */
function* withChildren(top: Part): Generator<Piece> {
  const open: Part[] = [top];
  for (let part = open.pop(); part; part = open.pop()) {
    yield part;
    const above = { id: textOf(part.value, 'id'), traceId: traceOf(part.value, part.above?.traceId) };
    for (const [index, value] of listOf(own(part.value, 'child_runs')).entries()) {
      if (isObject(value)) open.push({ what: 'run', value, pointer: `${part.pointer}/child_runs/${index}`, above });
    }
  }
}

/** Runs that were posted, with what patches of the same batch say of them: what a patch says wins. */
function* merged(batch: JsonValue): Generator<Piece> {
  const parts = new Map<string, Part>();
  for (const side of ['post', 'patch'] as const) {
    for (const [index, value] of listOf(own(batch, side)).entries()) {
      const pointer = `/${side}/${index}`;
      if (isObject(value) && patchSign(value) !== undefined) merge(parts, value, pointer, side === 'patch');
      else yield { remark: { code: 'not-a-trace', message: 'This value among LangSmith runs is none and was left out.', pointer } };
    }
  }
  for (const part of parts.values()) yield* withChildren(part);
}

function merge(parts: Map<string, Part>, value: JsonObject, pointer: string, partial: boolean): void {
  const key = textOf(value, 'id') ?? pointer;
  const known = parts.get(key);
  const said = Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null));
  if (!known) parts.set(key, { what: 'run', value, pointer, partial });
  else parts.set(key, { ...known, value: { ...(isObject(known.value) ? known.value : {}), ...withExtra(said, known.value) } });
}

/** Clients repeat only some of the metadata in a patch. */
function withExtra(said: JsonObject, before: JsonValue): JsonObject {
  const [now, then] = [own(said, 'extra'), own(before, 'extra')];
  if (!isObject(now) || !isObject(then)) return said;
  const [added, earlier] = [own(now, 'metadata'), own(then, 'metadata')];
  const metadata = isObject(added) && isObject(earlier) ? { metadata: { ...earlier, ...added } } : {};
  return { ...said, extra: { ...then, ...now, ...metadata } };
}
