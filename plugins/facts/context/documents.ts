import { type Content, type JsonValue, type RetrievedDocument, type Session, type Span, type ToolCall, type Turn, documentsOf, fold, isObject, own, toolCallsOf } from '../../../src/plugin.js';

/** A document that a turn retrieved, with all of its text that can tell what it is about. */
export interface TurnDocument {
  id?: string;
  /** Title and other words of the metadata, then the text. */
  text: string;
  /** The text alone. */
  body: string;
  metadata?: JsonValue;
  /** The retriever's or tool's span; of a tool without one, the span of the model call that asked. */
  span: Span;
  attribute?: string;
}

/** A search of a turn: what was asked of it and what it gave. */
export interface Search {
  /** Absent: not recorded. */
  query?: string;
  /** Absent: not recorded, or no documents. */
  documents?: TurnDocument[];
  span: Span;
}

/** The searches of a turn: its retrievers, and tools that by their name search for texts. */
export function searchesOf(session: Session, turn: Turn): Search[] {
  const retrievals = turn.spans.filter(isRetrieval).map(retrievalOf);
  const tools = toolCallsOf(session, turn).filter((call) => !call.failed && !(call.span && isRetrieval(call.span)));
  return [...retrievals, ...tools.flatMap(toolSearch)];
}

/** Every document that the searches of a turn gave. */
export const documentsIn = (searches: readonly Search[]): TurnDocument[] => searches.flatMap(({ documents }) => documents ?? []);

const isRetrieval = (span: Span): boolean => span.kind === 'retriever' || span.retrieval?.documents !== undefined;

function retrievalOf(span: Span): Search {
  const { documents, attribute } = span.retrieval ?? {};
  const query = queryText(span.retrieval?.query ?? span.input);
  const texts = documents?.flatMap((document) => turnDocument(document, span, attribute));
  // Ids and scores without any text say that something was found, and nothing of what it was.
  const textLost = documents !== undefined && documents.length > 0 && texts?.length === 0;
  return { query, documents: textLost ? undefined : texts, span };
}

/** The words of the query: of an object, its texts and not its settings. */
function queryText(query: Content | undefined): string | undefined {
  return query === undefined ? undefined : textsOf(query.value) || query.text;
}

function textsOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  return Object.keys(value).flatMap((key) => (typeof own(value, key) === 'string' ? [String(own(value, key))] : [])).join('\n');
}

function turnDocument({ id, text, metadata }: RetrievedDocument, span: Span, attribute: string | undefined): TurnDocument[] {
  return text === undefined ? [] : [{ id, body: text, text: [words(metadata), text].filter(Boolean).join('\n'), metadata, span, attribute }];
}

/** Members of metadata that can name a document's subject. */
const naming = /title|name|heading|section|topic|subject|category|summary|description|source|url|path|file/iu;

function words(metadata: JsonValue | undefined): string {
  if (!isObject(metadata)) return '';
  return Object.keys(metadata).flatMap((key) => (naming.test(key) && typeof own(metadata, key) === 'string' ? [String(own(metadata, key))] : [])).join('\n');
}

const searching = new Set(['search', 'retrieve', 'retrieval', 'retriever', 'lookup', 'knowledge', 'kb', 'wiki', 'wikipedia', 'faq', 'rag', 'docs', 'documents', 'documentation', 'articles']);
const fetching = new Set(['fetch', 'find', 'get', 'query', 'read', 'load', 'look']);
const texts = new Set(['doc', 'document', 'article', 'page', 'pages', 'passage', 'passages', 'policy', 'policies', 'manual', 'handbook', 'guide', 'webpage', 'text', 'context']);

/** `search_docs`, `lookupPolicy`, `fetch_page`: the name says that texts are looked for. */
function looksForTexts(name: string): boolean {
  const parts = fold(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).split(/[^\p{L}]+/u);
  return parts.some((part) => searching.has(part)) || (parts.some((part) => fetching.has(part)) && parts.some((part) => texts.has(part)));
}

/** Plain text of fewer characters is a message or a value. */
const shortestText = 40;

function toolSearch(call: ToolCall): Search[] {
  const span = call.span ?? call.requestedBy;
  if (!span || !looksForTexts(call.name)) return [];
  const documents = resultDocuments(call);
  if (!documents) return [];
  return [{ query: textsOf(call.arguments) || undefined, documents: documents.flatMap((document) => turnDocument(document, span, call.span?.tool?.result?.attribute)), span }];
}

/** Documents by shape, else the text itself. Rows of data are no documents. */
function resultDocuments({ result, resultText }: ToolCall): RetrievedDocument[] | undefined {
  const documents = documentsOf(result, { strings: true });
  if (documents) return documents;
  const text = typeof result === 'string' ? result : resultText;
  return text !== undefined && text.length >= shortestText && !/^\s*[[{]/.test(text) ? [{ text }] : undefined;
}
