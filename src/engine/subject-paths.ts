import type { Subject } from '../facts/fact.js';
import type { JsonValue, Scope, Session, Span, Turn } from '../model/index.js';

/** A field of a subject that messages and identities may name without a fact. */
export interface SubjectPath {
  /** The widest subject that has it. */
  scope: Scope;
  read(subject: Subject): JsonValue | undefined;
}

const ofSession = (read: (session: Session) => JsonValue | undefined): SubjectPath => ({
  scope: 'session',
  read: (subject) => (subject.scope === 'run' ? undefined : read(subject.session)),
});

const ofTurn = (read: (turn: Turn) => JsonValue | undefined): SubjectPath => ({
  scope: 'turn',
  read: (subject) => ('turn' in subject ? read(subject.turn) : undefined),
});

const ofSpan = (read: (span: Span) => JsonValue | undefined): SubjectPath => ({
  scope: 'span',
  read: (subject) => ('span' in subject ? read(subject.span) : undefined),
});

/** Every subject path by its name in rules. */
export const subjectPaths: ReadonlyMap<string, SubjectPath> = new Map([
  ['session.id', ofSession((session) => session.id)],
  ['session.user', ofSession((session) => session.user)],
  ['session.turns', ofSession((session) => session.turns.length)],
  ['turn.number', ofTurn((turn) => turn.number)],
  ['turn.agent', ofTurn((turn) => turn.agent)],
  ['turn.rootName', ofTurn((turn) => turn.root.name)],
  ['turn.traceId', ofTurn((turn) => turn.traceId)],
  ['turn.status', ofTurn((turn) => turn.status)],
  ['turn.input', ofTurn((turn) => turn.input?.text)],
  ['turn.output', ofTurn((turn) => turn.output?.text)],
  ['span.name', ofSpan((span) => span.name)],
  ['span.kind', ofSpan((span) => span.kind)],
  ['span.id', ofSpan((span) => span.id)],
  ['span.status', ofSpan((span) => span.status.code)],
  ['span.statusMessage', ofSpan((span) => span.status.message)],
  ['span.agent', ofSpan((span) => span.agent?.name)],
  ['span.toolName', ofSpan((span) => span.tool?.name ?? (span.kind === 'tool' ? span.name : undefined))],
  ['span.model', ofSpan((span) => span.responseModel ?? span.requestModel)],
]);
