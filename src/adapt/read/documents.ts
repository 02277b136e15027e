import type { JsonObject, JsonValue, RetrievedDocument } from '../../model/index.js';
import { at, isObject, own } from '../../util/json.js';
import { asFinite, asName, asString, decoded, type Attributes } from './values.js';

const textKeys = ['page_content', 'pageContent', 'content', 'text', 'document', 'body', 'snippet', 'chunk', 'passage', 'page_text'];
const idKeys = ['id', 'document_id', 'doc_id', 'chunk_id', 'id_', 'doc_uri', 'source_id'];
const scoreKeys = ['score', 'relevance_score', 'relevance', 'similarity', '_score', 'distance'];
const listKeys = ['documents', 'results', 'matches', 'hits', 'chunks', 'docs', 'source_documents', 'retrieved_documents', 'passages', 'context', 'data', 'output'];

/**
 * Documents in the output of a retriever or search tool, told by shape. `undefined` when the value is none of the known shapes; an empty list is an
 * empty answer.
 *
 * @param options.strings - take a list of strings as documents too: only the caller knows that the span retrieves.
 */
export function documentsOf(value: JsonValue | undefined, options: { strings?: boolean } = {}): RetrievedDocument[] | undefined {
  const list = listOf(decoded(value));
  if (list === undefined) return undefined;
  const documents = list.map((item) => documentOf(item, options.strings === true));
  return documents.every((document) => document !== undefined) ? documents : undefined;
}

const wrapperDepth = 3;

function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  let current = value;
  for (let depth = 0; depth < wrapperDepth; depth += 1) {
    if (Array.isArray(current)) return flat(current);
    const holder: JsonValue | undefined = current;
    const key = listKeys.find((name) => Array.isArray(decoded(own(holder, name))) || isObject(own(holder, name)));
    if (key === undefined) return undefined;
    current = decoded(own(holder, key));
  }
  return Array.isArray(current) ? flat(current) : undefined;
}

/** One list for each query of a batch, laid flat; `[document, score]` pairs stay pairs. */
function flat(list: readonly JsonValue[]): readonly JsonValue[] {
  return list.flatMap((item) => (Array.isArray(item) && !isScored(item) ? item : [item]));
}

function isScored(pair: readonly JsonValue[]): boolean {
  return pair.length === 2 && isObject(pair[0]) && typeof pair[1] === 'number';
}

function documentOf(item: JsonValue, strings: boolean): RetrievedDocument | undefined {
  if (typeof item === 'string') return strings ? { text: item } : undefined;
  if (Array.isArray(item)) return isScored(item) ? scored(documentOf(item[0] ?? null, strings), asFinite(item[1])) : undefined;
  return isObject(item) ? fromObject(item) : undefined;
}

const holderKeys = ['kwargs', 'document', 'node', '_source', 'payload', 'chunk', 'doc'];

/** A document may stand in a member of the item, with the score beside it. */
function fromObject(item: JsonObject): RetrievedDocument | undefined {
  const outer = plainDocument(item);
  const holder = holderKeys.map((key) => own(item, key)).find(isObject);
  const inner = holder ? plainDocument(holder) : undefined;
  if (!inner) return outer;
  const { id, score, metadata } = outer ?? fieldsOf(item);
  return clean({ id: inner.id ?? id, text: inner.text ?? outer?.text, score: score ?? inner.score, metadata: inner.metadata ?? metadata });
}

/** An object is a document when it has a text, or an id with a score, and is no message. */
function plainDocument(item: JsonObject): RetrievedDocument | undefined {
  if (own(item, 'role') !== undefined || own(item, 'tool_call_id') !== undefined) return undefined;
  const fields = fieldsOf(item);
  const known = fields.text !== undefined || (fields.id !== undefined && fields.score !== undefined);
  return known && !isError(item) ? fields : undefined;
}

function isError(item: JsonObject): boolean {
  return own(item, 'error') !== undefined && own(item, 'error') !== null;
}

function fieldsOf(item: JsonObject): RetrievedDocument {
  const pick = <T>(keys: readonly string[], read: (value: JsonValue | undefined) => T | undefined): T | undefined =>
    keys.flatMap((key) => read(own(item, key) ?? own(item, `document.${key}`)) ?? []).at(0);
  const metadata = decoded(own(item, 'metadata') ?? own(item, 'document.metadata') ?? undefined);
  const text = pick(textKeys, (value) => (typeof value === 'string' ? value : undefined)) ?? asString(at(metadata, 'text'));
  return clean({ id: idOf(item, pick, metadata), text, score: pick(scoreKeys, asFinite), metadata: metadata ?? rest(item) });
}

function idOf(item: JsonObject, pick: (keys: readonly string[], read: typeof asName) => string | undefined, metadata: JsonValue | undefined): string | undefined {
  const id = own(item, 'id');
  return Array.isArray(id) ? undefined : (pick(idKeys, asName) ?? asName(own(metadata, 'doc_uri')) ?? asName(own(metadata, 'chunk_id')));
}

const usedKeys = new Set([...textKeys, ...idKeys, ...scoreKeys, ...holderKeys, 'metadata', 'type', 'lc'].flatMap((key) => [key, `document.${key}`]));

/** Members of the item beside text, id and score: title, source, date. */
function rest(item: JsonObject): JsonValue | undefined {
  const entries = Object.entries(item).filter(([key, value]) => value !== undefined && !usedKeys.has(key));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function scored(document: RetrievedDocument | undefined, score: number | undefined): RetrievedDocument | undefined {
  return document && clean({ ...document, score: document.score ?? score });
}

/** A document whose fields are flattened attributes: `document.content`, `document.id`, `document.score`, `document.metadata`. */
export function documentFrom(attributes: Attributes): RetrievedDocument {
  return clean({
    id: asName(attributes.get('document.id')),
    text: asString(attributes.get('document.content')),
    score: asFinite(attributes.get('document.score')),
    metadata: decoded(attributes.get('document.metadata') ?? undefined),
  });
}

/** The document without undefined members. */
function clean(document: RetrievedDocument): RetrievedDocument {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}
