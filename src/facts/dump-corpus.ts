import type { Session } from '../model/index.js';
import { terms } from '../util/text/index.js';
import { type Corpus, createCorpusBuilder } from './corpus.js';

/** Word statistics of a dump: its questions, answers and retrieved documents, each distinct text counted once. */
export function corpusOf(sessions: readonly Session[]): Corpus {
  const builder = createCorpusBuilder();
  const seen = new Set<string>();
  for (const text of textsOf(sessions)) {
    if (seen.has(text)) continue;
    seen.add(text);
    builder.add(terms(text));
  }
  return builder.build();
}

function* textsOf(sessions: readonly Session[]): Iterable<string> {
  for (const session of sessions) {
    for (const turn of session.turns) {
      if (turn.input) yield turn.input.text;
      if (turn.output) yield turn.output.text;
      for (const span of turn.spans) for (const document of span.retrieval?.documents ?? []) if (document.text !== undefined) yield document.text;
    }
  }
}
