import { asFinite, asName, asString, at, decoded, type CanonicalFields, type JsonValue, type RawEvent, type RetrievedDocument } from '../../../src/plugin.js';

const resultEvent = /^db\.(query|search)\.result$/;

/** Documents that a vector store gave back, one event each. `undefined` when the span has no such event. */
export function searchResults(events: readonly RawEvent[]): CanonicalFields['retrieval'] {
  const results = events.filter(({ name }) => resultEvent.test(name));
  const [first] = results;
  return first && { documents: results.map(toDocument), attribute: first.name };
}

/** Stores differ in what they write: a score or a distance, a document or its text among the metadata. */
function toDocument({ name, attributes }: RawEvent): RetrievedDocument {
  const member = (tail: string): JsonValue | undefined => attributes.get(`${name}.${tail}`) ?? attributes.get(tail);
  const metadata = decoded(member('metadata') ?? member('entity') ?? undefined);
  const text = asString(member('document')) ?? asString(at(metadata, 'text')) ?? asString(at(metadata, 'page_content'));
  const document: RetrievedDocument = { id: asName(member('id')), text, score: asFinite(member('score') ?? member('distance')), metadata };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}
