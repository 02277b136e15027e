import { listOf, isObject, own, type JsonObject, type JsonValue, type Recognition } from '../../../src/plugin.js';
import { isIngestionEvent, mergeEvents, oneEvent } from './batch.js';
import { filled } from './names.js';
import type { Piece } from './parts.js';
import { rowSign } from './rows.js';

/** Says what a Langfuse record is, by its keys. */
export function recogniseLangfuse(record: JsonValue): Recognition | undefined {
  if (Array.isArray(record)) return ofList(record, 'is a list of rows, the first of which');
  if (!isObject(record)) return undefined;
  return ofBatch(record) ?? ofDownload(record) ?? ofPage(record) ?? ofRow(record);
}

function ofBatch(record: JsonObject): Recognition | undefined {
  const batch = own(record, 'batch');
  if (Array.isArray(batch) && isIngestionEvent(batch[0])) return { score: 0.97, shape: 'Langfuse ingestion batch', because: `has a "batch" whose first event is "${String(own(batch[0], 'type'))}"` };
  return isIngestionEvent(record) ? { score: 0.93, shape: 'Langfuse ingestion event', because: `has a "body" and the type "${String(own(record, 'type'))}"` } : undefined;
}

function ofDownload(record: JsonObject): Recognition | undefined {
  const trace = own(record, 'trace');
  const known = isObject(trace) && filled(trace, 'id') !== undefined && Array.isArray(own(record, 'observations'));
  return known ? { score: 0.95, shape: 'Langfuse trace download', because: 'has "trace" and "observations" side by side' } : undefined;
}

function ofPage(record: JsonObject): Recognition | undefined {
  const rows = own(record, 'data');
  if (!Array.isArray(rows)) return undefined;
  const meta = own(record, 'meta');
  const empty = rows.length === 0 && own(meta, 'totalItems') !== undefined && own(meta, 'totalPages') !== undefined;
  return empty ? { score: 0.9, shape: 'Langfuse page', because: 'has "data" and "meta.totalItems"' } : ofList(rows, 'has "data", whose first row');
}

function ofList(rows: readonly JsonValue[], intro: string): Recognition | undefined {
  const sign = rows.slice(0, 20).map(rowSign).find((found) => found !== undefined);
  if (sign) return { score: sign.score, shape: `Langfuse page or list of rows (${sign.what}s)`, because: `${intro} ${sign.because}` };
  return isIngestionEvent(rows[0]) ? { score: 0.93, shape: 'Langfuse list of ingestion events', because: `${intro} has a "body" and the type "${String(own(rows[0], 'type'))}"` } : undefined;
}

function ofRow(record: JsonObject): Recognition | undefined {
  const sign = rowSign(record);
  return sign && { score: sign.score, shape: sign.shape, because: sign.because };
}

/** Cuts a record into traces, observations and scores. */
export function* piecesOf(record: JsonValue): Generator<Piece> {
  if (Array.isArray(record)) yield* ofRows(record, '');
  else if (Array.isArray(own(record, 'batch'))) yield* mergeEvents(listOf(own(record, 'batch')), '/batch');
  else if (isIngestionEvent(record)) yield* oneEvent(record);
  else if (isObject(own(record, 'trace'))) yield* ofDetails(own(record, 'trace') ?? null, '/trace', record, '');
  else if (Array.isArray(own(record, 'data'))) yield* ofPageRows(record);
  else yield* ofOneRow(record, '');
}

function* ofRows(rows: readonly JsonValue[], pointer: string): Generator<Piece> {
  if (isIngestionEvent(rows[0])) yield* mergeEvents(rows, pointer);
  else for (const [index, row] of rows.entries()) yield* ofOneRow(row, `${pointer}/${index}`);
}

function* ofPageRows(page: JsonValue): Generator<Piece> {
  yield* ofRows(listOf(own(page, 'data')), '/data');
  const meta = own(page, 'meta');
  const [at, last] = [Number(own(meta, 'page')), Number(own(meta, 'totalPages'))];
  const cursor = own(meta, 'cursor');
  if (!(at < last) && (typeof cursor !== 'string' || cursor === '')) return;
  yield { remark: { code: 'more-pages', message: 'This is one page, and there are more on the server: sessions may lack turns. Fetch the other pages too.', pointer: '/meta' } };
}

function* ofOneRow(row: JsonValue, pointer: string): Generator<Piece> {
  const sign = rowSign(row);
  if (sign?.what === 'trace') yield* ofDetails(row, pointer, row, pointer);
  else if (sign) yield { what: sign.what, value: row, pointer };
  else yield { remark: { code: 'not-a-trace', message: 'This value among Langfuse rows is none and was left out.', pointer } };
}

/** A trace with its observations and scores, which stand in it or beside it. */
function* ofDetails(trace: JsonValue, pointer: string, holder: JsonValue, base: string): Generator<Piece> {
  const observations = listOf(own(holder, 'observations'));
  yield { what: 'trace', value: trace, pointer, lacks: textless(observations) ? ['text'] : undefined };
  for (const [index, value] of observations.entries()) {
    if (isObject(value)) yield { what: 'observation', value: withTrace(value, trace), pointer: `${base}/observations/${index}` };
  }
  yield* scoresOf(holder, trace, base);
  if (holder !== trace) yield* scoresOf(trace, trace, pointer);
}

function* scoresOf(holder: JsonValue, trace: JsonValue, base: string): Generator<Piece> {
  for (const [index, value] of listOf(own(holder, 'scores')).entries()) {
    if (isObject(value)) yield { what: 'score', value: withTrace(value, trace), pointer: `${base}/scores/${index}` };
  }
}

/** Older downloads carry no text of observations at all. */
function textless(observations: readonly JsonValue[]): boolean {
  const rows = observations.filter(isObject);
  return rows.length > 0 && !rows.some((row) => Object.hasOwn(row, 'input') || Object.hasOwn(row, 'output'));
}

function withTrace(row: JsonObject, trace: JsonValue): JsonObject {
  return filled(row, 'traceId') === undefined ? { ...row, traceId: filled(trace, 'id') } : row;
}
