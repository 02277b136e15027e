import { asCount, asString, own, type JsonValue, type ReadContext } from '../../../src/plugin.js';

/** Says what the envelope of a page tells: errors of the query, and that a limit may have cut the list. */
export function noteEnvelope(page: JsonValue, { note }: ReadContext): void {
  const errors = own(page, 'errors');
  if (Array.isArray(errors) && errors.length > 0) note('query-errors', `Jaeger answered with ${errors.length} error(s), so traces may be missing: ${textOf(errors[0])}`, '/errors');
  const data = own(page, 'data');
  const limit = asCount(own(page, 'limit')) ?? 0;
  if (limit > 0 && Array.isArray(data) && data.length >= limit) note('more-pages', `The query was limited to ${limit} trace(s), and so many came: there may be more on the server.`, '/limit');
}

function textOf(error: JsonValue | undefined): string {
  return asString(own(error, 'msg') ?? own(error, 'message') ?? error) ?? 'no message';
}
