import type { FactReader } from '../facts/context.js';
import type { Subject } from '../facts/fact.js';
import type { JsonValue } from '../model/index.js';
import { readFact, readPath } from './leaf.js';
import type { Source } from './rule.js';
import { display } from './template.js';

/** What a source gives on a subject; `undefined` when it is missing. */
export function readSource(source: Source, subject: Subject, facts: FactReader): JsonValue | undefined {
  if (source.kind === 'text') return source.text;
  if (source.kind === 'subject') return source.path.read(subject);
  const measured = readFact(source.call, subject, facts);
  const reading = source.path === undefined ? measured : readPath(measured, source.path, source.call.definition.id);
  return 'value' in reading ? reading.value : undefined;
}

/** The message of a finding. */
export function renderMessage(parts: readonly Source[], subject: Subject, facts: FactReader): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : display(readSource(part, subject, facts)))).join('');
}
