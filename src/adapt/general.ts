import type { CanonicalFields, JsonValue, RawEvent, RawSpan, Status } from '../model/index.js';
import { asName, nameOf, present } from './read/values.js';

/**
 * Reads what every OpenTelemetry span may hold, whatever its convention: the exception, the error class, session, user and code location.
 * A convention's own answer goes before this one.
 */
export function readGeneral(span: RawSpan): CanonicalFields {
  const { attributes } = span;
  const session = asName(attributes.get('session.id'));
  return {
    error: errorOf(span),
    session: session === undefined ? undefined : { id: session, key: 'session.id' },
    user: nameOf(attributes, 'user.id', 'enduser.id', 'enduser.pseudo.id'),
    codeFunction: nameOf(attributes, 'code.function.name', 'code.function'),
  };
}

const exceptionEvents = new Set(['exception', 'gen_ai.client.operation.exception']);

/**
 * The first exception event, `error.type`, and the message of an error status. An exception on a span that was then set to OK was handled: it stays
 * among the events and is no error of the span.
 */
function errorOf({ attributes, events, status }: RawSpan): CanonicalFields['error'] {
  const thrown = status.code === 'ok' ? undefined : exceptionOf(events);
  const recorded = exceptionIn(attributes);
  const type = nameOf(attributes, 'error.type') ?? undefined;
  const told = status.code === 'error' ? fromStatus(status) : undefined;
  return present({
    type: thrown?.type ?? recorded?.type ?? type ?? told?.type,
    message: thrown?.message ?? recorded?.message ?? told?.message,
    stack: thrown?.stack ?? recorded?.stack,
  });
}

/** The first exception among events of a span or log records. */
export function exceptionOf(events: readonly RawEvent[]): CanonicalFields['error'] {
  const event = events.find(({ name }) => exceptionEvents.has(name));
  return event && exceptionIn(event.attributes);
}

function exceptionIn(attributes: ReadonlyMap<string, JsonValue>): CanonicalFields['error'] {
  return present({
    type: asName(attributes.get('exception.type')),
    message: asName(attributes.get('exception.message')),
    stack: asName(attributes.get('exception.stacktrace')),
  });
}

/** Status messages are often written `ValueError: no such city`. */
function fromStatus({ message }: Status): CanonicalFields['error'] {
  const text = asName(message);
  const match = /^([A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Timeout)): ?(.*)$/s.exec(text ?? '');
  return match ? { type: match[1], message: match[2] } : text === undefined ? undefined : { message: text };
}
